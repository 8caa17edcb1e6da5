import { expect, it } from 'vitest';
import { timeOrderedId } from './time-ordered-id.ts';

const at = Date.UTC(2026, 10, 26, 4, 30);
const ids = Array.from({ length: 5000 }, (_, index) => timeOrderedId(at + Math.floor(index / 10)));

it('is a UUID of version 7 with the right variant', () => {
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

it('starts with the time', () => {
  expect(ids[0]!.slice(0, 13).replace('-', '')).toBe(at.toString(16).padStart(12, '0'));
  expect(timeOrderedId(1).slice(0, 15)).toBe('00000000-0001-7');
});

it('is unique, even within the same millisecond', () => {
  expect(new Set(ids).size).toBe(ids.length);
});

it('uses every value in every random digit', () => {
  const seen = Array.from({ length: 36 }, (_, place) => new Set(ids.map((id) => id[place])).size);
  // xxxxxxxx-xxxx-7rrr-vrrr-rrrrrrrrrrrr
  expect(seen.slice(14)).toEqual([1, 16, 16, 16, 1, 4, 16, 16, 16, 1, ...Array(12).fill(16)]);
});
