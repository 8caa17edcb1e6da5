import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockBytes, hashBlock, hashBytes, initialHash } from './sha-256.ts';

/** The text with its end mark and length (FIPS 180-4, section 5.1.1). */
function padded(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / blockBytes) * blockBytes);
  bytes.set(text);
  bytes[text.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  return bytes;
}

function sha256(text: Uint8Array): string {
  const blocks = padded(text);
  let hash = initialHash;
  for (let at = 0; at < blocks.length; at += blockBytes) {
    const after = new DataView(new ArrayBuffer(hashBytes));
    hashBlock(hash, new DataView(blocks.buffer, at, blockBytes), after);
    hash = after;
  }
  return Buffer.from(hash.buffer).toString('hex');
}

describe('SHA-256 block by block', () => {
  it('is SHA-256 of the three texts that the standard works through', () => {
    const hashes = ['abc', 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', 'a'.repeat(1_000_000)];
    expect(hashes.map((text) => sha256(Buffer.from(text)))).toEqual([
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ]);
  });

  it('is what Node computes, of any text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
      { numRuns: 1000 },
    );
  });

  it('changes neither the hash before nor the block', () => {
    const before = Buffer.from(initialHash.buffer).toString('hex');
    const block = padded(Buffer.from('abc'));
    hashBlock(initialHash, new DataView(block.buffer), new DataView(new ArrayBuffer(hashBytes)));
    expect([Buffer.from(initialHash.buffer).toString('hex'), block]).toEqual([before, padded(Buffer.from('abc'))]);
  });
});
