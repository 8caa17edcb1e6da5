import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBigVarint, readVarint, varintEnd, writeBigVarint, writeVarint } from './varint.ts';

describe('a varint', () => {
  it.each([
    { value: 0, bytes: [0] },
    { value: 127, bytes: [127] },
    { value: 128, bytes: [128, 1] },
    { value: 300, bytes: [172, 2] },
    { value: 2 ** 32, bytes: [128, 128, 128, 128, 16] },
    { value: 2 ** 53 - 1, bytes: [255, 255, 255, 255, 255, 255, 255, 15] },
  ])('of $value is $bytes', ({ value, bytes }) => {
    const room = new Uint8Array(10);
    const end = writeVarint(value, room, 0);
    expect([...room.subarray(0, end)]).toEqual(bytes);
    expect(varintEnd(room, 0, end)).toBe(end);
    expect(readVarint(room, 0, end)).toBe(value);
  });

  it('is the same whether encoded from a number or a bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const [small, big] = [new Uint8Array(10), new Uint8Array(10)];
        const end = writeVarint(value, small, 0);
        expect(writeBigVarint(BigInt(value), big, 0)).toBe(end);
        expect(big).toEqual(small);
        expect(readBigVarint(big, 0, end)).toBe(BigInt(value));
      }),
    );
  });

  it.each([[[]], [[128]], [[128, 128]], [[128, 0]], [[172, 130, 0]]])('is not decoded from %j', (bytes) => {
    expect(varintEnd(Uint8Array.from(bytes), 0, bytes.length)).toBe(-1);
  });
});
