import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trackingEvent } from '../event.ts';
import type { Journal, JournalBatch, TrackingEvent } from './journal.ts';

/** The storage of a journal, which can be opened, closed and reopened. */
export interface JournalPlace {
  open(): Promise<Journal>;
  remove(): Promise<void>;
}

/** A click identified by a number. */
export function numberedEvent(number: number, recipient = String(number)): TrackingEvent {
  const visitor = {
    address: '192.0.2.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
  return trackingEvent(
    'click',
    { id: number, recipientId: recipient },
    visitor,
    'truncated',
    1_795_000_000_000 + number,
  );
}

/**
 * The behaviour that every journal shares. `newPlace` creates an empty one that spreads even a few events over several
 * files.
 */
export function journalConformance(name: string, newPlace: () => Promise<JournalPlace>): void {
  let place: JournalPlace;
  let journal: Journal;
  beforeEach(async () => {
    place = await newPlace();
    journal = await place.open();
  });
  afterEach(async () => {
    await journal.close();
    await place.remove();
  });

  async function append(from: number, to: number): Promise<TrackingEvent[]> {
    const events = Array.from({ length: to - from }, (_, index) => numberedEvent(from + index));
    await Promise.all(events.map((event) => journal.append(event)));
    return events;
  }

  async function nextPart(): Promise<JournalBatch> {
    let batch: JournalBatch | undefined;
    await expect.poll(async () => (batch = await journal.read()), { interval: 10 }).toBeDefined();
    return batch!;
  }

  /** Reads until this many events have come, and makes sure that there are no more. */
  async function read(count: number): Promise<{ events: TrackingEvent[]; batches: JournalBatch[] }> {
    const batches: JournalBatch[] = [];
    const events: TrackingEvent[] = [];
    while (events.length < count) {
      const batch = await nextPart();
      batches.push(batch);
      events.push(...batch.events);
    }
    expect(await journal.read()).toBeUndefined();
    return { events, batches };
  }

  async function reopen(cursor = 0): Promise<void> {
    await journal.close();
    journal = await place.open();
    await journal.resume(cursor);
  }

  describe(name, () => {
    it('is empty at first', async () => {
      expect(await journal.read()).toBeUndefined();
    });

    it('returns what was appended, once and in order', async () => {
      const events = [...(await append(0, 300)), ...(await append(300, 301)), ...(await append(301, 500))];
      expect((await read(500)).events).toEqual(events);
      expect([journal.lost, journal.late]).toEqual([0, 0]);
    });

    it('returns every text unchanged', async () => {
      const texts = ['', ' ', '\n', '"\\', '\u2028', 'ü', '🦊', '\ud800', "'); DROP TABLE event; --"];
      const events = texts.map((text) => ({ ...numberedEvent(1), recipientId: text, userAgent: text }));
      await Promise.all(events.map((event) => journal.append(event)));
      expect((await read(texts.length)).events).toEqual(events);
    });

    it('continues reading where it was, whether or not batches were released', async () => {
      await append(0, 100);
      await read(100);
      const later = await append(100, 200);
      expect((await read(100)).events).toEqual(later);
    });

    it('returns again what was not released, even when it is reopened under the same id', async () => {
      const before = await append(0, 100);
      const { id } = journal;
      await read(100);
      await journal.resume(0);
      expect(new Set((await read(100)).events)).toEqual(new Set(before));
      await reopen();
      const after = await append(100, 200);
      expect(journal.id).toBe(id);
      expect(new Set((await read(200)).events)).toEqual(new Set([...before, ...after]));
    });

    it('never returns again what was released and whose cursor was stored', async () => {
      await append(0, 300);
      const { batches } = await read(300);
      const [first, ...rest] = batches;
      await first!.release();
      await reopen(first!.cursor);
      expect(new Set((await read(300 - first!.events.length)).events)).toEqual(
        new Set(rest.flatMap(({ events }) => events)),
      );
    });

    it('notifies subscribers when there is more to read, until they unsubscribe', async () => {
      let calls = 0;
      const stop = journal.onStored(() => calls++);
      await append(0, 1);
      await expect.poll(() => calls).toBeGreaterThan(0);
      await read(1);
      stop();
      const before = calls;
      await append(1, 2);
      await read(1);
      expect(calls).toBe(before);
    });

    it('has stored pending events when it is closed', async () => {
      const events = Array.from({ length: 100 }, (_, number) => numberedEvent(number));
      const appended = events.map((event) => journal.append(event));
      await reopen();
      await Promise.all(appended);
      expect((await read(100)).events).toEqual(events);
    });

    it('does not hold up appends after it was closed, and counts them as lost', async () => {
      await journal.close();
      await journal.append(numberedEvent(1));
      expect(journal.lost).toBe(1);
      journal = await place.open();
    });
  });
}
