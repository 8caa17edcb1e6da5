import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, temporaryFolder } from '../edge.testing.ts';
import { numberedEvent } from './journal.conformance.ts';
import { SegmentJournal, type SegmentJournalOptions } from './segment-journal.ts';
import { openReplacing } from './synced-files.testing.ts';
import type { JournalFile } from './synced-files.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

const appendAll = (journal: SegmentJournal, numbers: readonly number[]) =>
  Promise.all(numbers.map((number) => journal.append(numberedEvent(number))));
const numbersIn = async (journal: SegmentJournal) => (await eventsIn(journal)).map(({ subject }) => subject);

const faults: [string, (file: JournalFile) => Partial<JournalFile>][] = [
  ['has no room at all', () => ({ appendFile: () => Promise.reject(new Error('ENOSPC')) })],
  [
    'has room for half a record',
    (file) => ({
      appendFile: async (text) => {
        await file.appendFile(String(text).slice(0, 100));
        throw new Error('ENOSPC');
      },
    }),
  ],
  ['takes everything and then cannot sync', () => ({ datasync: () => Promise.reject(new Error('EIO')) })],
  [
    'cannot even cut off what it could not sync',
    () => ({ datasync: () => Promise.reject(new Error('EIO')), truncate: () => Promise.reject(new Error('EIO')) }),
  ],
  ['cannot sync the folder', () => ({ sync: () => Promise.reject(new Error('EIO')) })],
];

describe.each(['answer', 'interval'] as const)('a failing disk, synced by %s', (sync) => {
  it.each(faults)('that %s holds nobody up, losses are counted, and counting resumes by itself', async (_, faultOf) => {
    let failing = false;
    const errors: unknown[] = [];
    const openFile = openReplacing((file) => (failing ? faultOf(file) : {}));
    const onError = (error: unknown) => errors.push(error);
    const journal = await SegmentJournal.open(folder, { openFile, onError, segmentBytes: 1500, sync });
    const kept: number[] = [];
    let number = 0;
    for (failing of [false, true, true, false, true, false, false]) {
      const lostBefore = journal.lost;
      const numbers = Array.from({ length: 5 }, () => number++);
      await appendAll(journal, numbers);
      await expect.poll(async () => (await numbersIn(journal)).length + journal.lost).toBe(number);
      if (journal.lost === lostBefore) kept.push(...numbers);
      else expect(journal.lost).toBe(lostBefore + 5);
      expect(await numbersIn(journal)).toEqual(kept);
    }
    const { lost } = journal;
    expect(lost).toBeGreaterThan(0);
    expect(errors.length).toBeGreaterThan(0);
    await journal.close();
    const again = await SegmentJournal.open(folder);
    expect(await numbersIn(again)).toEqual(kept);
    expect(again.lost).toBe(lost);
    await again.close();
  });
});

describe('an interval', () => {
  it('in which the disk fails loses what arrived since the last sync, and nothing else', async () => {
    let syncs = 0;
    const openFile = openReplacing((file) => ({
      datasync: async () => {
        await file.datasync();
        if (++syncs === 2) throw new Error('EIO');
      },
    }));
    const journal = await SegmentJournal.open(folder, { openFile, sync: 'interval' });
    await appendAll(journal, [1]);
    await expect.poll(() => numbersIn(journal)).toEqual([1]);
    await appendAll(journal, [2]);
    await appendAll(journal, [3, 4]);
    await expect.poll(() => journal.lost).toBe(3);
    await appendAll(journal, [5]);
    await expect.poll(() => numbersIn(journal)).toEqual([1, 5]);
    await journal.close();
  });
});

describe('an event log of limited size', () => {
  it('counts what does not fit as lost, and resumes when the reader has freed space', async () => {
    const errors: Error[] = [];
    const options: SegmentJournalOptions = {
      segmentBytes: 1000,
      limitBytes: 4000,
      onError: (error) => errors.push(error as Error),
    };
    const journal = await SegmentJournal.open(folder, options);
    for (let number = 0; number < 100; number++) await appendAll(journal, [number]);
    const stored = await numbersIn(journal);
    expect(stored).toEqual(Array.from({ length: stored.length }, (_, number) => number));
    expect(stored.length).toBeGreaterThan(15);
    expect(stored.length + journal.lost).toBe(100);
    expect(errors[0]!.message).toMatch(/^The event log has reached the size it may have, /);

    await journal.resume(0);
    for (let batch = await journal.read(); batch !== undefined; batch = await journal.read()) await batch.release();
    await appendAll(journal, [100]);
    expect((await journal.read())!.events.map(({ subject }) => subject)).toEqual([100]);
    expect(stored.length + journal.lost).toBe(100);
    await journal.close();
  });
});

/** A disk that hangs until it is released: neither success nor failure. */
function hangingDisk(operation: 'appendFile' | 'datasync') {
  let goOn = Promise.withResolvers<void>();
  goOn.resolve();
  const openFile = openReplacing((file) => ({
    [operation]: async (data: string) => {
      await goOn.promise;
      await file[operation](data);
    },
  }));
  return {
    openFile,
    hang: () => {
      goOn = Promise.withResolvers();
    },
    resume: () => goOn.resolve(),
    fail: () => goOn.reject(new Error('EIO')),
  };
}

describe.each(['appendFile', 'datasync'] as const)('a disk that hangs in %s', (operation) => {
  it('releases everybody after a timeout, and nobody waits until it recovers; then everything is stored', async () => {
    const disk = hangingDisk(operation);
    const journal = await SegmentJournal.open(folder, { openFile: disk.openFile, timeoutMs: 50 });
    await appendAll(journal, [1, 2]);
    disk.hang();
    await Promise.all([appendAll(journal, [3]), appendAll(journal, [4])]);
    expect(journal.late).toBe(2);
    // An append is now answered within one turn of the event loop.
    const answered = appendAll(journal, [5, 6]).then(() => 'answered');
    expect(await Promise.race([answered, new Promise((turn) => setImmediate(() => setImmediate(turn)))])).toBe(
      'answered',
    );
    expect([journal.late, journal.lost]).toEqual([4, 0]);
    disk.resume();
    await expect.poll(() => numbersIn(journal)).toEqual([1, 2, 3, 4, 5, 6]);
    expect([journal.late, journal.lost]).toEqual([0, 0]);
    await appendAll(journal, [7]);
    expect(await numbersIn(journal)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await journal.close();
  });

  it('and fails in the end turns late events into lost ones', async () => {
    const disk = hangingDisk(operation);
    const journal = await SegmentJournal.open(folder, { openFile: disk.openFile, timeoutMs: 50 });
    disk.hang();
    await appendAll(journal, [1, 2, 3]);
    expect([journal.late, journal.lost]).toEqual([3, 0]);
    disk.fail();
    await expect.poll(() => [journal.late, journal.lost]).toEqual([0, 3]);
    await journal.close();
  });

  it('does not prevent the journal from being closed', async () => {
    const disk = hangingDisk(operation);
    const journal = await SegmentJournal.open(folder, { openFile: disk.openFile, timeoutMs: 20 });
    disk.hang();
    await appendAll(journal, [1]);
    await journal.close();
    expect(journal.late).toBe(1);
    disk.resume();
    await expect.poll(() => journal.late).toBe(0);
  });
});

describe('a disk that hangs in its syncs by interval', () => {
  it('holds nobody up, and reports what is not on disk in time as late', async () => {
    const disk = hangingDisk('datasync');
    const journal = await SegmentJournal.open(folder, { openFile: disk.openFile, timeoutMs: 50, sync: 'interval' });
    disk.hang();
    await appendAll(journal, [1, 2]);
    expect(journal.late).toBe(0);
    await expect.poll(() => journal.late).toBe(2);
    await appendAll(journal, [3]);
    expect(await numbersIn(journal)).toEqual([]);
    disk.resume();
    await expect.poll(() => numbersIn(journal)).toEqual([1, 2, 3]);
    expect([journal.late, journal.lost]).toEqual([0, 0]);
    await journal.close();
  });
});
