import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../../growth.testing.ts';
import { hole, matches, mayMatch, Subject, usualBudget } from './match.ts';
import { parsePattern, toVariable } from './pattern.ts';

const variables: Readonly<Record<string, readonly string[]>> = {
  one: ['a', 'b'],
  words: ['', 'a', 'ab', 'bab', 'b?'],
  wild: ['a*', '*b', 'a?*b', ''],
};
const known = new Map(Object.entries(variables).map(([name, values]) => [name, toVariable(values)]));
const parse = (pattern: string) => parsePattern(pattern, (name) => known.get(name))!;
const match = (pattern: string, text: string) => matches(parse(pattern), new Subject(text), { left: usualBudget });

/** The same, as simple as can be: every way to match is tried. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const name = /^\$\(([^$()]*)\)/.exec(pattern)?.[1];
  if (name !== undefined) {
    return variables[name]!.some((value) => naive(value + pattern.slice(name.length + 3), text));
  }
  if (pattern[0] === '*') return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1));
}

describe('a pattern', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'abc', true],
    ['?', '', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['*a*b*c', 'xxaxxbxxc', true],
    ['$(words)c', 'bbc', true],
    ['$(wild)c', 'aXbc', true],
    ['$x)', '$x)', true],
    ['.+^[a]', '.+^[a]', true],
  ])('%j matches %j: %s', (pattern, text, expected) => expect(match(pattern, text)).toBe(expected));

  it('matches what trying every way would match', () => {
    const piece = fc.constantFrom('a', 'b', '?', '*', '$(one)', '$(words)', '$(wild)');
    const patterns = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 7 });
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(match(pattern, text)).toBe(naive(pattern, text));
      }),
      { numRuns: 500 },
    );
  });

  it('matches the same across the edges of words', () => {
    const piece = fc.constantFrom('a', 'b', '?', '*', '$(words)');
    const patterns = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(patterns, fc.integer({ min: 28, max: 70 }), patterns, (before, length, after) => {
        const text = 'a'.repeat(length);
        const pattern = `${before}${'a'.repeat(length - 4)}${after}`;
        expect(match(pattern, text)).toBe(naive(pattern, text));
      }),
      { numRuns: 100 },
    );
  });
});

/** In words of 32 positions. */
function work(pattern: string, text: string): number {
  const budget = { left: Number.MAX_SAFE_INTEGER };
  matches(parse(pattern), new Subject(text), budget);
  return Number.MAX_SAFE_INTEGER - budget.left;
}

describe('matching', () => {
  const length = 10_000;

  it('takes no more steps than parts of the pattern times words of the text, for any pattern of 10 kB', () => {
    const piece = fc.constantFrom('a', 'b', 'aa', '?', '*', '?*', '*?', '*a', 'a?', '$(one)', '$(words)');
    const repeated = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => {
      const part = pieces.join('');
      return part.repeat(Math.ceil(length / part.length));
    });
    const text = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 }).map((parts) => {
      return parts.join('').repeat(length).slice(0, length);
    });
    // Values are looked up once, then each use costs a step for itself and for each length among them.
    const values = Object.values(variables).flat();
    const lookUp = values.join('').length + values.length;
    const perUse = 5;
    fc.assert(
      fc.property(repeated, fc.constantFrom('', 'b'), text, (pattern, end, path) => {
        const words = Math.floor(path.length / 32) + 1;
        const parts = parse(pattern + end);
        const uses = parts.filter((part) => typeof part !== 'number').length;
        expect(work(pattern + end, path)).toBeLessThanOrEqual(words * (parts.length + uses * perUse + lookUp));
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    ['*a', `${'*a'.repeat(length / 2)}b`],
    ['a?', `*${'a?'.repeat(length / 2)}b`],
    ['$(one)', `*${'$(one)'.repeat(length / 6)}c`],
  ])('takes linear time in the path, for a pattern of 10 kB of %s', (_, pattern) => {
    const parts = parse(pattern);
    expect(growth((path) => void matches(parts, new Subject(path), { left: usualBudget }), 'a', 2500)).toBeLessThan(10);
  });

  it.each(['*a', 'a?', '$(one)'])(
    'takes as many steps where values are not known, for a pattern of 10 kB of %s',
    (part) => {
      const parts = parse(`*${part.repeat(length / part.length)}c`);
      const steps = [2500, 10_000].map((size) => {
        const budget = { left: Number.MAX_SAFE_INTEGER };
        const subject = new Subject(`a${hole}`.repeat(size / 2));
        expect([matches(parts, subject, budget), mayMatch(parts, subject, budget)]).toEqual([false, true]);
        return Number.MAX_SAFE_INTEGER - budget.left;
      });
      expect(steps[1]! / steps[0]!).toBeLessThan(4.5);
      expect(steps[1]!).toBeLessThan(20 * parts.length * (length / 32 + 1));
    },
  );

  it.each(['*a'])('takes linear time in the pattern, for %s and a path of 10 kB', (part) => {
    const path = 'a'.repeat(length);
    expect(growth((pattern) => void match(`${pattern}b`, path), part, 2500)).toBeLessThan(10);
  });

  it('looks a long list of values up once, however often it is used', () => {
    const values = Array.from({ length: 2500 }, (_, index) => index.toString(36).padStart(4, 'a'));
    const list = toVariable(values);
    const pattern = Array.from({ length: 2500 }, () => list);
    const budget = { left: usualBudget };
    expect(matches(pattern, new Subject('a'.repeat(length)), budget)).toBe(true);
    expect(usualBudget - budget.left).toBeLessThan(5_000_000);
  });

  it('is given up when it would take longer than any link is worth', () => {
    const many = toVariable(Array.from({ length: 1000 }, (_, index) => `*${index}*`));
    const pattern = Array.from({ length: 2500 }, () => many);
    const budget = { left: 1_000_000 };
    expect(matches(pattern, new Subject('a0'.repeat(length / 2)), budget)).toBeUndefined();
    expect(budget.left).toBeGreaterThan(-2000);
  });
});
