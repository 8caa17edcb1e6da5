import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipping, utf8Length } from './size.ts';

describe('the size of a mail', () => {
  it('is the number of bytes sent, including lone surrogates', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '\uD800', '\uDC00', '\uDC00\uD800'),
        (text, odd) => {
          expect(utf8Length(text + odd)).toBe(new TextEncoder().encode(text + odd).length);
          expect(utf8Length(odd + text)).toBe(new TextEncoder().encode(odd + text).length);
        },
      ),
    );
  });
});

describe('the size of a long mail', () => {
  const unit = fc.constantFrom('a', 'é', '€', '\u{1F3FA}', '\uD83C', '\uDFFA');

  it('is the same wherever it is split for measuring', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.array(unit, { minLength: 1, maxLength: 3 }), (before, units) => {
        const text = 'x'.repeat(before) + units.join('').repeat(5000);
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe("Gmail's clipping", () => {
  it.each([
    [92_159, undefined],
    [92_160, 'info'],
    [102_399, 'info'],
    [102_400, 'warning'],
    [5_000_000, 'warning'],
  ])('of %i bytes is worth %s', (bytes, severity) => {
    expect(clipping(bytes)?.severity).toBe(severity);
  });
});
