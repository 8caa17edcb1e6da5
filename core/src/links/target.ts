import { type Finding, finding } from './findings.ts';

/** What a browser would open for a link, or why nothing may be opened. */
export type Opened =
  | { readonly url: URL; readonly writtenHost: string; readonly repaired: boolean }
  | { readonly refusal: Finding };

const start = /^https?:([\\/]*)([^/?#]*)/i;
const hostOfAuthority = /^(\[[^\]]*\]|[^:]*)/;
const webName = /(?:^|\.)https?$/;
const webGlued = /https?:$/i;
const octal = /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i;
const leadingZero = /(?:^|\.)0\d/;
const printable = /^[\x21-\x7e]+$/;

/**
 * Reads an http(s) link as the WHATWG URL Standard does, and refuses what other parsers read differently
 * (RFC 3986, RFC 1738 and resolvers that take `010` for ten), because then nobody knows which host was judged.
 *
 * @param seen the link after `asBrowsersRead`
 */
export function openAsBrowser(seen: string): Opened {
  const [, slashes = '', authority = ''] = start.exec(seen) ?? [];
  if (authority.includes('\\')) return { refusal: finding('parser-differential') };
  const url = URL.parse(seen);
  if (url === null || !printable.test(url.href)) return { refusal: finding('malformed', undefined, 'error') };
  if (authority.includes('@')) return { refusal: finding('credentials', { host: url.hostname }) };
  const writtenHost = hostOfAuthority.exec(authority)?.[1] ?? '';
  if (writtenHost.includes('%') || (octal.test(writtenHost) && leadingZero.test(writtenHost))) {
    return { refusal: finding('parser-differential', { host: url.hostname }) };
  }
  if (webName.test(url.hostname) || webGlued.test(authority))
    return { refusal: finding('malformed', undefined, 'error') };
  return { url, writtenHost, repaired: slashes !== '//' };
}
