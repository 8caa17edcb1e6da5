/// <reference path="../../punycode.d.ts" />
import fc from 'fast-check';
import { toUnicode } from 'punycode/punycode.es6.js';
import { describe, expect, it } from 'vitest';
import { decodeALabels } from './a-labels.ts';

/** What the library makes of a name; undefined where it throws. */
const attempt = (decode: (host: string) => string, host: string) => {
  try {
    return decode(host);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return undefined;
  }
};

describe('A-labels', () => {
  it.each([
    ['xn--mller-kva.example', 'müller.example'],
    ['www.xn--pple-43d.com', 'www.аpple.com'],
    ['xn--80ak6aa92e.com', 'аррӏе.com'],
    ['xn--fiqs8s', '中国'],
    ['xn--74h.example', '☺.example'],
    ['plain.example', 'plain.example'],
  ])('of %s read %s', (host, readable) => {
    expect(decodeALabels(host)).toBe(readable);
  });

  it.each(['xn--ü', 'xn--0', 'xn--99999999999', 'xn--a-!.example'])('that do not decode are refused: %s', (host) => {
    expect(() => decodeALabels(host)).toThrow(RangeError);
  });

  it('of every name are read as the package punycode reads them', () => {
    const names = fc.domain().chain((domain) =>
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((label) => {
        return URL.parse(`https://${label}.${domain}/`)?.hostname ?? domain;
      }),
    );
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-');
    const junk = fc.string({ unit: letters, maxLength: 16 }).map((text) => `xn--${text}.example`);
    fc.assert(
      fc.property(fc.oneof(names, junk), (host) => {
        expect(attempt(decodeALabels, host)).toBe(attempt(toUnicode, host));
      }),
      { numRuns: 5000 },
    );
  });
});
