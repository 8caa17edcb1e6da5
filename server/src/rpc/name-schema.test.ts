import { describe, expect, it } from 'vitest';
import { nameSchema } from './name-schema.ts';

describe('a name', () => {
  it.each([
    ['Newsletter', 'Newsletter'],
    ['  Herbst & Söhne  ', 'Herbst & Söhne'],
    ['Angebote\r\nim November', 'Angebote im November'],
    ['a\0b\u0085c', 'a b c'],
    ['\u202Ea\u202C b\u2067\u05E9', 'a b\u05E9'],
    ['\u05E9\u200F!', '\u05E9\u200F!'],
    ['\tOne\n', 'One'],
  ])('%j is kept as %j', (given, kept) => {
    expect(nameSchema(120).parse(given)).toBe(kept);
  });

  it.each(['', '   ', '\0', '\r\n', 'x'.repeat(121), 7, null])('is not %j', (given) => {
    expect(nameSchema(120).safeParse(given).success).toBe(false);
  });
});
