import { base64UrlBytes, decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { fullTag, type Mac, portableMac } from './mac.ts';
import { readBigVarint, readVarint, varintEnd, writeBigVarint, writeVarint } from './varint.ts';

/** The encoding of a recipient id: every id has exactly one form. */
export const forms = { none: 0, decimal: 1, uuid: 2, text: 3, hashed: 4 } as const;
export type RecipientIdForm = (typeof forms)[keyof typeof forms];

/** Longest id in UTF-8 that is written unchanged. */
export const maxTextLength = 64;
const hashLength = 16;
const hashedId = /^h:[\w-]{22}$/;
const uuidId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const decimalId = /^(?:0|[1-9][0-9]{0,19})$/;
const largestDecimal = '18446744073709551615';
const nothing = new Uint8Array(0);
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// A host begins with a lower-case letter or digit, so no token's MAC covers bytes with this prefix.
const hashPurpose = 'WAYMARK RECIPIENT\0';

/**
 * The keyed hash that stands for a recipient id in links and reports: `h:` and 22 characters of base64url.
 *
 * To compute it elsewhere: take the id; if it contains `@`, trim white space (space, tab, CR, LF) from both ends and
 * lowercase A–Z only; prefix its UTF-8 with `WAYMARK RECIPIENT` and a zero byte; HMAC-SHA-256 under the host's signing
 * key; base64url of the first 16 bytes.
 */
export function hashRecipientId(key: Uint8Array, recipient: string, mac: Mac = portableMac): string {
  return printHash(hashBytes(key, recipient, mac), 0);
}

function hashBytes(key: Uint8Array, recipient: string, mac: Mac): Uint8Array {
  // Only ASCII is lowercased, so that senders get the same hash in any programming language and locale.
  const folded = recipient.includes('@')
    ? recipient.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    : recipient;
  return fullTag(mac, key, encoder.encode(hashPurpose + folded)).subarray(0, hashLength);
}

function printHash(bytes: Uint8Array, at: number): string {
  return `h:${encodeBase64Url(bytes, at, at + hashLength)}`;
}

/**
 * The compact form of a recipient id. A missing or empty id is `none`; a lone surrogate counts as U+FFFD, as always in
 * UTF-8. An id with `@`, or one longer than 64 bytes, is replaced by its keyed hash; an id that already is such a hash
 * (`h:…`) is used unchanged, so senders may hash ids themselves.
 */
export function encodeRecipientId(
  recipient: string | undefined,
  key: Uint8Array,
  mac: Mac,
): { readonly form: RecipientIdForm; readonly bytes: Uint8Array } {
  if (recipient === undefined || recipient === '') return { form: forms.none, bytes: nothing };
  if (isDecimal(recipient)) return { form: forms.decimal, bytes: decimalBytes(recipient) };
  if (uuidId.test(recipient)) return { form: forms.uuid, bytes: uuidBytes(recipient) };
  const given = givenHash(recipient);
  if (given !== undefined) return { form: forms.hashed, bytes: given };
  if (recipient.length <= maxTextLength && !recipient.includes('@')) {
    const bytes = encoder.encode(recipient);
    if (bytes.length <= maxTextLength) return { form: forms.text, bytes };
  }
  return { form: forms.hashed, bytes: hashBytes(key, recipient, mac) };
}

/** A recipient id as tokens return it and events store it; undefined for a missing or empty id. */
export function storedRecipientId(recipient: string, key: Uint8Array, mac: Mac = portableMac): string | undefined {
  const { form, bytes } = encodeRecipientId(recipient, key, mac);
  return decodeRecipientId(form, bytes, 0, bytes.length) ?? undefined;
}

/**
 * The recipient id in `bytes[at..end)`; undefined for `none`, null when the bytes are not the canonical encoding of an
 * id of that form.
 */
export function decodeRecipientId(form: number, bytes: Uint8Array, at: number, end: number): string | undefined | null {
  switch (form) {
    case forms.none:
      return at === end ? undefined : null;
    case forms.decimal:
      return readDecimal(bytes, at, end);
    case forms.uuid:
      return end - at === 16 ? printUuid(bytes, at) : null;
    case forms.text:
      return readText(bytes, at, end);
    case forms.hashed:
      return end - at === hashLength ? printHash(bytes, at) : null;
    default:
      return null;
  }
}

function isDecimal(text: string): boolean {
  return decimalId.test(text) && (text.length < largestDecimal.length || text <= largestDecimal);
}

function decimalBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(10);
  const end = text.length < 16 ? writeVarint(Number(text), bytes, 0) : writeBigVarint(BigInt(text), bytes, 0);
  return bytes.subarray(0, end);
}

function readDecimal(bytes: Uint8Array, at: number, end: number): string | null {
  if (end - at > 10 || varintEnd(bytes, at, end) !== end) return null;
  if (end - at < 8) return String(readVarint(bytes, at, end));
  const text = String(readBigVarint(bytes, at, end));
  return isDecimal(text) ? text : null;
}

function uuidBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let index = 0; index < text.length; index += 2) {
    if (text[index] === '-') index++;
    bytes[at++] = Number.parseInt(text.slice(index, index + 2), 16);
  }
  return bytes;
}

function printUuid(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += (bytes[at + index]! + 256).toString(16).slice(1);
  }
  return text;
}

function readText(bytes: Uint8Array, at: number, end: number): string | null {
  if (at === end || end - at > maxTextLength) return null;
  let text: string;
  try {
    text = decoder.decode(bytes.subarray(at, end));
  } catch {
    return null;
  }
  return text.includes('@') || isDecimal(text) || uuidId.test(text) || givenHash(text) !== undefined ? null : text;
}

function givenHash(text: string): Uint8Array | undefined {
  if (!hashedId.test(text)) return undefined;
  const encoded = text.slice(2);
  const bytes = new Uint8Array(base64UrlBytes(encoded.length));
  return decodeBase64Url(encoded, bytes, 0) ? bytes : undefined;
}
