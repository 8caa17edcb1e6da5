import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();
const loneSurrogates = /\p{Cs}+/gu;

/**
 * SHA-256 of a text in UTF-8, as programs for files print it. A lone surrogate, which UTF-8 cannot hold, counts as its
 * three bytes in WTF-8, so that no two texts have the same bytes.
 */
export function sha256Of(text: string): string {
  return bytesToHex(sha256(text.isWellFormed() ? encoder.encode(text) : wtf8(text)));
}

function wtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let [length, from] = [0, 0];
  const write = (piece: string) => {
    length += encoder.encodeInto(piece, bytes.subarray(length)).written;
  };
  for (const { 0: lone, index } of text.matchAll(loneSurrogates)) {
    write(text.slice(from, index));
    for (let at = 0; at < lone.length; at++) {
      const code = lone.charCodeAt(at);
      bytes[length++] = 0xe0 | (code >> 12);
      bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[length++] = 0x80 | (code & 0x3f);
    }
    from = index + lone.length;
  }
  write(text.slice(from));
  return bytes.subarray(0, length);
}
