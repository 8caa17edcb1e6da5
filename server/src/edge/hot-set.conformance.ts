import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HotSet } from './hot-set.ts';

describe('a hot set', () => {
  it('never holds more than it may, and only what was put into it last under a key', () => {
    const step = fc.record({ key: fc.nat(20), action: fc.constantFrom('get', 'set', 'delete'), value: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 9 }), (steps, most) => {
        const set = new HotSet<number, { value: number; wanted: boolean }>(most);
        const last = new Map<number, number>();
        for (const { key, action, value } of steps) {
          if (action === 'set') {
            set.set(key, { value, wanted: false });
            last.set(key, value);
            expect(set.get(key)?.value).toBe(value);
          } else if (action === 'delete') {
            set.delete(key);
            last.delete(key);
          } else expect([undefined, last.get(key)]).toContain(set.get(key)?.value);
          expect(set.size).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('keeps what is asked for again while others pass through', () => {
    const set = new HotSet<number, { name: string; wanted: boolean }>(100);
    for (let key = 0; key < 10; key++) set.set(key, { name: 'wanted', wanted: false });
    for (let key = 100; key < 10_000; key++) {
      for (let wanted = 0; wanted < 10; wanted++) expect(set.get(wanted)?.name).toBe('wanted');
      set.set(key, { name: 'passing', wanted: false });
    }
    expect(set.size).toBe(100);
  });

  it('holds again after it was cleared', () => {
    const set = new HotSet<number, { key: number; wanted: boolean }>(2);
    for (let round = 0; round < 3; round++) {
      for (let key = 0; key < 5; key++) set.set(key, { key, wanted: false });
      expect([set.size, set.get(4)?.key]).toEqual([2, 4]);
      set.clear();
      expect([set.size, set.get(4)]).toEqual([0, undefined]);
    }
  });
});
