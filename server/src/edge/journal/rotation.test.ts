import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsIn, temporaryFolder } from '../edge.testing.ts';
import { trackingEvent } from '../event.ts';
import { SegmentJournal } from './segment-journal.ts';

let folder: string;
let remove: () => Promise<void>;
let journal: SegmentJournal;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(async () => {
  await journal.close();
  await remove();
});

const visitor = { address: undefined, userAgent: 'Firefox' };
const append = (recipient: string) =>
  journal.append(trackingEvent('click', { id: 7, recipientId: recipient }, visitor, 'none', Date.now()));

/** Reads and releases everything; returns the recipients and the last cursor. */
async function readAll(): Promise<{ recipients: (string | undefined)[]; cursor: number }> {
  const recipients: (string | undefined)[] = [];
  let cursor = 0;
  for (let batch = await journal.read(); batch !== undefined; batch = await journal.read()) {
    recipients.push(...batch.events.map((event) => event.recipientId));
    cursor = batch.cursor!;
    await batch.release();
  }
  return { recipients, cursor };
}

async function onDisk(): Promise<string> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.events'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))).join('');
}

describe.each(['answer', 'interval'] as const)('events that are stored elsewhere, synced by %s', (sync) => {
  it('are deleted from the disk, and the journal continues where it was, even after a restart', async () => {
    journal = await SegmentJournal.open(folder, { sync, rotationIntervalMs: 10 });
    await append('ada');
    await expect.poll(onDisk).toContain('ada');
    let cursor = 0;
    const advance = async () => {
      cursor += (await readAll()).cursor;
      return cursor;
    };
    await expect.poll(advance).toBeGreaterThan(0);
    await expect.poll(onDisk).toBe('');

    await journal.close();
    journal = await SegmentJournal.open(folder, { sync, rotationIntervalMs: 10 });
    await append('grace');
    await journal.close();
    journal = await SegmentJournal.open(folder, { sync, rotationIntervalMs: 10 });
    expect((await eventsIn(journal, cursor)).map(({ recipientId }) => recipientId)).toEqual(['grace']);
    await journal.resume(cursor);
    await readAll();
    await expect.poll(onDisk).toBe('');
  });

  it('are deleted when the journal is closed, and the others stay', async () => {
    journal = await SegmentJournal.open(folder, { sync });
    await append('ada');
    await journal.close();
    journal = await SegmentJournal.open(folder, { sync });
    expect(await onDisk()).toContain('ada');
    expect((await readAll()).recipients).toEqual(['ada']);
    await journal.close();
    expect(await onDisk()).toBe('');
    journal = await SegmentJournal.open(folder, { sync });
    expect((await readAll()).recipients).toEqual([]);
  });

  it('are never lost or duplicated by rotations, however frequent', async () => {
    journal = await SegmentJournal.open(folder, { sync, rotationIntervalMs: 1, segmentBytes: 3000 });
    const appended: string[] = [];
    const read: (string | undefined)[] = [];
    for (let round = 0; round < 150; round++) {
      const some = Array.from({ length: round % 7 }, (_, index) => `${round}-${index}`);
      appended.push(...some);
      const storing = Promise.all(some.map(append));
      if (round % 3 === 0) read.push(...(await readAll()).recipients);
      await storing;
      if (round % 5 === 0) await new Promise((next) => setTimeout(next, 3));
    }
    await expect.poll(async () => read.push(...(await readAll()).recipients)).toBe(appended.length);
    expect(read).toEqual(appended);
    expect(journal.lost).toBe(0);
    await expect.poll(onDisk).toBe('');
  });
});
