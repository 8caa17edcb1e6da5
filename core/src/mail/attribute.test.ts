import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { decodeAttributeValue, encodeAttributeValue, type Quote } from './attribute.ts';

const quotes = ['"', "'", ''] as const satisfies readonly Quote[];

function readBack(value: string, quote: Quote): string | undefined {
  const [element] = parseFragment(`<p title=${quote}${value}${quote}>`).childNodes;
  return element && 'attrs' in element ? element.attrs[0]?.value : undefined;
}

describe('an attribute value as HTML parsers read it', () => {
  it.each([
    ['https://a.example/?b=1&amp;c=2', 'https://a.example/?b=1&c=2'],
    ['?a=1&#38;b=2&#x26;c', '?a=1&b=2&c'],
    ['?a&AMP;b&AMP', '?a&b&'],
    // The ambiguous ampersand: no semicolon, followed by a letter, a digit or an equals sign.
    ['?a=1&copy=2', '?a=1&copy=2'],
    ['?a=1&copyright', '?a=1&copyright'],
    ['?a=1&copy', '?a=1©'],
    ['?a=1&copy;=2', '?a=1©=2'],
    ['?a=1&lang=de&not;x', '?a=1&lang=de¬x'],
    ['&#0;&#x110000;&#128;', '\uFFFD\uFFFD€'],
    ['&nosuch;&;&', '&nosuch;&;&'],
    ['a\r\nb\rc\0', 'a\nb\nc\uFFFD'],
    ['a&#13;&#10;b', 'a\r\nb'],
    ['\uD800', '\uD800'],
  ])('%j is %j', (raw, value) => {
    expect(decodeAttributeValue(raw)).toBe(value);
  });

  it('is what a standards parser reads', () => {
    const pieces = fc.constantFrom(
      '&',
      '&amp',
      ';',
      '=',
      '#',
      'x26',
      '38',
      'copy',
      'not',
      'in',
      'lt',
      'a',
      '1',
      '/',
      '\r',
      '\n',
      '\0',
      'ü',
      '&#x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const raw = parts.join('');
        expect(decodeAttributeValue(raw)).toBe(readBack(raw, '"'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a written attribute value', () => {
  it.each([
    ['"', 'a"b\'c&d', "a&quot;b'c&amp;d"],
    ["'", 'a"b\'c&d', 'a"b&#39;c&amp;d'],
    ['', 'a b>c=d`', 'a&#32;b&gt;c&#61;d&#96;'],
  ] as const)('is escaped for its quoting %s', (quote, value, written) => {
    expect(encodeAttributeValue(value, quote)).toBe(written);
  });

  it('round-trips in every quoting style', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(value, fc.constantFrom(...quotes), (text, quote) => {
        expect(readBack(encodeAttributeValue(text, quote), quote)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
