import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDaily, timeOfDayOf } from './check-schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const midnight = Date.UTC(2026, 10, 23);
const idAt = (number: number) => `0199b0de-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

describe('the time of day of a domain', () => {
  it('is the same in every version', () => {
    expect([1, 2, 3].map((number) => timeOfDayOf(idAt(number)))).toEqual([40126509, 85741042, 62628412]);
  });

  it('is spread evenly over the day, even for ids that differ in one digit', () => {
    const hours = Array.from({ length: 24 }, () => 0);
    for (let number = 0; number < 24_000; number++) hours[Math.floor(timeOfDayOf(idAt(number)) / hour)]!++;
    expect(Math.min(...hours)).toBeGreaterThan(880);
    expect(Math.max(...hours)).toBeLessThan(1120);
  });
});

describe('the next daily check', () => {
  const timeOfDay = 12 * hour;

  it.each([
    ['at its time of day', 12 * hour, 24],
    ['a little after its time of day', 12.2 * hour, 23.8],
    ['a little before its time of day, by chance', 11.8 * hour, 24.2],
    ['an hour before its time of day', 11 * hour, 18],
    ['in the night', 2 * hour, 18],
    ['two hours after its time of day', 14 * hour, 22],
  ])('after one %s', (_, at, hours) => {
    expect((nextDaily(midnight + at, { timeOfDay, jitter: 0 }) - midnight - at) / hour).toBeCloseTo(hours, 6);
  });

  it('comes 18 to 24½ hours later, give or take a quarter, and back to its time of day within four days', () => {
    const chance = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(day - 1),
        fc.nat(day - 1),
        fc.array(chance, { minLength: 6, maxLength: 6 }),
        (one, from, row) => {
          let at = midnight + from;
          for (const jitter of row) {
            const next = nextDaily(at, { timeOfDay: one, jitter });
            expect(next - at).toBeGreaterThanOrEqual(17.75 * hour);
            expect(next - at).toBeLessThanOrEqual(24.75 * hour);
            at = next;
          }
          const beside = (at - midnight - one + day / 2) % day;
          expect(Math.abs(beside - day / 2)).toBeLessThanOrEqual(15 * minute);
        },
      ),
    );
  });
});
