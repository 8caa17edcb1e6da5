import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutDatabase } from '../../../../test/test-server.ts';
import { temporaryFolder } from '../../../edge/edge.testing.ts';
import { SegmentJournal } from '../../../edge/journal/segment-journal.ts';
import { eventOf, sentMailing } from '../../events.testing.ts';
import { type DrainBeside, type DrainBesideOptions, startDrainBeside } from './drain-beside.ts';
import { startStoringThread } from './start-storing-thread.ts';

let fresh: FreshDatabase;
let link: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({
    links: [link],
  } = await sentMailing(fresh.database));
});
afterAll(() => fresh.drop());

let folder: string;
let remove: () => Promise<void>;
let journal: SegmentJournal;
let drain: DrainBeside;
let errors: unknown[];
let drained: number;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  journal = await SegmentJournal.open(folder, { segmentBytes: 20_000 });
  errors = [];
  drained = 0;
  await fresh.database.event.deleteMany();
});
afterEach(async () => {
  await drain.stop();
  await journal.close();
  await remove();
});

const start = (options: Partial<DrainBesideOptions> = {}) =>
  startDrainBeside({
    journal,
    url: fresh.url,
    onError: (error) => errors.push(error),
    onDrained: (events) => (drained += events),
    pollIntervalMs: 20,
    ...options,
  });

async function appendClicks(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => eventOf('click', link));
  await Promise.all(events.map((event) => journal.append(event)));
  return events.map(({ id }) => id).sort();
}

const storedIds = async () => (await fresh.database.event.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
/** The threads of this process: their number is all that the system says of them. */
const threads = async () => (await readdir('/proc/self/task')).length;

describe('a drain in a thread of its own', () => {
  it('stores every event once, what waited before it began as well, and leaves this thread free', async () => {
    const waited = await appendClicks(3000);
    drain = start();
    const later = await appendClicks(2000);
    let [longest, last] = [0, performance.now()];
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await drain.idle();
    clearInterval(ticks);
    expect(await storedIds()).toEqual([...waited, ...later].sort());
    expect([drained, errors, journal.waitingBytes]).toEqual([5000, [], 0]);
    console.log(`5,000 events stored beside this thread, which waited ${longest.toFixed(1)} ms at most`);
  });

  it('has no thread until there are events, and none after a rest without any', async () => {
    const before = await threads();
    drain = start({ restMs: 100 });
    await drain.idle();
    expect(await threads()).toBe(before);
    await appendClicks(1);
    await drain.idle();
    expect(await threads()).toBeGreaterThan(before);
    await expect.poll(threads, { timeout: 5000 }).toBe(before);
    const again = await appendClicks(1);
    await drain.idle();
    expect(await storedIds()).toEqual(expect.arrayContaining(again));
    expect(errors).toEqual([]);
  });

  it('counts what is missing in the log, as the thread that writes it would', async () => {
    await appendClicks(200);
    await journal.close();
    const [first] = (await readdir(folder)).filter((name) => name.endsWith('.events')).sort();
    await truncate(join(folder, first!), 1000);
    const lost: number[] = [];
    journal = await SegmentJournal.open(folder, { onLost: (events) => lost.push(events) });
    drain = start();
    await drain.idle();
    const stored = (await storedIds()).length;
    expect(lost.reduce((sum, one) => sum + one, 0)).toBe(200 - stored);
    expect(journal.lost).toBe(200 - stored);
    expect(stored).toBeLessThan(200);
  });

  it('goes on when its connections were cut, and stores nothing twice', async () => {
    drain = start();
    const ids = await appendClicks(500);
    const open = await cutDatabase(fresh.url);
    const more = await appendClicks(500);
    await sleep(200);
    drain.breakConnections();
    await open();
    await drain.idle();
    expect(await storedIds()).toEqual([...ids, ...more].sort());
  });

  it('stores nothing once the database is another one, and says so', async () => {
    const guard = { epoch: 'another', assertSame: async () => undefined };
    drain = start({ guard });
    await appendClicks(1);
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect(String(errors[0])).toContain('was restored or replaced');
    expect(await storedIds()).toEqual([]);
  });

  it('is told when the thread breaks, and that what it waited for is not stored', async () => {
    drain = start();
    const nothing = { url: fresh.url, journal: undefined as never, epoch: undefined, pollIntervalMs: undefined };
    const thread = startStoringThread(nothing, {} as never);
    const state = { starts: [], end: 0, number: 0, released: { position: 0, number: 0 } };
    expect(await thread.idle(state)).toBe(false);
    expect(await thread.ended).toBeInstanceOf(TypeError);
  });
});
