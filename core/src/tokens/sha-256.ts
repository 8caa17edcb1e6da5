/** Bytes of a block and of a hash, in which the highest byte of each number comes first. */
export const blockBytes = 64;
export const hashBytes = 32;

/** The constants of the 64 rounds. */
// biome-ignore format: as the standard prints them
const k = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

/** The hash before the first block. */
export const initialHash = new DataView(new ArrayBuffer(hashBytes));
const initialWords = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
for (const [index, word] of initialWords.entries()) initialHash.setInt32(4 * index, word);

function rotr(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function ch(x: number, y: number, z: number): number {
  return z ^ (x & (y ^ z));
}

function maj(x: number, y: number, z: number): number {
  return (x & y) | (z & (x | y));
}

/**
 * SHA-256 of one block: writes the hash after it into the first bytes of `after` (FIPS 180-4, section 6.2.2; names as there).
 * Sixteen rounds are written out, so that no number goes through an array. That takes little more than half the time
 * of a loop, as libraries have it, and every click and every link of a mail costs two blocks.
 */
export function hashBlock(before: DataView, block: DataView, after: DataView): void {
  let a = before.getInt32(0);
  let b = before.getInt32(4);
  let c = before.getInt32(8);
  let d = before.getInt32(12);
  let e = before.getInt32(16);
  let f = before.getInt32(20);
  let g = before.getInt32(24);
  let h = before.getInt32(28);
  let w0 = block.getInt32(0);
  let w1 = block.getInt32(4);
  let w2 = block.getInt32(8);
  let w3 = block.getInt32(12);
  let w4 = block.getInt32(16);
  let w5 = block.getInt32(20);
  let w6 = block.getInt32(24);
  let w7 = block.getInt32(28);
  let w8 = block.getInt32(32);
  let w9 = block.getInt32(36);
  let w10 = block.getInt32(40);
  let w11 = block.getInt32(44);
  let w12 = block.getInt32(48);
  let w13 = block.getInt32(52);
  let w14 = block.getInt32(56);
  let w15 = block.getInt32(60);
  for (let r = 0; ; r += 16) {
    h = (((h + k[r]! + w0) | 0) + ((ch(e, f, g) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25))) | 0)) | 0;
    d = (d + h) | 0;
    h = (h + ((maj(a, b, c) + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22))) | 0)) | 0;
    g = (((g + k[r + 1]! + w1) | 0) + ((ch(d, e, f) + (rotr(d, 6) ^ rotr(d, 11) ^ rotr(d, 25))) | 0)) | 0;
    c = (c + g) | 0;
    g = (g + ((maj(h, a, b) + (rotr(h, 2) ^ rotr(h, 13) ^ rotr(h, 22))) | 0)) | 0;
    f = (((f + k[r + 2]! + w2) | 0) + ((ch(c, d, e) + (rotr(c, 6) ^ rotr(c, 11) ^ rotr(c, 25))) | 0)) | 0;
    b = (b + f) | 0;
    f = (f + ((maj(g, h, a) + (rotr(g, 2) ^ rotr(g, 13) ^ rotr(g, 22))) | 0)) | 0;
    e = (((e + k[r + 3]! + w3) | 0) + ((ch(b, c, d) + (rotr(b, 6) ^ rotr(b, 11) ^ rotr(b, 25))) | 0)) | 0;
    a = (a + e) | 0;
    e = (e + ((maj(f, g, h) + (rotr(f, 2) ^ rotr(f, 13) ^ rotr(f, 22))) | 0)) | 0;
    d = (((d + k[r + 4]! + w4) | 0) + ((ch(a, b, c) + (rotr(a, 6) ^ rotr(a, 11) ^ rotr(a, 25))) | 0)) | 0;
    h = (h + d) | 0;
    d = (d + ((maj(e, f, g) + (rotr(e, 2) ^ rotr(e, 13) ^ rotr(e, 22))) | 0)) | 0;
    c = (((c + k[r + 5]! + w5) | 0) + ((ch(h, a, b) + (rotr(h, 6) ^ rotr(h, 11) ^ rotr(h, 25))) | 0)) | 0;
    g = (g + c) | 0;
    c = (c + ((maj(d, e, f) + (rotr(d, 2) ^ rotr(d, 13) ^ rotr(d, 22))) | 0)) | 0;
    b = (((b + k[r + 6]! + w6) | 0) + ((ch(g, h, a) + (rotr(g, 6) ^ rotr(g, 11) ^ rotr(g, 25))) | 0)) | 0;
    f = (f + b) | 0;
    b = (b + ((maj(c, d, e) + (rotr(c, 2) ^ rotr(c, 13) ^ rotr(c, 22))) | 0)) | 0;
    a = (((a + k[r + 7]! + w7) | 0) + ((ch(f, g, h) + (rotr(f, 6) ^ rotr(f, 11) ^ rotr(f, 25))) | 0)) | 0;
    e = (e + a) | 0;
    a = (a + ((maj(b, c, d) + (rotr(b, 2) ^ rotr(b, 13) ^ rotr(b, 22))) | 0)) | 0;
    h = (((h + k[r + 8]! + w8) | 0) + ((ch(e, f, g) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25))) | 0)) | 0;
    d = (d + h) | 0;
    h = (h + ((maj(a, b, c) + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22))) | 0)) | 0;
    g = (((g + k[r + 9]! + w9) | 0) + ((ch(d, e, f) + (rotr(d, 6) ^ rotr(d, 11) ^ rotr(d, 25))) | 0)) | 0;
    c = (c + g) | 0;
    g = (g + ((maj(h, a, b) + (rotr(h, 2) ^ rotr(h, 13) ^ rotr(h, 22))) | 0)) | 0;
    f = (((f + k[r + 10]! + w10) | 0) + ((ch(c, d, e) + (rotr(c, 6) ^ rotr(c, 11) ^ rotr(c, 25))) | 0)) | 0;
    b = (b + f) | 0;
    f = (f + ((maj(g, h, a) + (rotr(g, 2) ^ rotr(g, 13) ^ rotr(g, 22))) | 0)) | 0;
    e = (((e + k[r + 11]! + w11) | 0) + ((ch(b, c, d) + (rotr(b, 6) ^ rotr(b, 11) ^ rotr(b, 25))) | 0)) | 0;
    a = (a + e) | 0;
    e = (e + ((maj(f, g, h) + (rotr(f, 2) ^ rotr(f, 13) ^ rotr(f, 22))) | 0)) | 0;
    d = (((d + k[r + 12]! + w12) | 0) + ((ch(a, b, c) + (rotr(a, 6) ^ rotr(a, 11) ^ rotr(a, 25))) | 0)) | 0;
    h = (h + d) | 0;
    d = (d + ((maj(e, f, g) + (rotr(e, 2) ^ rotr(e, 13) ^ rotr(e, 22))) | 0)) | 0;
    c = (((c + k[r + 13]! + w13) | 0) + ((ch(h, a, b) + (rotr(h, 6) ^ rotr(h, 11) ^ rotr(h, 25))) | 0)) | 0;
    g = (g + c) | 0;
    c = (c + ((maj(d, e, f) + (rotr(d, 2) ^ rotr(d, 13) ^ rotr(d, 22))) | 0)) | 0;
    b = (((b + k[r + 14]! + w14) | 0) + ((ch(g, h, a) + (rotr(g, 6) ^ rotr(g, 11) ^ rotr(g, 25))) | 0)) | 0;
    f = (f + b) | 0;
    b = (b + ((maj(c, d, e) + (rotr(c, 2) ^ rotr(c, 13) ^ rotr(c, 22))) | 0)) | 0;
    a = (((a + k[r + 15]! + w15) | 0) + ((ch(f, g, h) + (rotr(f, 6) ^ rotr(f, 11) ^ rotr(f, 25))) | 0)) | 0;
    e = (e + a) | 0;
    a = (a + ((maj(b, c, d) + (rotr(b, 2) ^ rotr(b, 13) ^ rotr(b, 22))) | 0)) | 0;
    if (r === 48) break;
    w0 = (w0 + w9 + (rotr(w1, 7) ^ rotr(w1, 18) ^ (w1 >>> 3)) + (rotr(w14, 17) ^ rotr(w14, 19) ^ (w14 >>> 10))) | 0;
    w1 = (w1 + w10 + (rotr(w2, 7) ^ rotr(w2, 18) ^ (w2 >>> 3)) + (rotr(w15, 17) ^ rotr(w15, 19) ^ (w15 >>> 10))) | 0;
    w2 = (w2 + w11 + (rotr(w3, 7) ^ rotr(w3, 18) ^ (w3 >>> 3)) + (rotr(w0, 17) ^ rotr(w0, 19) ^ (w0 >>> 10))) | 0;
    w3 = (w3 + w12 + (rotr(w4, 7) ^ rotr(w4, 18) ^ (w4 >>> 3)) + (rotr(w1, 17) ^ rotr(w1, 19) ^ (w1 >>> 10))) | 0;
    w4 = (w4 + w13 + (rotr(w5, 7) ^ rotr(w5, 18) ^ (w5 >>> 3)) + (rotr(w2, 17) ^ rotr(w2, 19) ^ (w2 >>> 10))) | 0;
    w5 = (w5 + w14 + (rotr(w6, 7) ^ rotr(w6, 18) ^ (w6 >>> 3)) + (rotr(w3, 17) ^ rotr(w3, 19) ^ (w3 >>> 10))) | 0;
    w6 = (w6 + w15 + (rotr(w7, 7) ^ rotr(w7, 18) ^ (w7 >>> 3)) + (rotr(w4, 17) ^ rotr(w4, 19) ^ (w4 >>> 10))) | 0;
    w7 = (w7 + w0 + (rotr(w8, 7) ^ rotr(w8, 18) ^ (w8 >>> 3)) + (rotr(w5, 17) ^ rotr(w5, 19) ^ (w5 >>> 10))) | 0;
    w8 = (w8 + w1 + (rotr(w9, 7) ^ rotr(w9, 18) ^ (w9 >>> 3)) + (rotr(w6, 17) ^ rotr(w6, 19) ^ (w6 >>> 10))) | 0;
    w9 = (w9 + w2 + (rotr(w10, 7) ^ rotr(w10, 18) ^ (w10 >>> 3)) + (rotr(w7, 17) ^ rotr(w7, 19) ^ (w7 >>> 10))) | 0;
    w10 = (w10 + w3 + (rotr(w11, 7) ^ rotr(w11, 18) ^ (w11 >>> 3)) + (rotr(w8, 17) ^ rotr(w8, 19) ^ (w8 >>> 10))) | 0;
    w11 = (w11 + w4 + (rotr(w12, 7) ^ rotr(w12, 18) ^ (w12 >>> 3)) + (rotr(w9, 17) ^ rotr(w9, 19) ^ (w9 >>> 10))) | 0;
    w12 =
      (w12 + w5 + (rotr(w13, 7) ^ rotr(w13, 18) ^ (w13 >>> 3)) + (rotr(w10, 17) ^ rotr(w10, 19) ^ (w10 >>> 10))) | 0;
    w13 =
      (w13 + w6 + (rotr(w14, 7) ^ rotr(w14, 18) ^ (w14 >>> 3)) + (rotr(w11, 17) ^ rotr(w11, 19) ^ (w11 >>> 10))) | 0;
    w14 =
      (w14 + w7 + (rotr(w15, 7) ^ rotr(w15, 18) ^ (w15 >>> 3)) + (rotr(w12, 17) ^ rotr(w12, 19) ^ (w12 >>> 10))) | 0;
    w15 = (w15 + w8 + (rotr(w0, 7) ^ rotr(w0, 18) ^ (w0 >>> 3)) + (rotr(w13, 17) ^ rotr(w13, 19) ^ (w13 >>> 10))) | 0;
  }
  after.setInt32(0, before.getInt32(0) + a);
  after.setInt32(4, before.getInt32(4) + b);
  after.setInt32(8, before.getInt32(8) + c);
  after.setInt32(12, before.getInt32(12) + d);
  after.setInt32(16, before.getInt32(16) + e);
  after.setInt32(20, before.getInt32(20) + f);
  after.setInt32(24, before.getInt32(24) + g);
  after.setInt32(28, before.getInt32(28) + h);
}
