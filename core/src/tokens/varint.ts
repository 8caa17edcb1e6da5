/** Writes a whole number (0 to 2^53-1) as LEB128, seven bits per byte, lowest first; returns the index after it. */
export function writeVarint(value: number, bytes: Uint8Array, at: number): number {
  let index = at;
  let rest = value;
  while (rest > 127) {
    bytes[index++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  bytes[index++] = rest;
  return index;
}

/** The same for numbers above 2^53-1. */
export function writeBigVarint(value: bigint, bytes: Uint8Array, at: number): number {
  let index = at;
  let rest = value;
  while (rest > 127n) {
    bytes[index++] = Number(rest & 127n) | 128;
    rest >>= 7n;
  }
  bytes[index++] = Number(rest);
  return index;
}

/**
 * The index after the varint at `at`, or -1 if it does not end before `end` or is not the shortest encoding of its
 * number (its last byte is zero).
 */
export function varintEnd(bytes: Uint8Array, at: number, end: number): number {
  let index = at;
  while (index < end && bytes[index]! > 127) index++;
  if (index >= end) return -1;
  return index > at && bytes[index] === 0 ? -1 : index + 1;
}

/** The number in `bytes[at..end)`; exact up to 2^53-1; callers reject larger ones. */
export function readVarint(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let index = end - 1; index >= at; index--) value = value * 128 + (bytes[index]! & 127);
  return value;
}

/** The same, exact for any length. */
export function readBigVarint(bytes: Uint8Array, at: number, end: number): bigint {
  let value = 0n;
  for (let index = end - 1; index >= at; index--) value = (value << 7n) | BigInt(bytes[index]! & 127);
  return value;
}
