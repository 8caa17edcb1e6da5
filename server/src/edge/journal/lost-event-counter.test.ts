import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../edge.testing.ts';
import { LostEventCounter } from './lost-event-counter.ts';

let folder: string;
let remove: () => Promise<void>;
let unreadable: string[];
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  unreadable = [];
});
afterEach(() => remove());

/** Opens the count, adds to it, and closes it; returns what it is then. */
async function count(events: number): Promise<number> {
  const counter = await LostEventCounter.open(folder, (file) => unreadable.push(file));
  counter.add(events);
  await counter.close();
  return counter.value;
}

it('the count of lost events goes on where it was', async () => {
  expect([await count(3), await count(0), await count(4)]).toEqual([3, 3, 7]);
  expect(unreadable).toEqual([]);
});

it('begins again where the file holds something else, which is said once and kept', async () => {
  const file = join(folder, 'lost');
  await writeFile(file, 'xxx');
  expect([await count(2), await count(0), unreadable]).toEqual([2, 2, [file]]);
  expect(await readFile(`${file}.unreadable`, 'utf8')).toBe('xxx');
});
