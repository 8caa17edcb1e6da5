import type { DeepLinkClass } from './classify.ts';
import { type AppService, appServices } from './services.data.ts';

/** The service of a class such as `known:youtube`. */
export function serviceOfClass(deepLink: DeepLinkClass): AppService | undefined {
  const name = deepLink.startsWith('known:') ? deepLink.slice('known:'.length) : undefined;
  return name === undefined ? undefined : appServices.find(({ service }) => service === name);
}
