import { describe, expect, it } from 'vitest';
import { labelOf, toLabel } from './label.ts';

const named = (name: string) => new Map([['data-track-label', name]]);

describe('the label of a link', () => {
  it('is its text', () => {
    expect(labelOf('Shop now', undefined)).toBe('Shop now');
    expect(labelOf(undefined, undefined)).toBe('');
  });

  it('is what its sender names it, unless that is nothing', () => {
    expect(labelOf('Shop now', named('hero button'))).toBe('hero button');
    expect(labelOf('Shop now', named(' \u200b '))).toBe('Shop now');
  });

  it.each([
    ['  Shop \t\n now ', 'Shop now'],
    ['a\u0000b\u001b[31mc\u009d', 'ab[31mc'],
    ['\u202eevil\u2066 text\u200b\ufeff\u00ad', 'evil text'],
    ['half \ud800 of a character', 'half of a character'],
    ['👩‍👩‍👧 می‌خواهم Ünï', '👩‍👩‍👧 می‌خواهم Ünï'],
    ['Hello {{ first_name | default: "you" }}', 'Hello {{ first_name | default: "you" }}'],
  ])('of %j is one visible line: %j', (text, label) => {
    expect(toLabel(text)).toBe(label);
  });

  it('has at most 80 characters, none of them cut in half', () => {
    expect(toLabel('x'.repeat(80))).toBe('x'.repeat(80));
    expect(toLabel('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect(toLabel('😀'.repeat(80))).toBe('😀'.repeat(80));
    expect(toLabel('😀'.repeat(500))).toBe(`${'😀'.repeat(79)}…`);
    expect(toLabel(`${'x'.repeat(78)} and more`)).toBe(`${'x'.repeat(78)}…`);
  });

  it('stays the same when it is made once more', () => {
    for (const text of ['x'.repeat(200), '😀'.repeat(200), ' a  b ', '\u202e']) {
      expect(toLabel(toLabel(text))).toBe(toLabel(text));
    }
  });
});
