import { memoizeLast } from '../links/url/memoize.ts';
import { base64UrlBytes, decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { fullTag, type Mac, portableMac, tagLength, tagMatches } from './mac.ts';
import { decodeRecipientId, encodeRecipientId, maxTextLength } from './recipient-id.ts';
import { readVarint, varintEnd, writeVarint } from './varint.ts';

/** What a token is for: `c` a click, `a` a click on an app link, `o` an open. */
export type TokenKind = 'c' | 'a' | 'o';

/** The contents of a token. */
export interface TokenContent {
  readonly kind: TokenKind;
  /** The link's id; for `o` the mailing's. 0 to 2^53-1. */
  readonly id: number;
  /** The id of the host's signing key that sealed it: 0 to 255. */
  readonly keyId: number;
  /** The sender's own id of the recipient, or its keyed hash `h:…` (see `hashRecipientId`). */
  readonly recipientId?: string;
}

// byte 0: version (2 bits), form of the recipient id (3 bits), three bits that stay zero; byte 1: key id;
// varint of the id (up to 8 bytes); recipient id in its form; 8 bytes of the MAC over host, NUL, kind and all before.
const version = 0;
const headLength = 2;
const maxIdLength = 8;
const maxTokenLength = Math.ceil(((headLength + maxIdLength + maxTextLength + tagLength) * 4) / 3);
const shortestBytes = headLength + 1 + tagLength;
/** The longest DNS name (RFC 1035, section 2.3.4), as text. */
const maxHostLength = 253;

/**
 * Makes a token that opens only on one host, for one kind and with one key.
 * `host` is the tracking host as stored: A-label, lower case, no port, no trailing dot. `key` is that host's signing key.
 * Throws a RangeError or TypeError with an explanation if host, id or key id is invalid.
 */
export function sealToken(content: TokenContent, host: string, key: Uint8Array, mac: Mac = portableMac): string {
  return tokenSealer(content, host, key, mac)(content.id);
}

/**
 * The same for all ids of one recipient: the shared part of their tokens is written once. `hashKey` hashes the
 * recipient id where it has to be hashed.
 */
export function tokenSealer(
  { kind, keyId, recipientId }: Omit<TokenContent, 'id'>,
  host: string,
  key: Uint8Array,
  mac: Mac = portableMac,
  hashKey: Uint8Array = key,
): (id: number) => string {
  if (!isStoredHost(host)) {
    throw new TypeError(
      `"${host}" is not a tracking host as stored: hand in lower-case ASCII, no port, no trailing dot.`,
    );
  }
  if (!Number.isInteger(keyId) || keyId < 0 || keyId > 255)
    throw new RangeError(`The key id ${keyId} is not 0 to 255.`);
  const whom = encodeRecipientId(recipientId, hashKey, mac);
  const start = host.length + 2;
  const bytes = new Uint8Array(start + headLength + maxIdLength + whom.bytes.length + tagLength);
  writePurpose(bytes, host, kind);
  bytes[start] = (version << 6) | (whom.form << 3);
  bytes[start + 1] = keyId;
  let covered = bytes;
  return (id) => {
    if (!Number.isSafeInteger(id) || id < 0)
      throw new RangeError(`The id ${id} is not a whole number from 0 to 2^53-1.`);
    const afterId = writeVarint(id, bytes, start + headLength);
    bytes.set(whom.bytes, afterId);
    const end = afterId + whom.bytes.length;
    if (covered.length !== end) covered = bytes.subarray(0, end);
    const tag = fullTag(mac, key, covered);
    for (let index = 0; index < tagLength; index++) bytes[end + index] = tag[index]!;
    return encodeBase64Url(bytes, start, end + tagLength);
  };
}

/**
 * Opens a token found on `host` under the path of `kind`; undefined for anything altered, foreign, too long or not in
 * canonical form. Never throws because of the token. `keyOf` returns the host's signing key with an id, if it exists.
 */
export function openToken(
  kind: TokenKind,
  token: string,
  host: string,
  keyOf: (keyId: number) => Uint8Array | undefined,
  mac: Mac = portableMac,
): TokenContent | undefined {
  if (token.length > maxTokenLength || host.length > maxHostLength || !isStoredHost(host)) return undefined;
  const length = base64UrlBytes(token.length);
  if (length < shortestBytes) return undefined;
  const start = host.length + 2;
  const bytes = opened;
  if (!decodeBase64Url(token, bytes, start)) return undefined;
  const head = bytes[start]!;
  if (head >> 6 !== version || (head & 7) !== 0) return undefined;
  const keyId = bytes[start + 1]!;
  const key = keyOf(keyId);
  if (key === undefined) return undefined;
  writePurpose(bytes, host, kind);
  const end = start + length - tagLength;
  if (covered.length !== end) covered = bytes.subarray(0, end);
  if (!tagMatches(fullTag(mac, key, covered), bytes, end)) return undefined;
  return readContent(kind, keyId, head >> 3, bytes, start + headLength, end);
}

/** Host, kind and bytes of the token being opened, in one reused array, and the part that the last MAC covered. */
const opened = new Uint8Array(maxHostLength + 2 + base64UrlBytes(maxTokenLength));
let covered = opened;

function readContent(
  kind: TokenKind,
  keyId: number,
  form: number,
  bytes: Uint8Array,
  at: number,
  end: number,
): TokenContent | undefined {
  const afterId = varintEnd(bytes, at, end);
  if (afterId < 0 || afterId - at > maxIdLength) return undefined;
  const id = readVarint(bytes, at, afterId);
  if (!Number.isSafeInteger(id)) return undefined;
  const recipientId = decodeRecipientId(form, bytes, afterId, end);
  if (recipientId === null) return undefined;
  return recipientId === undefined ? { kind, id, keyId } : { kind, id, keyId, recipientId };
}

function writePurpose(bytes: Uint8Array, host: string, kind: TokenKind): void {
  for (let index = 0; index < host.length; index++) bytes[index] = host.charCodeAt(index);
  bytes[host.length] = 0;
  bytes[host.length + 1] = kind.charCodeAt(0);
}

/** Lower-case ASCII letters, digits, `-` and inner dots, so that the NUL after the host ends it unambiguously. */
const isStoredHost = memoizeLast((host) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host));
