import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** HMAC-SHA-256 (RFC 2104): always 32 bytes. A faster implementation may be handed in wherever a Mac is asked for. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/** The Mac that runs everywhere. */
export const portableMac: Mac = (key, data) => hmac(sha256, key, data);

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
