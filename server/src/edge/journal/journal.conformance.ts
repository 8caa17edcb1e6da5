import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trackingEvent } from '../event.ts';
import type { Journal, JournalBatch, TrackingEvent } from './journal.ts';

/** Where a journal lives: opened, closed and opened again at the same place. */
export interface JournalPlace {
  open(): Promise<Journal>;
  remove(): Promise<void>;
}

/** A click with a number to know it by. */
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

/** The behaviours that every journal shows. `newPlace` gives an empty one that small numbers of events already spread over. */
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

  /** Reads until so many events have come, and makes sure that no more do. */
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
    it('has nothing to read at first', async () => {
      expect(await journal.read()).toBeUndefined();
    });

    it('gives back what was appended, once, in order', async () => {
      const events = [...(await append(0, 300)), ...(await append(300, 301)), ...(await append(301, 500))];
      expect((await read(500)).events).toEqual(events);
      expect([journal.lost, journal.late]).toEqual([0, 0]);
    });

    it('gives back every text as it was', async () => {
      const texts = ['', ' ', '\n', '"\\', '\u2028', 'ü', '🦊', '\ud800', "'); DROP TABLE event; --"];
      const events = texts.map((text) => ({ ...numberedEvent(1), recipientId: text, userAgent: text }));
      await Promise.all(events.map((event) => journal.append(event)));
      expect((await read(texts.length)).events).toEqual(events);
    });

    it('reads on where it was, whether batches were released or not', async () => {
      await append(0, 100);
      await read(100);
      const later = await append(100, 200);
      expect((await read(100)).events).toEqual(later);
    });

    it('gives out again what was not released, also when it is opened again under the same id', async () => {
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

    it('gives out nothing again that was released and whose cursor was kept', async () => {
      await append(0, 300);
      const { batches } = await read(300);
      const [first, ...rest] = batches;
      await first!.release();
      await reopen(first!.cursor);
      expect(new Set((await read(300 - first!.events.length)).events)).toEqual(
        new Set(rest.flatMap(({ events }) => events)),
      );
    });

    it('calls who asked for it when there is more to read, until they stop asking', async () => {
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

    it('has stored what waited when it is closed', async () => {
      const events = Array.from({ length: 100 }, (_, number) => numberedEvent(number));
      const appended = events.map((event) => journal.append(event));
      await reopen();
      await Promise.all(appended);
      expect((await read(100)).events).toEqual(events);
    });

    it('lets go who appends after it was closed, and counts the loss', async () => {
      await journal.close();
      await journal.append(numberedEvent(1));
      expect(journal.lost).toBe(1);
      journal = await place.open();
    });
  });
}
