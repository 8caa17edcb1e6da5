import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

const keyLength = 32;
const textLength = 43;

/** A signing key as stored and returned by the API: base64url of 32 bytes, no padding. */
export function encodeKey(bytes: Uint8Array): string {
  if (bytes.length !== keyLength) throw new RangeError(`A signing key has ${keyLength} bytes, not ${bytes.length}.`);
  return encodeBase64Url(bytes);
}

/** The 32 bytes of a signing key. Throws a TypeError that does not contain the text if it is not a valid key. */
export function decodeKey(base64url: string): Uint8Array {
  const bytes = new Uint8Array(keyLength);
  if (base64url.length !== textLength || !decodeBase64Url(base64url, bytes, 0)) {
    throw new TypeError(
      'This is not a signing key: it has to be 43 characters of base64url. Ask the server for a new one.',
    );
  }
  return bytes;
}
