/**
 * A destination may have numbered slots, `https://shop.example/p/<1>?c=<2>#<3>`: the WHATWG serialisation of an address
 * with `<n>` where the value of the query parameter `n` of a wrapped link belongs.
 *
 * Nothing else can look like a slot: `<` and `>` are in the path, the query and the fragment percent-encode set of the WHATWG
 * URL Standard and forbidden in hosts, so a serialised address holds neither. A slot's place in the text is its place in
 * the address.
 */
const slot = /<([1-9]\d{0,3})>/g;
const parameter = /(?:^|&)([1-9]\d{0,3})=([^&]*)/g;
const slotInName = /(?:^|&)[^=&]*</;

/** All but unreserved characters (RFC 3986, section 2.3), `+`, and what is percent-encoded already. */
const unfit = /%(?![\dA-Fa-f]{2})|[^\w.~+%-]/gu;
const unfitButSlash = /%(?![\dA-Fa-f]{2})|[^\w.~+%/-]/gu;

const encoder = new TextEncoder();

/** The longest address a redirect leads to, in characters; verdicts refuse longer ones. */
export const longestUrl = 8192;

/** Writes the slot of a number, 1 to 9999, that stands for the value of the parameter of that name. */
export function writeSlot(number: number): string {
  return `<${number}>`;
}

/**
 * The address a redirect leads to: each slot filled with the value that a query (without `?`, as it arrived) gives it.
 *
 * A value goes where it would have gone in the unwrapped link, and stays there: what is percent-encoded stays so, `+`
 * stays `+`, all else but unreserved characters is percent-encoded, so that `/ ? # & =` never end a segment, a parameter or
 * a part. A slot that is the whole path or the whole fragment is no part of a structure: `/` within its value stays. Of
 * a parameter that is there twice the first counts; one that is missing leaves its slot empty; others mean nothing.
 * Characters from U+0080 to U+00FF are single bytes, as HTTP parsers hand them out.
 *
 * Scheme, host and port are always those of `target`. When the values would make the address longer than 8 kB, or make
 * dot segments in its path, all slots stay empty. A target without slots is returned as it is. Never throws.
 */
export function fillSlots(target: string, query: string): string {
  if (!target.includes('<')) return target;
  const filled = fill(target, new Map(Array.from(query.matchAll(parameter), inOrder).reverse()));
  const holds = filled.length <= longestUrl && URL.parse(filled)?.href === filled;
  return holds ? filled : fill(target, new Map());
}

/**
 * Whether values may be filled into every slot: numbered from 1 in the order of the text; in path, fragment or the value
 * of a parameter, since a tag in place of a whole parameter holds parameters, which no encoding would let through; and
 * nothing depends on what is filled in.
 */
export function isFillable(target: string): boolean {
  const empty = fill(target, new Map());
  if (empty.includes('<') || URL.parse(empty)?.href !== empty) return false;
  const { query, fragment } = startsOf(target);
  if (query < fragment && slotInName.test(target.slice(query + 1, fragment))) return false;
  return Array.from(target.matchAll(slot)).every(([, number], index) => Number(number) === index + 1);
}

function inOrder([, number = '', value = '']: RegExpExecArray): [string, string] {
  return [number, value];
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

/** Where path, query and fragment begin; a part that is missing begins where the text ends. */
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
