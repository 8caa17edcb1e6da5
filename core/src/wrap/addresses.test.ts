import { describe, expect, it } from 'vitest';
import { verdict } from '../links/verdict.ts';
import { openToken, sealToken, type TokenKind } from '../tokens/token.ts';
import { hostOf, isOwnPixel, linkInText, pixelAddress, wrappedLink } from './addresses.ts';

const origin = 'https://click.brand.com:8443';
const host = 'click.brand.com';
const key = new Uint8Array(32).fill(7);
const tokenOf = (kind: TokenKind) => sealToken({ kind, id: 300, keyId: 1, recipientId: '42' }, host, key);

const addresses: readonly { kind: TokenKind; address: string }[] = [
  { kind: 'c', address: wrappedLink(origin, tokenOf('c')) },
  { kind: 'c', address: linkInText(wrappedLink(origin, tokenOf('c')), '{{id}}') },
  { kind: 'a', address: wrappedLink(origin, tokenOf('a'), 'a') },
  { kind: 'a', address: linkInText(wrappedLink(origin, `${tokenOf('a')}-`, 'a')) },
  { kind: 'o', address: pixelAddress(origin, tokenOf('o')) },
];

describe('the addresses of a tracking host', () => {
  it.each([
    [wrappedLink(origin, 'AbC'), 'https://click.brand.com:8443/c/AbC'],
    [wrappedLink(origin, 'AbC', 'a'), 'https://click.brand.com:8443/a/AbC'],
    [pixelAddress(origin, 'AbC'), 'https://click.brand.com:8443/o/AbC.gif'],
    [linkInText(wrappedLink(origin, 'AbC-', 'a')), 'https://click.brand.com:8443/a/AbC-?t'],
  ])('are written %s', (written, expected) => expect(written).toBe(expected));

  it.each(addresses)('are recognised as already wrapped: $address', ({ address }) => {
    const judged = verdict({ originalUrl: address }, { trackingHost: hostOf(origin) });
    expect(judged).toMatchObject({ action: 'leave', findings: [{ code: 'already-wrapped' }] });
  });

  it.each([
    [pixelAddress(origin, 'AbC'), true],
    [wrappedLink(origin, 'AbC.gif', 'a'), false],
    ['https://click.other.com/o/AbC.gif', false],
  ])('%s is our pixel: %s', (address, expected) => expect(isOwnPixel(address, [hostOf(origin)])).toBe(expected));

  it('contain tokens that open only under their own path', () => {
    const kinds: readonly TokenKind[] = ['c', 'a', 'o'];
    const opened = kinds.map((kind) => kinds.filter((path) => openToken(path, tokenOf(kind), host, () => key)));
    expect(opened).toEqual([['c'], ['a'], ['o']]);
  });
});
