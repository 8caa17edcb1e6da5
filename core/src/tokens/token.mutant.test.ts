import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mac, portableMac } from './mac.ts';
import { type TokenCase, type Tokens, tokenBehaviours } from './token.conformance.ts';
import { openToken, sealToken } from './token.ts';

// Deliberately broken tokens: a property that passes here would miss a real bug.
const cases: fc.Arbitrary<TokenCase> = fc.record({
  content: fc.record({
    kind: fc.constantFrom('c', 'a', 'o'),
    id: fc.nat(9),
    keyId: fc.nat(1),
    recipientId: fc.constant('1'),
  }),
  host: fc.constant('click.brand.com'),
  otherHost: fc.constant('click.other.com'),
  key: fc.constant(new Uint8Array(32).fill(1)),
  otherKey: fc.constant(new Uint8Array(32).fill(2)),
  bit: fc.nat(100),
});

function sealedBy(mac: Mac): Tokens {
  return {
    seal: (content, host, key) => sealToken(content, host, key, mac),
    open: (kind, token, host, keyOf) => openToken(kind, token, host, keyOf, mac),
  };
}

const kindOf = (data: Uint8Array) => String.fromCharCode(data[data.indexOf(0) + 1]!);
const covering = (part: (data: Uint8Array) => Uint8Array) => sealedBy((key, data) => portableMac(key, part(data)));
const mutants: readonly { name: string; breaks: string; tokens: Tokens }[] = [
  {
    name: 'a MAC that ignores the host',
    breaks: 'is rejected on another host',
    tokens: covering((data) => data.subarray(data.indexOf(0))),
  },
  {
    name: 'a MAC that ignores the kind',
    breaks: 'is rejected under another kind',
    tokens: covering((data) => data.with(data.indexOf(0) + 1, 0)),
  },
  {
    name: 'a MAC that takes an app link for a click',
    breaks: 'is rejected under another kind',
    tokens: covering((data) => (kindOf(data) === 'a' ? data.with(data.indexOf(0) + 1, 'c'.charCodeAt(0)) : data)),
  },
  {
    name: 'a MAC that ignores the key',
    breaks: 'is rejected under another key',
    tokens: sealedBy((_key, data) => portableMac(new Uint8Array(32), data)),
  },
  {
    name: 'a MAC that ignores the end of the payload',
    breaks: 'is rejected with a changed bit anywhere',
    tokens: covering((data) => data.subarray(0, -1)),
  },
  {
    name: 'a MAC cut to nothing',
    breaks: 'is rejected with a changed bit anywhere',
    tokens: sealedBy(() => new Uint8Array(32)),
  },
  {
    name: 'a decoder that forgives other spellings',
    breaks: 'has one spelling only',
    tokens: {
      seal: sealToken,
      open: (kind, token, host, keyOf) =>
        openToken(kind, Buffer.from(token, 'base64').toString('base64url'), host, keyOf),
    },
  },
  {
    name: 'an id that is lost on the way',
    breaks: 'opens to the id and key id that were sealed',
    tokens: { seal: (content, host, key) => sealToken({ ...content, id: 0 }, host, key), open: openToken },
  },
];

describe('the properties of a token', () => {
  it.each(mutants)('fail for $name', ({ breaks, tokens }) => {
    const holds = tokenBehaviours[breaks]!;
    // Enough runs to hit a single unprotected byte.
    const found = fc.check(
      fc.property(cases, (given) => holds(tokens, given)),
      { numRuns: 2000 },
    );
    expect(found.failed).toBe(true);
  });

  it('each have a mutant', () => {
    expect(new Set(mutants.map(({ breaks }) => breaks))).toEqual(new Set(Object.keys(tokenBehaviours)));
  });

  it('never run with a Mac that is too short: it throws', () => {
    const tokens = sealedBy(() => new Uint8Array(0));
    expect(() => tokens.seal({ kind: 'c', id: 1, keyId: 0 }, 'click.brand.com', new Uint8Array(32))).toThrow(
      /32 bytes/,
    );
  });
});
