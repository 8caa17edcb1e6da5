import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold, mailRuns, propertyTimeoutMs } from '../runs.testing.ts';
import { hashRecipientId } from './recipient-id.ts';
import { decodeKey } from './signing-key.ts';
import { type TokenCase, tokenBehaviours } from './token.conformance.ts';
import { openToken, sealToken, type TokenContent, type TokenKind, tokenSealer } from './token.ts';
import vectors from './vectors.json' with { type: 'json' };

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const recipient = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 65n }).map(String),
  fc.uuid(),
  fc.emailAddress(),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.stringMatching(/^h:[A-Za-z0-9_-]{22}$/),
  fc.constantFrom('', '0', '00', '\uFEFF', '\uFEFFx', '\0', '-1', '1e3'),
);
const content: fc.Arbitrary<TokenContent> = fc.record(
  {
    kind: fc.constantFrom<TokenKind>('c', 'a', 'o'),
    id: fc.oneof(fc.maxSafeNat(), fc.nat(300)),
    keyId: fc.nat(255),
    recipientId: recipient,
  },
  { requiredKeys: ['kind', 'id', 'keyId'] },
);
const cases: fc.Arbitrary<TokenCase> = fc
  .record({ content, host, otherHost: host, key, otherKey: key, bit: fc.nat() })
  .filter((given) => given.host !== given.otherHost && !Buffer.from(given.key).equals(given.otherKey));

describe('a token', () => {
  for (const [behaviour, holds] of Object.entries(tokenBehaviours)) {
    it(
      behaviour,
      () => {
        const property = fc.property(cases, (given) => holds({ seal: sealToken, open: openToken }, given));
        console.log(`a token ${behaviour}: ${hold(property, mailRuns)}`);
      },
      propertyTimeoutMs,
    );
  }

  it('returns every recipient id, or the keyed hash of one that must not appear in a link', () => {
    fc.assert(
      fc.property(cases, ({ content, host, key }) => {
        const opened = openToken(content.kind, sealToken(content, host, key), host, () => key);
        const sealed = content.recipientId ?? '';
        const kept = sealed.isWellFormed() ? sealed : sealed.toWellFormed();
        const mustHash = kept.includes('@') || Buffer.byteLength(kept) > 64;
        expect(opened?.recipientId).toBe(kept === '' ? undefined : mustHash ? hashRecipientId(key, kept) : kept);
      }),
      { numRuns: 1000 },
    );
  });

  it('never opens from garbage, and garbage never throws', () => {
    const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{0,130}$/);
    const everyKey = decodeKey(vectors.valid[0]!.key);
    fc.assert(
      fc.property(fc.oneof(base64url, fc.string({ unit: 'binary' })), fc.oneof(host, fc.string()), (token, host) => {
        expect(openToken('c', token, host, () => everyKey)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('no longer opens when a character is replaced, added or removed', () => {
    const change = fc.record({ at: fc.nat(), remove: fc.nat(2), insert: fc.string({ maxLength: 2 }) });
    fc.assert(
      fc.property(cases, change, ({ content, host, key }, { at, remove, insert }) => {
        const token = sealToken(content, host, key);
        const start = at % (token.length + 1);
        const changed = token.slice(0, start) + insert + token.slice(start + remove);
        fc.pre(changed !== token);
        expect(openToken(content.kind, changed, host, () => key)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('fits into a link of 48 characters on an 11-character host, for a 32-bit recipient id and link ids below 2^28', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 28 - 1), fc.nat(255), fc.nat(2 ** 32 - 1), key, (id, keyId, recipient, key) => {
        const token = sealToken({ kind: 'c', id, keyId, recipientId: String(recipient) }, 't.brand.com', key);
        expect(`https://t.brand.com/c/${token}`.length).toBeLessThanOrEqual(48);
      }),
    );
  });

  it('does not open with a key id that the host has no key for', () => {
    const { token, host } = vectors.valid[0]!;
    expect(openToken('c', token, host, () => undefined)).toBeUndefined();
  });

  it('looks up the key by the id in the token', () => {
    const key = new Uint8Array(32);
    const asked: number[] = [];
    openToken('c', sealToken({ kind: 'c', id: 1, keyId: 77 }, 'click.brand.com', key), 'click.brand.com', (keyId) => {
      asked.push(keyId);
      return key;
    });
    expect(asked).toEqual([77]);
  });

  it('is the same with another implementation of HMAC-SHA-256', () => {
    const nodeMac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
    fc.assert(
      fc.property(cases, ({ content, host, key }) => {
        expect(sealToken(content, host, key, nodeMac)).toBe(sealToken(content, host, key));
      }),
    );
  });
});

describe('sealing', () => {
  it.each(['Click.brand.com', 'click.brand.com.', 'click.brand.com:443', 'click.bränd.com', 'a\0b', '', '[::1]'])(
    'refuses the host %j, which is not written as stored',
    (host) => {
      expect(() => sealToken({ kind: 'c', id: 1, keyId: 0 }, host, new Uint8Array(32))).toThrow(/lower-case ASCII/);
    },
  );

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the id %d', (id) => {
    const seal = () => sealToken({ kind: 'c', id, keyId: 0 }, 'click.brand.com', new Uint8Array(32));
    expect(seal).toThrow(/whole number/);
  });

  it.each([-1, 256, 0.5, Number.NaN])('refuses the key id %d', (keyId) => {
    const seal = () => sealToken({ kind: 'c', id: 1, keyId }, 'click.brand.com', new Uint8Array(32));
    expect(seal).toThrow(/0 to 255/);
  });
});

describe('the published vectors', () => {
  it.each(vectors.valid)(
    '$name: seals to the token and opens',
    ({ kind, host, key, keyId, id, recipient, opensAs, token }) => {
      const signingKey = decodeKey(key);
      const stated = kind as TokenKind;
      const content = { kind: stated, id, keyId };
      expect(
        sealToken(recipient === undefined ? content : { ...content, recipientId: recipient }, host, signingKey),
      ).toBe(token);
      const opened = openToken(stated, token, host, () => signingKey);
      expect(opened).toEqual(opensAs === undefined ? content : { ...content, recipientId: opensAs });
    },
  );

  it.each(vectors.valid)('$name: does not open with any single bit changed', ({ kind, host, key, token }) => {
    const bytes = Buffer.from(token, 'base64url');
    const opened = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      return openToken(kind as TokenKind, changed.toString('base64url'), host, () => decodeKey(key));
    });
    expect(opened.filter((content) => content !== undefined)).toEqual([]);
  });

  it.each(vectors.invalid)('$name: does not open', ({ kind, host, key, token }) => {
    expect(openToken(kind as TokenKind, token, host, () => decodeKey(key))).toBeUndefined();
  });
});

it('hashes a recipient under another key than the one that seals, where a host has had several', () => {
  const [first, newest] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const sealed = { kind: 'c', keyId: 2, recipientId: 'ada@example.org' } as const;
  const token = tokenSealer(sealed, 'click.brand.com', newest, undefined, first)(7);
  const recipientId = hashRecipientId(first, 'ada@example.org');
  expect(openToken('c', token, 'click.brand.com', () => newest)).toEqual({ ...sealed, id: 7, recipientId });
});
