import type { TokenKind } from '../tokens/token.ts';

/** The kinds of token a wrapped link may hold. */
export type LinkKind = Exclude<TokenKind, 'o'>;

/**
 * The address of a wrapped link: `/c/…`, or `/a/…` for an app link, whose token must be of that kind too.
 * `origin` has scheme and authority without a trailing slash.
 */
export function wrappedLink(origin: string, token: string, kind: LinkKind = 'c'): string {
  return `${origin}/${kind}/${token}`;
}

/**
 * The same for a text part. Programs that detect links in text exclude a trailing dash (Thunderbird; some an underscore
 * too), so a token that ends with one gets a suffix that the server ignores. So does a recipient's merge tag, whose
 * values are unknown.
 */
export function linkInText(link: string, recipientTag?: string): string {
  if (recipientTag !== undefined) return `${link}?r=${recipientTag}&t`;
  return /[-_]$/.test(link) ? `${link}?t` : link;
}

/** The address of the pixel. `origin` as for `wrappedLink`. */
export function pixelAddress(origin: string, token: string): string {
  return `${origin}/o/${token}.gif`;
}

/** Characters of a token for a link id below 2^28 and a 32-bit recipient id, for estimates before a token exists. */
export const typicalTokenLength = 26;

/** The host name of an origin, lower case, without port: used to recognise links that are already wrapped. */
export function hostOf(origin: string): string {
  return URL.parse(origin)?.hostname ?? '';
}

/** Whether an address can be a pixel of ours at all: no other image needs to be parsed. */
export function mayBePixel(address: string): boolean {
  return address.includes('/o/');
}

/** Whether an address is a pixel of one of these hosts. */
export function isOwnPixel(address: string, hosts: readonly string[]): boolean {
  if (!mayBePixel(address)) return false;
  const url = URL.parse(address.trim());
  return url !== null && hosts.includes(url.hostname) && /^\/o\/[^/]+\.gif$/.test(url.pathname);
}
