import { hmac } from '@noble/hashes/hmac.js';
import { _SHA256, sha256 } from '@noble/hashes/sha2.js';

/** HMAC-SHA-256 (RFC 2104): always 32 bytes. A faster implementation may be handed in wherever a Mac is asked for. */
export type Mac = (key: Uint8Array, data: Uint8Array) => Uint8Array;

const blockLength = 64;
/** What leaves room for the end mark and the length in the last block (RFC 6234, section 4.1). */
const longestBlock = blockLength - 9;
const digestLength = 32;

type State = Parameters<_SHA256['set']>;

/**
 * HMAC of texts that fit into one block, as those of most tokens do: the blocks that depend on the key alone are worked off
 * once, and two are left for each text. It works on noble's compression function directly, since copying its hashes and
 * making a view for each digest takes longer than what it computes.
 */
class ShortTextHmac extends _SHA256 {
  readonly key: Uint8Array;
  /** The last block of each hash: its text, an end mark, zeros and the length of all. */
  readonly #text = new DataView(new ArrayBuffer(blockLength));
  readonly #digest = new DataView(new ArrayBuffer(blockLength));
  readonly #inner: State;
  readonly #outer: State;
  #length = -1;

  constructor(key: Uint8Array) {
    super();
    this.key = key.slice();
    const short = key.length > blockLength ? sha256(key) : key;
    const start = this.get();
    this.#inner = this.#stateAfter(short, 0x36, start);
    this.#outer = this.#stateAfter(short, 0x5c, start);
    endBlock(this.#digest, digestLength);
  }

  /** At most `longestBlock` bytes. */
  mac(data: Uint8Array): Uint8Array {
    const text = this.#text;
    for (let at = 0; at < data.length; at++) text.setUint8(at, data[at]!);
    // Tokens of one host have few lengths.
    if (data.length !== this.#length) endBlock(text, data.length);
    this.#length = data.length;
    const digest = this.#hash(this.#inner, text);
    for (let word = 0; word < digest.length; word++) this.#digest.setUint32(word * 4, digest[word]!);
    return bytesOf(this.#hash(this.#outer, this.#digest));
  }

  #stateAfter(key: Uint8Array, pad: number, start: State): State {
    for (let at = 0; at < blockLength; at++) this.#text.setUint8(at, (key[at] ?? 0) ^ pad);
    return this.#hash(start, this.#text);
  }

  #hash([a, b, c, d, e, f, g, h]: State, block: DataView): State {
    this.set(a, b, c, d, e, f, g, h);
    this.process(block, 0);
    return this.get();
  }
}

/** Ends a text of `length` bytes that follows the block of the key. */
function endBlock(block: DataView, length: number): void {
  block.setUint8(length, 0x80);
  for (let at = length + 1; at < blockLength - 4; at++) block.setUint8(at, 0);
  block.setUint32(blockLength - 4, (blockLength + length) * 8);
}

/** A view would give a short array memory of its own, which costs more than it is worth. */
function bytesOf(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(digestLength);
  for (let word = 0; word < words.length; word++) {
    const bits = words[word]!;
    bytes[word * 4] = bits >>> 24;
    bytes[word * 4 + 1] = bits >>> 16;
    bytes[word * 4 + 2] = bits >>> 8;
    bytes[word * 4 + 3] = bits;
  }
  return bytes;
}

// Keys come in runs: a mail is rendered under one key, and clicks on a campaign arrive together.
let last = new ShortTextHmac(new Uint8Array(0));

/** The Mac that runs everywhere; for the short texts of tokens it is also faster than Node's. */
export const portableMac: Mac = (key, data) => {
  if (data.length > longestBlock) return hmac(sha256, key, data);
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
