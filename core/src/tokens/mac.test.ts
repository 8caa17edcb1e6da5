import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portableMac, tagLength, tagMatches } from './mac.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

describe('the portable Mac', () => {
  it('is HMAC-SHA-256 (RFC 4231, test case 2)', () => {
    const tag = portableMac(ascii('Jefe'), ascii('what do ya want for nothing?'));
    expect(Buffer.from(tag).toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('equals that of Node, whatever keys came before, for keys of any length and in a reused array', () => {
    const reused = new Uint8Array(32);
    const keys = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.nat(255).map((byte) => reused.fill(byte)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.uint8Array({ maxLength: 200 })), { maxLength: 5 }), (rows) => {
        for (const [key, data] of [...rows, ...rows]) {
          const expected = createHmac('sha256', key).update(data).digest('hex');
          expect(Buffer.from(portableMac(key, data)).toString('hex')).toBe(expected);
        }
      }),
    );
  });
});

describe('comparing a tag', () => {
  const tag = portableMac(ascii('key'), ascii('data'));

  it('compares every byte', () => {
    const bytes = new Uint8Array(20);
    bytes.set(tag.subarray(0, tagLength), 5);
    expect(tagMatches(tag, bytes, 5)).toBe(true);
    for (let index = 5; index < 5 + tagLength; index++) {
      expect(tagMatches(tag, bytes.with(index, bytes[index]! ^ 1), 5)).toBe(false);
    }
  });

  it('does not match when bytes are missing', () => {
    expect(tagMatches(tag, tag.subarray(0, tagLength - 1), 0)).toBe(false);
  });
});
