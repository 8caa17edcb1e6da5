import type { Address } from '../links/address.ts';
import { asBrowsersRead } from '../links/characters.ts';
import { remembering } from '../links/recent.ts';
import { brokenScheme, dangerousScheme, schemeOf } from '../links/scheme.ts';
import { usefulSchemes } from '../links/schemes.data.ts';
import { shapeFinder } from '../links/shapes.ts';
import { isOrdinary, openAsBrowser } from '../links/target.ts';
import { type AppService, appServices } from './services.data.ts';

/** What a link's text alone says about opening an app; only the destination's own files can tell more. */
export type DeepLinkClass = 'none' | 'custom-scheme' | `known:${string}` | 'depends-on-aasa';

/** The service whose own universal links open its app at an address. */
export const appService: (address: Address) => AppService | undefined = shapeFinder(appServices);

const ordinaryHost = /^https?:\/\/([^/?#]+)/;
const serviceHosts: ReadonlySet<string> = new Set(appServices.flatMap(({ hosts }) => hosts));

/** Whether a host or a name above it is one of a service: for most links this is all that has to be asked. */
const isOfService = remembering((hostname) => {
  for (let name = hostname, dot = 0; dot !== -1; name = name.slice(dot + 1)) {
    if (serviceHosts.has(name)) return true;
    dot = name.indexOf('.');
  }
  return false;
});

/** Class of a link as it stands in a mail, entities decoded; of one that no browser may open, 'none'. Never throws. */
export function classifyDeepLink(href: string): DeepLinkClass {
  if (isOrdinary(href)) return mayOpenApp(href) ? classOfWebLink(href) : 'depends-on-aasa';
  const seen = asBrowsersRead(href);
  const scheme = schemeOf(seen);
  if (scheme === undefined || usefulSchemes.has(scheme)) return 'none';
  if (scheme === 'http' || scheme === 'https') return classOfWebLink(seen);
  return dangerousScheme(seen) === undefined && brokenScheme(seen) === undefined ? 'custom-scheme' : 'none';
}

/** Of an ordinary link; only an A-label can still turn out to be no host at all. */
function mayOpenApp(href: string): boolean {
  const hostname = ordinaryHost.exec(href)?.[1] ?? '';
  return isOfService(hostname) || hostname.includes('xn--');
}

function classOfWebLink(seen: string): DeepLinkClass {
  const opened = openAsBrowser(seen);
  if ('refusal' in opened) return 'none';
  const service = appService(opened.address)?.service;
  return service === undefined ? 'depends-on-aasa' : `known:${service}`;
}
