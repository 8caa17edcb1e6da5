import { asBrowsersRead } from '../links/characters.ts';
import { brokenScheme, dangerousScheme, schemeOf } from '../links/scheme.ts';
import { usefulSchemes } from '../links/schemes.data.ts';
import type { Address } from '../links/url/address.ts';
import { maxLinkLength, type ParsedUrl, parseAnyUrl, parseCommonUrl } from '../links/url/parse-url.ts';
import { shapeFinder } from '../links/url/shapes.ts';
import { type AppService, appServices } from './services.data.ts';

/** Whether a link opens an app, judged by the URL alone; the destination's association files are not fetched. */
export type DeepLinkClass = 'none' | 'custom-scheme' | `known:${string}` | 'depends-on-aasa';

/** The service whose own universal links open its app at an address. */
export const appService: (address: Address) => AppService | undefined = shapeFinder(appServices);

/** Class of a link as written in a mail, entities decoded; 'none' if no browser may open it. Never throws. */
export function classifyDeepLink(href: string): DeepLinkClass {
  if (href.length > maxLinkLength) return 'none';
  const opened = parseCommonUrl(href);
  if (opened !== undefined) return classOf(opened);
  const seen = asBrowsersRead(href);
  const scheme = schemeOf(seen);
  if (scheme === undefined || usefulSchemes.has(scheme)) return 'none';
  if (scheme === 'http' || scheme === 'https') return classOf(parseAnyUrl(seen));
  return dangerousScheme(seen) === undefined && brokenScheme(seen) === undefined ? 'custom-scheme' : 'none';
}

function classOf(opened: ParsedUrl): DeepLinkClass {
  if ('refusal' in opened) return 'none';
  const service = appService(opened.address)?.service;
  return service === undefined ? 'depends-on-aasa' : `known:${service}`;
}
