import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkCache } from './link-cache.ts';

/** A link cache as a map of strings. Each string is stored with its own mailing, so that mixing them up is detected. */
function cacheOf(max: number) {
  const links = new LinkCache(max);
  return {
    get size() {
      return links.size;
    },
    get(id: number): string | undefined {
      const link = links.get(id);
      if (link?.mailingId !== link?.url.length) throw new Error('Another mailing than it came with.');
      return link?.url;
    },
    set: (id: number, url: string) => links.set(id, { mailingId: url.length, url }),
    delete: (id: number) => links.delete(id),
    clear: () => links.clear(),
  };
}

describe('a cache of links', () => {
  it.each([
    ['neighbours', 0, 1],
    ['far apart', 0, 7_368_787_000],
    ['that differ in their high bits only', 0, 2 ** 32],
    // In a table of 1024 slots they all have the last one as their home.
    ['that differ in their high bits only, at the end', 987, 2 ** 32],
  ])('never holds more than it may, and only what was put into it last under an id: ids %s', (_, first, distance) => {
    const step = fc.record({
      key: fc.nat(20).map((key) => first + key * distance),
      action: fc.constantFrom('get', 'set', 'delete'),
      text: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 30 }), (steps, max) => {
        const cache = cacheOf(max);
        const last = new Map<number, string>();
        for (const { key, action, text } of steps) {
          if (action === 'set') {
            cache.set(key, text);
            last.set(key, text);
            expect(cache.get(key)).toBe(text);
          } else if (action === 'delete') {
            cache.delete(key);
            last.delete(key);
          } else expect([undefined, last.get(key)]).toContain(cache.get(key));
          expect(cache.size).toBeLessThanOrEqual(max);
        }
        const found = [...last].filter(([key, text]) => cache.get(key) === text);
        expect(found).toHaveLength(cache.size);
      }),
    );
  });

  it('keeps everything that fits', () => {
    const cache = cacheOf(10_000);
    for (let key = 1; key <= 10_000; key++) cache.set(key, `text ${key}`);
    for (let key = 1; key <= 10_000; key += 2) cache.delete(key);
    for (let key = 1; key <= 10_000; key++) expect(cache.get(key)).toBe(key % 2 === 0 ? `text ${key}` : undefined);
    expect(cache.size).toBe(5000);
  });

  it('keeps links that are requested again while others pass through', () => {
    const cache = cacheOf(100);
    for (let key = 0; key < 10; key++) cache.set(key, 'asked for again');
    for (let key = 100; key < 10_000; key++) {
      for (let again = 0; again < 10; again++) expect(cache.get(again)).toBe('asked for again');
      cache.set(key, 'passing');
    }
    expect(cache.size).toBe(100);
  });

  it('works again after it was cleared', () => {
    const cache = cacheOf(2);
    for (let round = 0; round < 3; round++) {
      for (let key = 0; key < 5; key++) cache.set(key, `text ${key}`);
      expect([cache.size, cache.get(4)]).toEqual([2, 'text 4']);
      cache.clear();
      expect([cache.size, cache.get(4)]).toEqual([0, undefined]);
    }
  });
});
