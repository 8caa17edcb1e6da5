import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';

// Deliberately slow readers: a measurement that passes here would miss a real slowdown.
const slow: readonly [name: string, part: string, length: number, read: (html: string) => unknown][] = [
  [
    'a search to the end from every sign',
    '<',
    60_000,
    (html) => {
      let found = 0;
      for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) found += html.indexOf('-->', at);
      return found;
    },
  ],
  ['a pattern that backtracks', ' ', 6000, (html) => /\s+$/.test(`${html}x`)],
  [
    'a text put together anew for every tag',
    '<b>',
    4500,
    (html) => {
      let text = '';
      for (const _ of html.matchAll(/<b>/g)) text = [...`${text}x`].join('');
      return text;
    },
  ],
];

describe('the measurement of growth', () => {
  it.each(slow)('fails for %s', (_, part, length, read) => {
    expect(growth(read, part, length)).toBeGreaterThan(10);
  });

  it('is about four for linear work', () => {
    const linear = (html: string) => [...html].map((character) => character.codePointAt(0));
    expect(growth(linear, '<')).toBeLessThan(10);
  });
});
