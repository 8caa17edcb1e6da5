import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A master key, with the id by which what it encrypted names it. */
export interface MasterKey {
  /** Sixteen hexadecimal digits that say nothing about the key. */
  readonly id: string;
  readonly key: Uint8Array;
}

export const masterKeyBytes = 32;

/** Version 1: what it begins with, then the id of the key, a nonce, the tag and the secret, by AES-256-GCM. */
const magic = Buffer.from('wms1');
const [idBytes, nonceBytes, tagBytes] = [8, 12, 16];
const headBytes = magic.length + idBytes;
const overhead = headBytes + nonceBytes + tagBytes;

export function toMasterKey(key: Uint8Array): MasterKey {
  const digest = createHash('sha256').update('waymark master key').update(key).digest();
  return { id: digest.subarray(0, idBytes).toString('hex'), key };
}

/** What everything begins with that a key has encrypted. */
export function headOf({ id }: Pick<MasterKey, 'id'>): Buffer {
  return Buffer.concat([magic, Buffer.from(id, 'hex')]);
}

/** Encrypts a secret for one purpose: what is taken to another place is not decrypted there. */
export function encryptWith(master: MasterKey, purpose: string, secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = headOf(master);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', master.key, nonce).setAAD(boundTo(head, purpose));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return new Uint8Array(Buffer.concat([head, nonce, cipher.getAuthTag(), text]));
}

/** The id of the key that encrypted this; undefined for what is not encrypted. */
export function keyIdOf(stored: Uint8Array): string | undefined {
  if (stored.length < overhead || magic.compare(stored, 0, magic.length) !== 0) return undefined;
  return Buffer.from(stored.subarray(magic.length, headBytes)).toString('hex');
}

/** Decrypts what a key has encrypted for this purpose. Throws a sentence when a bit of it is another one. */
export function decryptWith(master: MasterKey, purpose: string, stored: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = stored.subarray(headBytes, headBytes + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', master.key, nonce)
    .setAAD(boundTo(stored.subarray(0, headBytes), purpose))
    .setAuthTag(stored.subarray(headBytes + nonceBytes, overhead));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(stored.subarray(overhead)), decipher.final()]));
  } catch (error) {
    throw new Error(`A ${purpose} in the database is not as it was written.`, { cause: error });
  }
}

function boundTo(head: Uint8Array, purpose: string): Buffer {
  return Buffer.concat([head, Buffer.from(purpose)]);
}
