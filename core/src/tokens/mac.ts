import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { blockBytes, hashBlock, hashBytes, initialHash } from './sha-256.ts';

/** HMAC-SHA-256 (RFC 2104): always 32 bytes. A faster implementation may be handed in wherever a Mac is asked for. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

/** What leaves room for the end mark and the length in the last block (RFC 6234, section 4.1). */
const longestText = blockBytes - 9;

/**
 * HMAC of texts that fit into one block, as those of most tokens do: the blocks that depend on the key alone are worked off
 * once, and two are left for each text.
 */
class ShortTextHmac {
  readonly key: Uint8Array;
  /** The last block of each hash: its text, an end mark, zeros and the length of all. */
  readonly #text = new DataView(new ArrayBuffer(blockBytes));
  readonly #digest = new DataView(new ArrayBuffer(blockBytes));
  readonly #result = new DataView(new ArrayBuffer(hashBytes));
  readonly #resultBytes = new Uint8Array(this.#result.buffer);
  readonly #inner: DataView;
  readonly #outer: DataView;
  #length = -1;

  constructor(key: Uint8Array) {
    this.key = key.slice();
    const short = key.length > blockBytes ? sha256(key) : key;
    this.#inner = this.#stateAfter(short, 0x36);
    this.#outer = this.#stateAfter(short, 0x5c);
    endBlock(this.#digest, hashBytes);
  }

  /** At most `longestText` bytes. */
  mac(data: Uint8Array): Uint8Array {
    const text = this.#text;
    for (let at = 0; at < data.length; at++) text.setUint8(at, data[at]!);
    // Tokens of one host have few lengths.
    if (data.length !== this.#length) endBlock(text, data.length);
    this.#length = data.length;
    hashBlock(this.#inner, text, this.#digest);
    hashBlock(this.#outer, this.#digest, this.#result);
    return this.#resultBytes.slice();
  }

  #stateAfter(key: Uint8Array, pad: number): DataView {
    for (let at = 0; at < blockBytes; at++) this.#text.setUint8(at, (key[at] ?? 0) ^ pad);
    const state = new DataView(new ArrayBuffer(hashBytes));
    hashBlock(initialHash, this.#text, state);
    return state;
  }
}

/** Ends a text of `length` bytes that follows the block of the key. */
function endBlock(block: DataView, length: number): void {
  block.setUint8(length, 0x80);
  for (let at = length + 1; at < blockBytes - 4; at++) block.setUint8(at, 0);
  block.setUint32(blockBytes - 4, (blockBytes + length) * 8);
}

// Keys come in runs: a mail is rendered under one key, and clicks on a campaign arrive together.
let last = new ShortTextHmac(new Uint8Array(0));

/** The Mac that runs everywhere; for the short texts of tokens it is also faster than Node's. */
export const portableMac: Mac = (key, data) => {
  if (data.length > longestText) return hmac(sha256, key, data);
  if (!sameBytes(key, last.key)) last = new ShortTextHmac(key);
  return last.mac(data);
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
