import { type Finding, finding } from '../findings.ts';
import { type Address, addressAsWritten, addressOf } from './address.ts';
import { memoizeLast } from './memoize.ts';
import { blockedPorts } from './ports.data.ts';

/** In characters; browsers and servers accept more, mail gateways do not. The patterns here rely on this limit. */
export const maxLinkLength = 8192;

/** What a browser would open for a link, or why nothing may be opened. `plain`: it has nothing that could be a merge tag. */
export type ParsedUrl =
  | { readonly address: Address; readonly writtenHost: string; readonly repaired: boolean; readonly plain: boolean }
  | { readonly refusal: Finding; readonly plain?: never };

/**
 * The common case: lower-case scheme, a name with a dot and a top-level domain, no port, then visible ASCII without
 * `$*<[{` and with `%` for encoding only.
 */
const ordinary =
  /^https?:\/\/(?:[a-z\d-]+\.)+(?!https?(?:[/?#]|$))[a-z]{2,}(?:[/?#][!-#&-)+-;=-Z\\-z|-~]*(?:%[\da-fA-F]{2}[!-#&-)+-;=-Z\\-z|-~]*)*)?$/;
/**
 * The same with a path, and with nothing that the URL parser changes, no dot segment, A-label or character that it
 * encodes, or that a merge tag of any system begins with, also one of ordinary characters (see `own-tags.data.ts`).
 */
const finished =
  /^https?:\/\/(?:(?!xn--)[a-z\d-]+\.)+(?!https?\/)[a-z]{2,}(?:\/(?!\.|-|%2[eE])[\w.!&+,;=-]*(?:%[\da-fA-F]{2}[\w.!&+,;=-]*)*)+(?:\?[\w.!&+,;/?-]*(?:(?:=(?!-)|%[\da-fA-F]{2})[\w.!&+,;/?-]*)*)?(?:#[\w.!&+,;/?-]*(?:(?:=(?!-)|%[\da-fA-F]{2})[\w.!&+,;/?-]*)*)?$/;
/** What a merge tag begins with that is made of characters of ordinary links. */
const tagSign = /[#%@~]|::|[/=]-/;
const start = /^https?:([\\/]*)([^/?#]*)/i;
const hostOfAuthority = /^(\[[^\]]*\]|[^:]*)/;
const webName = /(?:^|\.)https?\.?$/;
const webGlued = /https?:$/i;
const octal = /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?$/i;
const leadingZero = /(?:^|\.)0\d/;
const printable = /^[\x21-\x7e]+$/;

/**
 * What a browser opens for an http(s) link that needs no repair and hides nothing, which is most links; undefined for
 * any other.
 */
export const parseCommonUrl: (href: string) => ParsedUrl | undefined = memoizeLast((href) => {
  if (finished.test(href)) return openedAs(addressAsWritten(href), true);
  if (!ordinary.test(href)) return undefined;
  const url = URL.parse(href);
  return url === null
    ? { refusal: finding('malformed', undefined, 'error') }
    : openedAs(addressOf(url), !tagSign.test(href));
});

function openedAs(address: Address, plain = false): ParsedUrl {
  return { address, writtenHost: address.hostname, repaired: false, plain };
}

/**
 * The same for any link, parsed by the WHATWG URL Standard, and refused where other parsers read it differently
 * (RFC 3986, RFC 1738 and resolvers that read `010` as ten), because the host that was judged would be ambiguous.
 *
 * @param seen the link after `asBrowsersRead`
 */
export const parseAnyUrl: (seen: string) => ParsedUrl = memoizeLast((seen) => {
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
  return { address: addressOf(url), writtenHost, repaired: slashes !== '//', plain: false };
});
