import type { Quote, WrittenAttribute } from './attribute.ts';

const tab = 0x09;
const lineFeed = 0x0a;
const formFeed = 0x0c;
const carriageReturn = 0x0d;
const space = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const solidus = 0x2f;
const equalsSign = 0x3d;
const greaterThan = 0x3e;

/** White space between the parts of a tag; a carriage return counts, since readers normalise it to a line feed. */
export function isTagSpace(code: number): boolean {
  if (code > space) return false;
  return code === space || code === lineFeed || code === tab || code === carriageReturn || code === formFeed;
}

/** Where a tag ends (after its `>`), or -1 if the text ends first, in which case parsers drop the tag. */
export interface TagEnd {
  readonly end: number;
  readonly selfClosing: boolean;
}

/** Only A–Z are lowercased: a Kelvin sign is not a k in a tag name. NUL becomes U+FFFD. */
export function asciiLowerCase(name: string): string {
  if (isLowerCase(name)) return name;
  return name.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()).replaceAll('\0', '\uFFFD');
}

function isLowerCase(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if ((code >= 0x41 && code <= 0x5a) || code === 0) return false;
  }
  return true;
}

/** The position after a tag name that starts at `from` (WHATWG tag name state). */
export function tagNameEnd(html: string, from: number): number {
  let at = from;
  for (; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code <= greaterThan && (code === greaterThan || code === solidus || isTagSpace(code))) break;
  }
  return at;
}

const cutOff: TagEnd = { end: -1, selfClosing: false };

/**
 * Reads from the end of a tag's name through its attributes to its `>`, by the attribute states of WHATWG HTML.
 * Attributes are collected only when a list is passed in: most tags of a mail are irrelevant here.
 */
export function readAttributes(html: string, from: number, collected?: WrittenAttribute[]): TagEnd {
  const length = html.length;
  let at = from;
  if (html.charCodeAt(at) === greaterThan) return { end: at + 1, selfClosing: false };
  for (;;) {
    let previous = 0;
    let code = html.charCodeAt(at);
    while (code === solidus || isTagSpace(code)) {
      previous = code;
      code = html.charCodeAt(++at);
    }
    if (at >= length) return cutOff;
    if (code === greaterThan) return { end: at + 1, selfClosing: previous === solidus };

    const nameStart = at;
    // An equals sign at the start belongs to the name (before attribute name state).
    do code = html.charCodeAt(++at);
    while (
      code > greaterThan ||
      (at < length && code !== equalsSign && code !== greaterThan && code !== solidus && !isTagSpace(code))
    );
    const nameEnd = at;
    while (isTagSpace(code)) code = html.charCodeAt(++at);
    if (at >= length) return cutOff;

    let valueStart = nameEnd;
    let valueEnd = nameEnd;
    let quote: Quote = '';
    if (code === equalsSign) {
      do code = html.charCodeAt(++at);
      while (isTagSpace(code));
      if (code === doubleQuote || code === singleQuote) {
        quote = code === doubleQuote ? '"' : "'";
        valueStart = at + 1;
        valueEnd = html.indexOf(quote, valueStart);
        if (valueEnd === -1) return cutOff;
        at = valueEnd + 1;
      } else {
        valueStart = at;
        while (at < length && code !== greaterThan && !isTagSpace(code)) code = html.charCodeAt(++at);
        valueEnd = at;
      }
      if (at >= length) return cutOff;
    }
    collected?.push({
      name: asciiLowerCase(html.slice(nameStart, nameEnd)),
      value: { start: valueStart, end: valueEnd },
      quote,
    });
  }
}
