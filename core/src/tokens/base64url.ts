const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const foreign = 255;
const values = new Uint8Array(128).fill(foreign);
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;

/** The value of one character, 255 if it is not in the alphabet. */
function valueAt(text: string, index: number): number {
  return values[text.charCodeAt(index)] ?? foreign;
}

const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));

/** base64url without padding (RFC 4648, section 5) of `bytes[start..end)`. */
export function encodeBase64Url(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  let index = start;
  for (; index + 2 < end; index += 3) {
    const group = (bytes[index]! << 16) | (bytes[index + 1]! << 8) | bytes[index + 2]!;
    text += String.fromCharCode(codeOf(group >> 18), codeOf(group >> 12), codeOf(group >> 6), codeOf(group));
  }
  if (end - index === 1) {
    const bits = bytes[index]! << 4;
    text += String.fromCharCode(codeOf(bits >> 6), codeOf(bits));
  } else if (end - index === 2) {
    const bits = ((bytes[index]! << 8) | bytes[index + 1]!) << 2;
    text += String.fromCharCode(codeOf(bits >> 12), codeOf(bits >> 6), codeOf(bits));
  }
  return text;
}

/** The character for the low six bits. */
function codeOf(bits: number): number {
  return codes[bits & 63]!;
}

/** How many bytes a text of this length encodes, -1 if no base64url text has this length. */
export function base64UrlBytes(length: number): number {
  return length % 4 === 1 ? -1 : Math.floor((length * 3) / 4);
}

/**
 * Decodes `text` into `bytes` from `offset`; false when it is not the canonical encoding: padding, an invalid
 * character, or spare bits that are not zero (RFC 4648, section 3.5). `bytes` needs `base64UrlBytes(text.length)` of room.
 */
export function decodeBase64Url(text: string, bytes: Uint8Array, offset: number): boolean {
  const rest = text.length % 4;
  if (rest === 1) return false;
  const whole = text.length - rest;
  let at = offset;
  // Values are below 64 and a foreign character is 255, so a single check of the combined bits finds any of them.
  let seen = 0;
  for (let index = 0; index < whole; index += 4) {
    const a = valueAt(text, index);
    const b = valueAt(text, index + 1);
    const c = valueAt(text, index + 2);
    const d = valueAt(text, index + 3);
    seen |= a | b | c | d;
    bytes[at++] = (a << 2) | (b >> 4);
    bytes[at++] = (b << 4) | (c >> 2);
    bytes[at++] = (c << 6) | d;
  }
  if (rest === 2) {
    const a = valueAt(text, whole);
    const b = valueAt(text, whole + 1);
    if ((b & 15) !== 0) return false;
    seen |= a | b;
    bytes[at] = (a << 2) | (b >> 4);
  } else if (rest === 3) {
    const a = valueAt(text, whole);
    const b = valueAt(text, whole + 1);
    const c = valueAt(text, whole + 2);
    if ((c & 3) !== 0) return false;
    seen |= a | b | c;
    bytes[at++] = (a << 2) | (b >> 4);
    bytes[at] = (b << 4) | (c >> 2);
  }
  return seen < 64;
}
