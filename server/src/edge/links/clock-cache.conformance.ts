import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A hot set of texts by number. */
interface HotTexts {
  readonly size: number;
  get(key: number): string | undefined;
  set(key: number, text: string): void;
  delete(key: number): void;
  clear(): void;
}

/** The behaviours that every hot set shows. `hold` gives an empty one for so many entries. */
export function hotSetConformance(name: string, hold: (most: number) => HotTexts): void {
  describe(`${name}, as a hot set,`, () => {
    it.each([
      ['neighbours', 0, 1],
      ['far apart', 0, 7_368_787_000],
      ['that differ in their high bits only', 0, 2 ** 32],
      // Of a table with 1024 slots they would all like to have the last one.
      ['that differ in their high bits only, at the end', 987, 2 ** 32],
    ])(
      'never holds more than it may, and only what was put into it last under a key: keys %s',
      (_, first, distance) => {
        const step = fc.record({
          key: fc.nat(20).map((key) => first + key * distance),
          action: fc.constantFrom('get', 'set', 'delete'),
          text: fc.string(),
        });
        fc.assert(
          fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 30 }), (steps, most) => {
            const set = hold(most);
            const last = new Map<number, string>();
            for (const { key, action, text } of steps) {
              if (action === 'set') {
                set.set(key, text);
                last.set(key, text);
                expect(set.get(key)).toBe(text);
              } else if (action === 'delete') {
                set.delete(key);
                last.delete(key);
              } else expect([undefined, last.get(key)]).toContain(set.get(key));
              expect(set.size).toBeLessThanOrEqual(most);
            }
            const found = [...last].filter(([key, text]) => set.get(key) === text);
            expect(found).toHaveLength(set.size);
          }),
        );
      },
    );

    it('holds all that fits', () => {
      const set = hold(10_000);
      for (let key = 1; key <= 10_000; key++) set.set(key, `text ${key}`);
      for (let key = 1; key <= 10_000; key += 2) set.delete(key);
      for (let key = 1; key <= 10_000; key++) expect(set.get(key)).toBe(key % 2 === 0 ? `text ${key}` : undefined);
      expect(set.size).toBe(5000);
    });

    it('keeps what is asked for again while others pass through', () => {
      const set = hold(100);
      for (let key = 0; key < 10; key++) set.set(key, 'wanted');
      for (let key = 100; key < 10_000; key++) {
        for (let wanted = 0; wanted < 10; wanted++) expect(set.get(wanted)).toBe('wanted');
        set.set(key, 'passing');
      }
      expect(set.size).toBe(100);
    });

    it('holds again after it was cleared', () => {
      const set = hold(2);
      for (let round = 0; round < 3; round++) {
        for (let key = 0; key < 5; key++) set.set(key, `text ${key}`);
        expect([set.size, set.get(4)]).toEqual([2, 'text 4']);
        set.clear();
        expect([set.size, set.get(4)]).toEqual([0, undefined]);
      }
    });
  });
}
