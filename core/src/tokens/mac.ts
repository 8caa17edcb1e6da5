import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** HMAC-SHA-256 (RFC 2104): always 32 bytes. A faster implementation may be passed wherever a Mac is expected. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/**
 * HMAC under one key: the blocks that depend only on the key are hashed once, and each text starts from a copy of that
 * state.
 */
function keyedHmac(secret: Uint8Array) {
  const key = secret.slice();
  const afterKey = hmac.create(sha256, key);
  const running = afterKey.clone();
  const tag = new Uint8Array(running.outputLen);
  const mac = (data: Uint8Array) => {
    // Into the same object each time: cloning a new one takes longer than the hash itself.
    afterKey._cloneInto(running).update(data).digestInto(tag);
    return tag.slice();
  };
  return { key, mac };
}

// The same key is used many times in a row: a mail is rendered under one key, and clicks on a campaign arrive together.
let last = keyedHmac(new Uint8Array(0));

/** The portable Mac; for inputs as short as tokens it is also faster than Node's. */
export const portableMac: Mac = (key, data) => {
  if (!sameBytes(key, last.key)) last = keyedHmac(key);
  return last.mac(data);
};

/** Compares contents, since a caller may reuse the array for another key. */
function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= one[index]! ^ other[index]!;
  return difference === 0;
}

/** Bytes of the MAC that a token contains. */
export const tagLength = 8;

/** The MAC of `data`; throws if the Mac returns too few bytes, which would let any token pass. */
export function fullTag(mac: Mac, key: Uint8Array, data: Uint8Array): Uint8Array {
  const tag = mac(key, data);
  if (tag.length !== 32) throw new TypeError('A Mac must return the 32 bytes of HMAC-SHA-256; pass one that does.');
  return tag;
}

/** Whether `bytes` holds the first `tagLength` bytes of `tag` at `at`; in constant time. */
export function tagMatches(tag: Uint8Array, bytes: Uint8Array, at: number): boolean {
  let difference = 0;
  for (let index = 0; index < tagLength; index++) difference |= tag[index]! ^ bytes[at + index]!;
  return difference === 0;
}
