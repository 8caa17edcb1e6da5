import { carriedForSlots } from './carried-values.ts';

/**
 * A destination may have numbered slots, `https://shop.example/p/<1>?c=<2>#<3>`: the WHATWG serialisation of an address
 * with `<n>` where the value of the query parameter `n` of a wrapped link belongs.
 *
 * Nothing else can look like a slot: `<` and `>` are in the path, the query and the fragment percent-encode set of the WHATWG
 * URL Standard and forbidden in hosts, so a serialised address holds neither. A slot's place in the text is its place in
 * the address.
 */
const slot = /<([1-9]\d{0,3})>/g;
const slotInName = /(?:^|&)[^=&]*</;

/** Everything except unreserved characters (RFC 3986, section 2.3), `+`, and existing percent-encodings. */
const unfit = /%(?![\dA-Fa-f]{2})|[^\w.~+%-]/gu;
const unfitButSlash = /%(?![\dA-Fa-f]{2})|[^\w.~+%/-]/gu;

const encoder = new TextEncoder();

/** The longest address of a redirect, in characters; verdicts refuse longer ones. */
export const maxUrlLength = 8192;

/** Writes the slot with a number, 1 to 9999, which the value of the parameter of that name fills. */
export function writeSlot(number: number): string {
  return `<${number}>`;
}

/**
 * The address of a redirect: each slot filled with its value from a query (raw, without `?`).
 *
 * A value goes where it would have gone in the unwrapped link, and cannot leave that place: percent-encodings and `+`
 * are kept, everything else except unreserved characters is percent-encoded, so that `/ ? # & =` never end a segment, a
 * parameter or a component. A slot that is the whole path or the whole fragment keeps `/` in its value. A missing value
 * leaves its slot empty; other parameters are ignored. Characters from U+0080 to U+00FF are single bytes, as HTTP parsers
 * return them.
 *
 * Scheme, host and port are always those of `target`. If the values would make the address longer than 8 kB, or create
 * dot segments in its path, all slots stay empty. A target without slots is returned as it is. Never throws.
 */
export function fillSlots(target: string, query: string): string {
  if (!target.includes('<')) return target;
  const filled = fill(target, carriedForSlots(query, target.split('<').length - 1));
  const holds = filled.length <= maxUrlLength && URL.parse(filled)?.href === filled;
  return holds ? filled : fill(target, new Map());
}

/**
 * Whether every slot can be filled: numbered from 1 in text order; in the path, the fragment or the value of a
 * parameter, since a tag in place of a whole parameter contains parameters, which encoding would break; and the rest of
 * the address does not depend on the values.
 */
export function isFillable(target: string): boolean {
  const empty = fill(target, new Map());
  if (empty.includes('<') || URL.parse(empty)?.href !== empty) return false;
  const { query, fragment } = startsOf(target);
  if (query < fragment && slotInName.test(target.slice(query + 1, fragment))) return false;
  return Array.from(target.matchAll(slot)).every(([, number], index) => Number(number) === index + 1);
}

function fill(target: string, values: ReadonlyMap<string, string>): string {
  const starts = startsOf(target);
  return target.replace(slot, (written: string, number: string, at: number) => {
    if (at < starts.path) return written;
    const value = values.get(number) ?? '';
    const end = at + written.length;
    if (at === starts.path + 1 && end === Math.min(starts.query, starts.fragment)) {
      return value.replace(/^\/+/, '').replace(unfitButSlash, percentEncode);
    }
    const isFragment = at === starts.fragment + 1 && end === target.length;
    return value.replace(isFragment ? unfitButSlash : unfit, percentEncode);
  });
}

/** Where path, query and fragment begin; a missing component begins at the end of the text. */
function startsOf(target: string): { readonly path: number; readonly query: number; readonly fragment: number } {
  const hash = target.indexOf('#');
  const fragment = hash === -1 ? target.length : hash;
  const mark = target.indexOf('?');
  const query = mark === -1 || mark > fragment ? fragment : mark;
  const slash = target.indexOf('/', 'https://'.length);
  return { path: slash === -1 ? target.length : slash, query, fragment };
}

function percentEncode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const bytes = code <= 0xff ? [code] : [...encoder.encode(character)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
