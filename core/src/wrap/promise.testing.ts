import { decodeKey } from '../tokens/signing-key.ts';
import { openToken, type TokenContent, type TokenKind } from '../tokens/token.ts';
import { hostOf } from './addresses.ts';
import type { WrapContext } from './prepare.ts';
import type { WrittenToken } from './proof/written.ts';
import type { Recipient } from './recipient.ts';
import type { Wrapping } from './render.ts';
import { wrap } from './wrap.ts';

export const context: WrapContext = {
  origin: 'https://click.brand.example',
  trackClicks: true,
  trackOpens: true,
};
export const recipient: Recipient = { id: '4711' };
const key = `${'q'.repeat(42)}A`;
const message = 7;
const firstLink = 1000;

/** What the server would return for these destinations. */
export function wrappingFor(targets: readonly string[]): Wrapping {
  const signer = { origin: context.origin, host: 'click.brand.example', keyId: 1, key };
  return {
    mailing: message,
    clicks: { ...signer, links: targets.map((_, index) => firstLink + index) },
    opens: signer,
  };
}

/** A mail wrapped for one recipient, with the destinations that were registered for it. */
export interface Wrapped {
  readonly html: string;
  readonly targets: readonly string[];
}

export function wrapOnce(html: string, settings: Partial<WrapContext> = {}, whom: Recipient = recipient): Wrapped {
  let targets: readonly string[] = [];
  const wrapped = wrap(
    html,
    { ...context, ...settings },
    (distinct) => {
      targets = distinct;
      return wrappingFor(distinct);
    },
    whom,
  );
  return { html: wrapped.html, targets };
}

/** The contents of a genuine token: for a click, the index of its destination; NaN for any other. */
export function idOf(kind: TokenKind, token: string): number {
  const id = openToken(kind, token, 'click.brand.example', () => decodeKey(key))?.id;
  return id === undefined ? Number.NaN : kind === 'o' ? id : id - firstLink;
}

/** What the token of a wrapped link or pixel says if it is genuine. */
export function openGenuine({ kind, origin, token }: WrittenToken): TokenContent | undefined {
  return origin === context.origin ? openToken(kind, token, hostOf(origin), () => decodeKey(key)) : undefined;
}

/** Our pixel as markup; the group is its address. */
export const ownPixel =
  /<(?:img|amp-img) src="(https:\/\/click\.brand\.example\/o\/[\w-]+\.gif(?:\?r=[^"]*)?)" [^>]*>(?:<\/amp-img>)?/g;

/** Whether an address is a genuine pixel of this mailing. */
export function isOurPixel(source: string): boolean {
  const token = /\/o\/([\w-]+)\.gif(?:\?|$)/.exec(source)?.[1];
  return token !== undefined && idOf('o', token) === message;
}
