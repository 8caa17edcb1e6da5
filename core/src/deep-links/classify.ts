import { asBrowsersRead } from '../links/characters.ts';
import { entriesFor, hostTable } from '../links/host-table.ts';
import { dangerousScheme, schemeOf } from '../links/scheme.ts';
import { usefulSchemes } from '../links/schemes.data.ts';
import { type AppService, appServices } from './services.data.ts';

/** What a link's text alone says about opening an app; only the destination's own files can tell more. */
export type DeepLinkClass = 'none' | 'custom-scheme' | `known:${string}` | 'depends-on-aasa';

const services = hostTable(appServices);

/** Class of a link as it stands in a mail, entities decoded. Never throws. */
export function classifyDeepLink(href: string): DeepLinkClass {
  const seen = asBrowsersRead(href);
  const scheme = schemeOf(seen);
  if (scheme === undefined || dangerousScheme(seen) !== undefined) return 'none';
  if (scheme !== 'http' && scheme !== 'https') return usefulSchemes.has(scheme) ? 'none' : 'custom-scheme';
  const url = URL.parse(seen);
  if (url === null) return 'none';
  const service = appService(url)?.service;
  return service === undefined ? 'depends-on-aasa' : `known:${service}`;
}

/** The service whose own universal links open its app at this address. */
export function appService(url: URL): AppService | undefined {
  const path = url.pathname + url.search;
  return entriesFor(services, url.hostname).find((entry) => path !== '/' && (entry.path?.test(path) ?? true));
}
