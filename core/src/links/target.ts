import { type Address, addressOf } from './address.ts';
import { type Finding, finding } from './findings.ts';
import { blockedPorts } from './ports.data.ts';

/** What a browser would open for a link, or why nothing may be opened. */
export type Opened =
  | { readonly address: Address; readonly writtenHost: string; readonly repaired: boolean }
  | { readonly refusal: Finding };

/** The usual link: lower-case scheme, a name with a dot and letters behind it, no port, then visible ASCII without `$*<[{` and with `%` for encoding only. */
const ordinary =
  /^https?:\/\/(?:[a-z\d-]+\.)+(?!https?(?:[/?#]|$))[a-z]{2,}(?:[/?#][!-#&-)+-;=-Z\\-z|-~]*(?:%[\da-fA-F]{2}[!-#&-)+-;=-Z\\-z|-~]*)*)?$/;
const start = /^https?:([\\/]*)([^/?#]*)/i;
const hostOfAuthority = /^(\[[^\]]*\]|[^:]*)/;
const webName = /(?:^|\.)https?\.?$/;
const webGlued = /https?:$/i;
const octal = /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i;
const leadingZero = /(?:^|\.)0\d/;
const printable = /^[\x21-\x7e]+$/;

/** A link in which nothing has to be repaired, nothing is hidden and no merge tag can begin: what most links are. */
export function isOrdinary(href: string): boolean {
  return ordinary.test(href);
}

/** What a browser opens for an http(s) link. */
export function openAsBrowser(seen: string): Opened {
  return isOrdinary(seen) ? openOrdinary(seen) : openUnusual(seen);
}

/** The same for a link that is ordinary. */
export function openOrdinary(seen: string): Opened {
  const url = URL.parse(seen);
  if (url === null) return { refusal: finding('malformed', undefined, 'error') };
  const address = addressOf(url);
  return { address, writtenHost: address.hostname, repaired: false };
}

/**
 * The same for any other, which is read as the WHATWG URL Standard does, and refused where other parsers read it differently
 * (RFC 3986, RFC 1738 and resolvers that take `010` for ten), because then nobody knows which host was judged.
 *
 * @param seen the link after `asBrowsersRead`
 */
export function openUnusual(seen: string): Opened {
  const [, slashes = '', authority = ''] = start.exec(seen) ?? [];
  if (authority.includes('\\')) return { refusal: finding('parser-differential') };
  const url = URL.parse(seen);
  if (url === null || !printable.test(url.href)) return { refusal: finding('malformed', undefined, 'error') };
  if (authority.includes('@')) return { refusal: finding('credentials', { host: url.hostname }) };
  const writtenHost = hostOfAuthority.exec(authority)?.[1] ?? '';
  if (writtenHost.includes('%') || (octal.test(writtenHost) && leadingZero.test(writtenHost))) {
    return { refusal: finding('parser-differential', { host: url.hostname }) };
  }
  if (webName.test(url.hostname) || webGlued.test(authority) || blockedPorts.has(url.port)) {
    return { refusal: finding('malformed', undefined, 'error') };
  }
  return { address: addressOf(url), writtenHost, repaired: slashes !== '//' };
}
