import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needs } from '@waymark/testing/needs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../edge.testing.ts';
import { numberedEvent } from './journal.conformance.ts';
import { encodeRecord } from './record.ts';
import { SegmentJournal } from './segment-journal.ts';

let folder: string;
let remove: () => Promise<void>;
let journal: SegmentJournal | undefined;
/** What an operator reads. */
let reported: { lost: number; files: readonly string[] }[];
let unreadable: string[];
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  [reported, unreadable] = [[], []];
});
afterEach(async () => {
  await close();
  await remove();
});

async function open(segmentBytes = 4000): Promise<SegmentJournal> {
  journal = await SegmentJournal.open(folder, {
    segmentBytes,
    onLost: (lost, files) => reported.push({ lost, files: files.map((file) => file.slice(folder.length + 1)) }),
    onUnreadable: (file) => unreadable.push(file.slice(folder.length + 1)),
  });
  return journal;
}

async function close(): Promise<void> {
  await journal?.close();
  journal = undefined;
}

/** Appends these numbers, some together and some alone. */
async function append(from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += 10) {
    const some = Array.from({ length: Math.min(10, to - number) }, (_, index) => numberedEvent(number + index));
    await Promise.all(some.map((event) => journal!.append(event)));
  }
}

/** Stores everything elsewhere, as the drain does; returns what it was, and the cursor. */
async function drain(cursor = 0): Promise<{ numbers: number[]; cursor: number }> {
  const numbers: number[] = [];
  let last = cursor;
  await journal!.resume(cursor);
  for (let batch = await journal!.read(); batch !== undefined; batch = await journal!.read()) {
    numbers.push(...batch.events.map(({ subject }) => subject));
    last = batch.cursor!;
    await batch.release();
  }
  return { numbers, cursor: last };
}

const segments = async () => (await readdir(folder)).filter((name) => name.endsWith('.events')).sort();
const total = () => reported.reduce((sum, { lost }) => sum + lost, 0);
const files = () => reported.flatMap((loss) => loss.files);

describe('every loss is counted, with its file', () => {
  it('of 4 kB of zeros in the middle of a segment', async () => {
    await open(1e9);
    await append(0, 100);
    await close();
    const [file = ''] = await segments();
    const bytes = await readFile(join(folder, file));
    bytes.fill(0, 5000, 9096);
    await writeFile(join(folder, file), bytes);
    await open();
    const { numbers } = await drain();
    expect(numbers.length).toBeGreaterThan(50);
    expect([journal!.lost, total()]).toEqual([100 - numbers.length, 100 - numbers.length]);
    expect(files()).toEqual([file]);
  });

  it('of zeros at the beginning and at the end of a segment', async () => {
    await open(1e9);
    await append(0, 100);
    await close();
    const [file = ''] = await segments();
    const bytes = await readFile(join(folder, file));
    bytes.fill(0, 0, 1000);
    bytes.fill(0, bytes.length - 1000);
    await writeFile(join(folder, file), bytes);
    await open();
    const { numbers } = await drain();
    expect(numbers.length).toBeGreaterThan(80);
    expect([journal!.lost, total()]).toEqual([100 - numbers.length, 100 - numbers.length]);
    expect(files()).toContain(file);
  });

  it('of a last segment that was cut, at a line or within one, or emptied', async () => {
    let appended = 0;
    let read = 0;
    let cursor = 0;
    for (const keep of [(size: number) => size / 2, (size: number) => size - 7, () => 0]) {
      await open(1e9);
      await append(appended, appended + 50);
      appended += 50;
      await close();
      const file = (await segments()).at(-1)!;
      const { size } = await stat(join(folder, file));
      await truncate(join(folder, file), Math.floor(keep(size)));
      await open();
      const drained = await drain(cursor);
      cursor = drained.cursor;
      read += drained.numbers.length;
      expect([journal!.lost, total()]).toEqual([appended - read, appended - read]);
      expect(reported.at(-1)?.files).toContain(file);
      await close();
    }
    await open();
    await append(appended, appended + 10);
    expect((await drain(cursor)).numbers).toHaveLength(10);
    expect(journal!.lost).toBe(appended - read);
  });

  it.each([
    ['the first', (names: string[]) => names.slice(0, 1)],
    ['one in the middle', (names: string[]) => names.slice(3, 4)],
    ['several', (names: string[]) => [...names.slice(2, 4), ...names.slice(6, 8)]],
    ['the last', (names: string[]) => names.slice(-1)],
    ['all', (names: string[]) => names],
  ])('of segments that were deleted: %s', async (_, which) => {
    await open();
    await append(0, 300);
    await close();
    for (const name of which(await segments())) await rm(join(folder, name));
    await open();
    const first = await drain();
    expect(first.numbers.length + journal!.lost).toBe(300);
    expect(total()).toBe(journal!.lost);
    expect(journal!.lost).toBeGreaterThan(10);
    expect(files().length).toBeGreaterThan(0);
    // Positions go on, so that what comes is not taken for what was read before.
    await append(300, 400);
    expect((await drain(first.cursor)).numbers).toEqual(Array.from({ length: 100 }, (_value, index) => 300 + index));
  });

  it('of segments that were deleted while a database that was away had read some of them', async () => {
    await open();
    await append(0, 100);
    const { cursor } = await drain();
    await append(100, 400);
    await close();
    for (const name of await segments()) await rm(join(folder, name));
    await open();
    await append(400, 800);
    await close();
    await open();
    const { numbers } = await drain(cursor);
    expect(numbers).toEqual(Array.from({ length: 400 }, (_value, index) => 400 + index));
    expect([journal!.lost, total()]).toEqual([300, 300]);
  });

  it('of a segment that is deleted while it is written', async () => {
    await open();
    await append(0, 15);
    await rm(join(folder, (await segments()).at(-1)!));
    await append(15, 18);
    const first = await drain();
    await append(18, 40);
    const rest = await drain(first.cursor);
    expect(first.numbers.length + rest.numbers.length + journal!.lost).toBe(40);
    expect(rest.numbers.at(-1)).toBe(39);
    expect(journal!.lost).toBe(total());
  });

  it('once, whether or not it was counted before a restart', async () => {
    await open();
    await append(0, 300);
    await close();
    await rm(join(folder, (await segments())[2]!));
    await open();
    const { cursor } = await drain();
    const { lost } = journal!;
    await close();
    await open();
    await append(300, 310);
    expect((await drain(cursor)).numbers).toHaveLength(10);
    expect(journal!.lost).toBe(lost);
  });

  it('and nothing is counted that was only read before', async () => {
    await open();
    for (let round = 0; round < 5; round++) {
      await append(100 * round, 100 * round + 100);
      await journal!.resume(0);
      await (await journal!.read())!.release();
      await close();
      await open();
    }
    expect([journal!.lost, reported]).toEqual([0, []]);
  });
});

describe('a segment that cannot be read', needs('linux'), () => {
  const ways: [string, (file: string) => unknown][] = [
    ['a folder', (file) => mkdir(file)],
    ['a dangling link', (file) => symlink('/nowhere/at/all', file)],
    ['a link to itself', (file) => symlink(file, file)],
    ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ];

  it.each(ways)('is set aside, counted and named, and the rest goes on: %s', async (_, spoil) => {
    for (const at of [0, 2, -1]) {
      await remove();
      ({ folder, remove } = await temporaryFolder());
      [reported, unreadable] = [[], []];
      await open();
      await append(0, 300);
      await close();
      const file = (await segments()).at(at)!;
      await rm(join(folder, file));
      await spoil(join(folder, file));
      await open();
      await append(300, 320);
      const { numbers } = await drain();
      expect(numbers.at(-1)).toBe(319);
      expect(numbers.length + journal!.lost).toBe(320);
      expect(journal!.lost).toBeGreaterThan(10);
      expect([unreadable, total(), files()]).toEqual([[file], journal!.lost, expect.arrayContaining([file])]);
      expect(await readdir(folder)).toContain(`${file}.unreadable`);
      await close();
    }
  });

  it('while the journal is open is passed over, too', async () => {
    await open();
    await append(0, 100);
    const [, second = ''] = await segments();
    await rename(join(folder, second), join(folder, 'elsewhere'));
    await mkdir(join(folder, second));
    const { numbers } = await drain();
    expect(numbers.length + journal!.lost).toBe(100);
    expect(unreadable).toEqual([second]);
  });
});

describe('a journal of an earlier version', () => {
  it('is read to its end, and goes on with numbers', async () => {
    const old = Array.from({ length: 30 }, (_, index) => encodeRecord(numberedEvent(index))).join('');
    await writeFile(join(folder, 'id'), '019a9b1c-0000-7000-8000-000000000001');
    await writeFile(join(folder, '0000000000001000.events'), old);
    await open();
    expect(journal!.id).toBe('019a9b1c-0000-7000-8000-000000000001');
    await append(30, 60);
    const { numbers, cursor } = await drain(1000);
    expect([numbers.length, journal!.lost]).toEqual([60, 0]);
    await append(60, 100);
    await close();
    await rm(join(folder, (await segments()).at(-1)!));
    await open();
    const left = await drain(cursor);
    expect(left.numbers.length + journal!.lost).toBe(40);
  });

  it('counts a damaged line as one event', async () => {
    const old = Array.from({ length: 3 }, (_, index) => encodeRecord(numberedEvent(index)));
    await writeFile(join(folder, '0000000000000000.events'), [old[0], old[1]!.replace('"', "'"), old[2]].join(''));
    await open();
    expect((await drain()).numbers).toEqual([0, 2]);
    expect(journal!.lost).toBe(1);
  });

  it('begins again under a new id when nothing is left of it but the old one', async () => {
    await writeFile(join(folder, 'id'), '019a9b1c-0000-7000-8000-000000000001');
    expect((await open()).id).not.toBe('019a9b1c-0000-7000-8000-000000000001');
  });
});

describe('the files', needs('file modes'), () => {
  it('are closed to other users, in a folder that was made by hand, too', async () => {
    await writeFile(join(folder, 'id'), '', { mode: 0o644 });
    await open();
    await append(0, 100);
    const modes = await Promise.all(
      (await readdir(folder)).map(async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8)),
    );
    expect(modes.length).toBeGreaterThan(4);
    expect(new Set(modes)).toEqual(new Set(['600']));
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  });

  it.each(['lost', 'numbers'])('that cannot be opened are named, with the way out: %s', async (name) => {
    await mkdir(join(folder, name));
    await expect(open()).rejects.toThrow(`${join(folder, name)} cannot be opened (EISDIR). Give this user the right`);
  });
});
