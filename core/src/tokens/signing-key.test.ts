import { describe, expect, it } from 'vitest';
import { decodeKey, encodeKey } from './signing-key.ts';

const bytes = new Uint8Array(32).map((_, index) => index * 8);
const text = 'AAgQGCAoMDhASFBYYGhweICIkJigqLC4wMjQ2ODo8Pg';

describe('a signing key', () => {
  it('is encoded as 43 characters and decoded again', () => {
    expect(encodeKey(bytes)).toBe(text);
    expect(decodeKey(text)).toEqual(bytes);
  });

  it.each(['', `${text}=`, text.slice(1), `${text}A`, text.replace('A', '+'), `${text.slice(0, -1)}h`])(
    'is not read from %j',
    (wrong) => {
      expect(() => decodeKey(wrong)).toThrow('43 characters');
    },
  );

  it('never appears in the error', () => {
    expect(() => decodeKey(`${text}=`)).not.toThrow(text.slice(0, 8));
  });

  it.each([0, 16, 33])('of %d bytes is refused', (length) => {
    expect(() => encodeKey(new Uint8Array(length))).toThrow('32 bytes');
  });
});
