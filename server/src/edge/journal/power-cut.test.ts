import { cp, open, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, temporaryFolder } from '../edge.testing.ts';
import { numberedEvent } from './journal.conformance.ts';
import { SegmentJournal } from './segment-journal.ts';
import type { OpenFile } from './synced-files.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

/** A disk that records what was synced: after a power cut it has nothing else. */
function forgetfulDisk() {
  const written = new Map<string, number>();
  const synced = new Map<string, number>();
  let lastSync = 0;
  const openFile: OpenFile = async (path, flags) => {
    const file = await open(path, flags);
    if (flags === 'w') written.set(path, 0);
    const sync = async (how: 'sync' | 'datasync') => {
      const began = performance.now();
      const length = written.get(path);
      await file[how]();
      if (length !== undefined) synced.set(path, length);
      lastSync = began;
    };
    return {
      async appendFile(data) {
        await file.appendFile(data);
        written.set(path, (written.get(path) ?? 0) + Buffer.byteLength(data as Buffer));
      },
      datasync: () => sync('datasync'),
      sync: () => sync('sync'),
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
    };
  };
  /** What a machine would find when it restarts after a power cut at this moment. */
  async function cutPower(): Promise<{ found: string; lastSync: number }> {
    const lengths = new Map(synced);
    const found = join(folder, 'found');
    const when = lastSync;
    await cp(join(folder, 'journal'), found, { recursive: true });
    for (const path of written.keys()) {
      if (path.endsWith('.events')) await truncate(join(found, basename(path)), lengths.get(path) ?? 0);
    }
    return { found, lastSync: when };
  }
  return { openFile, cutPower };
}

describe.each(['answer', 'interval'] as const)('after a power cut, synced by %s', (sync) => {
  it('everything that was promised is there', async () => {
    const disk = forgetfulDisk();
    const journal = await SegmentJournal.open(join(folder, 'journal'), {
      sync,
      segmentBytes: 20_000,
      openFile: disk.openFile,
    });
    const answered: { number: number; at: number }[] = [];
    const until = performance.now() + 500;
    for (let number = 0; performance.now() < until; number++) {
      await journal.append(numberedEvent(number));
      answered.push({ number, at: performance.now() });
    }
    const cut = performance.now();
    const { found, lastSync } = await disk.cutPower();
    await journal.close();

    const after = await SegmentJournal.open(found);
    const kept = (await eventsIn(after)).map(({ subject }) => subject);
    await after.close();
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, number) => number));
    const missing = answered.slice(kept.length);
    const promised = sync === 'answer' ? cut : lastSync;
    console.log(
      `power cut, synced by ${sync}: answered ${answered.length}, there ${kept.length}, missing those of the last ${Math.round(cut - (missing[0]?.at ?? cut))} ms`,
    );
    expect(answered.length).toBeGreaterThan(20);
    expect(missing.filter(({ at }) => at < promised)).toEqual([]);
  });
});
