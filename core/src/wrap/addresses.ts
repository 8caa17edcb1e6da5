import type { TokenKind } from '../tokens/token.ts';

/** The kinds of token a wrapped link may hold. */
export type LinkKind = Exclude<TokenKind, 'o'>;

/**
 * The address of a wrapped link: `/c/…`, or `/a/…` for one kept as an app link, whose token has to be of that kind too.
 * `origin` has scheme and authority and no slash at its end.
 */
export function wrappedLink(origin: string, token: string, kind: LinkKind = 'c'): string {
  return `${origin}/${kind}/${token}`;
}

/**
 * The same as it stands in a text. Programs that look for links in texts leave a dash at the end out (Thunderbird; some
 * an underscore too), so a token that ends with one gets an end of its own, which the server does not read. So does a
 * recipient's merge tag, whose values nobody knows.
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

/** The host name of an origin, lower case, without port: what recognises links that are already wrapped. */
export function hostOf(origin: string): string {
  return URL.parse(origin)?.hostname ?? '';
}

/** Whether an address is a pixel of one of these hosts. */
export function isOwnPixel(address: string, hosts: readonly string[]): boolean {
  if (!address.includes('/o/')) return false;
  const url = URL.parse(address.trim());
  return url !== null && hosts.includes(url.hostname) && /^\/o\/[^/]+\.gif$/.test(url.pathname);
}
