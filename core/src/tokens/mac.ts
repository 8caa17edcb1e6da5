import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** HMAC-SHA-256 (RFC 2104): always 32 bytes. A faster implementation may be handed in wherever a Mac is asked for. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

// Half of an HMAC's work depends on the key alone, and keys come in runs: a mail is rendered under one key, and clicks on a
// campaign arrive together. So the state after the last key is kept and copied into one place that is used again and again.
let lastKey = new Uint8Array(0);
let keyed = hmac.create(sha256, lastKey);
const working = keyed.clone();

/** The Mac that runs everywhere; for the short texts of tokens it is also faster than Node's. */
export const portableMac: Mac = (key, data) => {
  if (!sameBytes(key, lastKey)) {
    keyed = hmac.create(sha256, key);
    lastKey = key.slice();
  }
  return keyed._cloneInto(working).update(data).digest();
};

/** By content, since a caller may write another key into the same array. */
function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= one[index]! ^ other[index]!;
  return difference === 0;
}

/** Bytes of the MAC that stand in a token. */
export const tagLength = 8;

/** What the MAC says about `data`, with a guard against a Mac that gives too little and would let anything pass. */
export function fullTag(mac: Mac, key: Uint8Array, data: Uint8Array): Uint8Array {
  const tag = mac(key, data);
  if (tag.length !== 32) throw new TypeError('A Mac must give the 32 bytes of HMAC-SHA-256; hand in one that does.');
  return tag;
}

/** Whether `bytes` holds the first `tagLength` bytes of `tag` at `at`; takes the same time whatever differs. */
export function tagMatches(tag: Uint8Array, bytes: Uint8Array, at: number): boolean {
  let difference = 0;
  for (let index = 0; index < tagLength; index++) difference |= tag[index]! ^ bytes[at + index]!;
  return difference === 0;
}
