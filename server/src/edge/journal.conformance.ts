import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TrackingEvent, trackingEvent } from './event.ts';
import type { Journal } from './journal.ts';
import { eventsIn } from './testing.ts';

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
  return trackingEvent('click', { id: number, recipient }, visitor, 'truncated', 1_795_000_000_000 + number);
}

/** The behaviours that every journal shows. `newPlace` gives an empty one that small numbers of events already spread over. */
export function journalConformance(newPlace: () => Promise<JournalPlace>): void {
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

  async function reopen(): Promise<void> {
    await journal.close();
    journal = await place.open();
  }

  describe('a journal', () => {
    it('has nothing to read at first', async () => {
      expect(await journal.read(0)).toEqual({ events: [], next: 0 });
    });

    it('gives back what was appended, once, in order', async () => {
      const events = [...(await append(0, 300)), ...(await append(300, 301)), ...(await append(301, 500))];
      expect(await eventsIn(journal)).toEqual(events);
      expect(journal.lost).toBe(0);
    });

    it('gives back every text as it was', async () => {
      const texts = ['', ' ', '\n', '"\\', '\u2028', 'ü', '🦊', '\ud800', "'); DROP TABLE event; --"];
      const events = texts.map((text) => ({ ...numberedEvent(1), recipient: text, userAgent: text }));
      await Promise.all(events.map((event) => journal.append(event)));
      expect(await eventsIn(journal)).toEqual(events);
    });

    it('reads on where a reader left', async () => {
      await append(0, 100);
      let position = 0;
      for (let part = await journal.read(0); part.next !== position; part = await journal.read(position))
        position = part.next;
      const later = await append(100, 200);
      expect(await eventsIn(journal, position)).toEqual(later);
    });

    it('still has everything when it is opened again, under the same positions and the same id', async () => {
      const before = await append(0, 100);
      const { id } = journal;
      const { events, next } = await journal.read(0);
      await reopen();
      const after = await append(100, 200);
      expect(journal.id).toBe(id);
      expect(await eventsIn(journal)).toEqual([...before, ...after]);
      expect(await eventsIn(journal, next)).toEqual([...before, ...after].slice(events.length));
    });

    it('keeps what comes after a released position, also when it is opened again', async () => {
      const events = await append(0, 300);
      const { next, events: read } = await journal.read(0);
      await journal.release(next);
      await reopen();
      expect(await eventsIn(journal, next)).toEqual(events.slice(read.length));
    });

    it('goes on with the oldest part that is left for a reader who comes back from before it', async () => {
      const events = await append(0, 300);
      let position = 0;
      while (position !== (await journal.read(position)).next) position = (await journal.read(position)).next;
      await journal.release(position);
      const left = await eventsIn(journal, 0);
      expect(events.slice(events.length - left.length)).toEqual(left);
    });

    it('starts over for a reader who claims to be further than it ever was', async () => {
      const events = await append(0, 10);
      const first = await journal.read(1e12);
      expect([...first.events, ...(await eventsIn(journal, first.next))]).toEqual(events);
    });

    it('calls who asked for it after events were stored, until they stop asking', async () => {
      let calls = 0;
      const stop = journal.onStored(() => calls++);
      await append(0, 1);
      const before = calls;
      stop();
      await append(1, 2);
      expect([before, calls]).toEqual([1, 1]);
    });

    it('lets go who appends after it was closed, and counts the loss', async () => {
      await journal.close();
      await journal.append(numberedEvent(1));
      expect(journal.lost).toBe(1);
      journal = await place.open();
    });
  });
}
