import { readdir } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { openPool } from '@waymark/prisma/pool';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../edge/edge.testing.ts';
import { SegmentJournal } from '../../edge/journal/segment-journal.ts';
import { eventOf, sentMailing } from '../events.testing.ts';
import { type Drain, startDrain } from './drain.ts';

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMailing(fresh.database);
});
afterAll(() => fresh.drop());

let folder: string;
let remove: () => Promise<void>;
let journal: SegmentJournal;
let drain: Drain;
let errors: unknown[];
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  journal = await SegmentJournal.open(folder, { segmentBytes: 2000 });
  errors = [];
  await fresh.database.event.deleteMany();
});
afterEach(async () => {
  await drain.stop();
  await journal.close();
  await remove();
});

const start = (pool = fresh.pool, pollIntervalMs = 20) =>
  startDrain({ journal, pool, onError: (error) => errors.push(error), pollIntervalMs });

async function appendClicks(count: number, subject = sent.links[0]): Promise<string[]> {
  const events = Array.from({ length: count }, () => eventOf('click', subject));
  await Promise.all(events.map((event) => journal.append(event)));
  return events.map(({ id }) => id).sort();
}

const storedIds = async () => (await fresh.database.event.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);

describe('the drain', () => {
  it('stores every event in the database once, classified by client', async () => {
    drain = start();
    const ids = [...(await appendClicks(100)), ...(await appendClicks(1)), ...(await appendClicks(300))].sort();
    await journal.append(eventOf('open', sent.mailingId, { userAgent: 'Mozilla/5.0' }));
    await drain.idle();
    expect(await fresh.database.event.count({ where: { type: 'click', client: 'human', reason: 'browser' } })).toBe(
      401,
    );
    expect(
      await fresh.database.event.count({ where: { type: 'open', client: 'proxy', reason: 'apple-mail-privacy' } }),
    ).toBe(1);
    expect(await storedIds()).toEqual(expect.arrayContaining(ids));
    expect(errors).toEqual([]);
  });

  it('is woken by an event and does not wait for its poll interval', async () => {
    drain = start(fresh.pool, 60_000);
    await drain.idle();
    const ids = await appendClicks(1);
    await expect.poll(storedIds).toEqual(ids);
  });

  it('continues where it stopped, even with a reopened journal', async () => {
    const first = await appendClicks(50);
    drain = start();
    await drain.idle();
    await drain.stop();
    const second = await appendClicks(50);
    await journal.close();
    journal = await SegmentJournal.open(folder);
    drain = start();
    await drain.idle();
    expect(await storedIds()).toEqual([...first, ...second].sort());
  });

  it('stores nothing twice when the database has lost the cursor', async () => {
    const ids = await appendClicks(50);
    drain = start();
    await drain.idle();
    await drain.stop();
    await fresh.database.journalCursor.deleteMany();
    drain = start();
    await drain.idle();
    expect(await storedIds()).toEqual(ids);
  });

  it('lets the journal delete what has been stored', async () => {
    drain = start();
    await appendClicks(100);
    await appendClicks(100);
    await drain.idle();
    await expect.poll(async () => (await readdir(folder)).filter((name) => name.endsWith('.events'))).toHaveLength(1);
  });

  it('skips events of mailings and links that were deleted meanwhile', async () => {
    await appendClicks(3, 1e15);
    const ids = await appendClicks(3);
    drain = start();
    await drain.idle();
    expect(await storedIds()).toEqual(ids);
    expect(errors).toEqual([]);
  });

  it('is not blocked by one event that the database rejects', async () => {
    const before = await appendClicks(3);
    await journal.append(eventOf('click', sent.links[0], { recipientId: 'a\0b' }));
    const after = await appendClicks(3);
    drain = start();
    await drain.idle();
    expect(await storedIds()).toEqual([...before, ...after].sort());
    expect(errors).toHaveLength(1);
  });

  it('keeps trying while the database is away, and then stores everything once', async () => {
    const way = await wayTo(fresh.url);
    const pool = openPool(way.url, 10);
    await way.close();
    drain = start(pool);
    const ids = await appendClicks(20);
    const idle = drain.idle();
    await expect.poll(() => errors.length).toBeGreaterThan(1);
    await way.open();
    await idle;
    expect(await storedIds()).toEqual(ids);

    await way.close();
    const more = await appendClicks(20);
    await expect.poll(() => errors.length).toBeGreaterThan(3);
    await way.open();
    await drain.idle();
    expect(await storedIds()).toEqual([...ids, ...more].sort());
    await drain.stop();
    await pool.end();
    await way.close();
  });

  it('releases those who wait for it when it is stopped', async () => {
    const way = await wayTo(fresh.url);
    const pool = openPool(way.url, 10);
    await way.close();
    drain = start(pool, 60_000);
    await appendClicks(1);
    const idle = expect(drain.idle()).rejects.toThrow('stopped before everything was stored');
    await expect.poll(() => errors.length).toBe(1);
    await drain.stop();
    await idle;
    await expect(drain.idle()).rejects.toThrow('stopped');
    await pool.end();
  });
});

/** A connection to the database that can be blocked and unblocked. */
async function wayTo(url: string): Promise<{ url: string; open(): Promise<void>; close(): Promise<void> }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => other.destroy());
      socket.pipe(other);
    }
  });
  const listen = (port: number) => new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const own = new URL(url);
  own.host = `127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((closed) => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      server.close(() => closed());
    });
  return { url: own.href, open: () => listen(port), close };
}
