import { expect, it } from 'vitest';
import { FairShares } from './fair-shares.ts';

it('gives one owner half, and always has room for another', () => {
  const shares = new FairShares(100);
  expect(shares.take('flood', 51 + 50)).toBe(false);
  let flood = 0;
  while (shares.take('flood', 1)) flood++;
  expect(flood).toBe(50);
  expect(shares.take('brand', 20)).toBe(true);
  expect(shares.take('other', 15)).toBe(true);
  expect(shares.take('flood', 1)).toBe(false);
});

it('gives again what was given back', () => {
  const shares = new FairShares(10);
  expect([shares.take('brand', 5), shares.take('brand', 1)]).toEqual([true, false]);
  shares.release('brand', 5);
  expect([shares.take('brand', 3), shares.take('brand', 2), shares.take('brand', 1)]).toEqual([true, true, false]);
});
