import { type Finding, finding } from './findings.ts';
import { startsWithHost } from './schemeless.ts';
import { readableHost } from './url/readable-host.ts';

const maxTextLength = 2048;
const hasAddress = /\.|:\/\//;
const scheme = /^https?:\/\//i;
const around = /^[\s"'“„«<([]+|[\s"'”»>)\].,;:!?…]+$/g;
/** `brand.com` or `Brand.com` is a host name; `ASP.NET` and `iPhone.Pro` are product names. */
const hostCase = /^.?[^\p{Lu}]*$/u;

/**
 * The link's text is itself an address, on a different host from the one the link opens: readers and spam filters
 * consider that deceptive.
 *
 * @param opens the link's host, as the URL parser gives it
 * @param behind the destination host of a scanner's link
 */
export function textMismatch(text: string | undefined, opens: string, behind?: string): Finding | undefined {
  const shown = text === undefined ? undefined : shownHost(text);
  if (shown === undefined || sameSite(shown, opens) || (behind !== undefined && sameSite(shown, behind)))
    return undefined;
  return finding('text-mismatch', { shown: readableHost(shown), opens: readableHost(opens) });
}

function shownHost(text: string): string | undefined {
  if (text.length > maxTextLength || !hasAddress.test(text)) return undefined;
  const address = text.replace(around, '');
  if (/\s/.test(address)) return undefined;
  if (scheme.test(address)) return URL.parse(address)?.hostname;
  const host = /^[^/?#]*/.exec(address)?.[0] ?? '';
  if (host.includes('@') || !startsWithHost(host) || !(hostCase.test(host) || /^www\./i.test(host))) return undefined;
  return URL.parse(`https://${address}`)?.hostname;
}

function sameSite(shown: string, opens: string): boolean {
  const a = withoutWww(shown);
  const b = withoutWww(opens);
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '').replace(/\.$/, '');
}
