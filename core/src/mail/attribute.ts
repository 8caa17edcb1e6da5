import { decodeHTMLAttribute } from 'entities';
import type { Span } from './edits.ts';

export type Quote = '"' | "'" | '';

/** One attribute of a start tag as the author wrote it; `value` is the span without quotes. */
export interface WrittenAttribute {
  readonly name: string;
  readonly value: Span;
  readonly quote: Quote;
}

const lineBreaksAndNuls = /\r\n?|\0/g;
const needsCare = /[&\r\0]/;

/**
 * The value an HTML parser gets from the raw text of an attribute: line breaks normalised, NUL replaced, character
 * references decoded by the rule for attributes, where `&copy=1` is unchanged (WHATWG HTML, ambiguous ampersand).
 */
export function decodeAttributeValue(raw: string): string {
  if (!needsCare.test(raw)) return raw;
  const normalised = raw.replace(lineBreaksAndNuls, (found) => (found === '\0' ? '\uFFFD' : '\n'));
  return normalised.includes('&') ? decodeHTMLAttribute(normalised) : normalised;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '=': '&#61;',
  '`': '&#96;',
  ' ': '&#32;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\f': '&#12;',
  '\r': '&#13;',
};

const unsafeWithin: Readonly<Record<Quote, RegExp>> = {
  '"': /[&"\r]/g,
  "'": /[&'\r]/g,
  '': /[&"'<>=` \t\n\f\r]/g,
};

/** The value escaped for the author's own quoting style. */
export function encodeAttributeValue(value: string, quote: Quote): string {
  return value.replace(unsafeWithin[quote], (character) => escapes[character] ?? character);
}

/** Lower-case names with decoded values. The first of duplicates wins, as in WHATWG HTML. */
export function decodeAttributes(html: string, written: readonly WrittenAttribute[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const { name, value } of written) {
    if (!attributes.has(name)) attributes.set(name, decodeAttributeValue(html.slice(value.start, value.end)));
  }
  return attributes;
}
