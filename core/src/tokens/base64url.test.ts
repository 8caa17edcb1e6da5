import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64UrlBytes, decodeBase64Url, encodeBase64Url } from './base64url.ts';

function decode(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.max(0, base64UrlBytes(text.length)));
  return decodeBase64Url(text, bytes, 0) ? bytes : undefined;
}

describe('base64url', () => {
  it('encodes as Node does, and decodes the result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = encodeBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decode(text)).toEqual(bytes);
      }),
    );
  });

  it('decodes only canonical encodings', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{0,9}$/), fc.string({ unit: 'binary' })), (text) => {
        const bytes = decode(text);
        if (bytes !== undefined) expect(encodeBase64Url(bytes)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A+AA', 'A/AA', 'AA A', 'AAA\0', 'ÁAAA', 'A\u{1F600}A', 'AAA\u0141'])(
    'refuses %j',
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );
});
