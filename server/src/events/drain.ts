import type { Database } from '@waymark/prisma';
import type { Journal, JournalPart } from '../edge/journal.ts';
import { classify } from './classify.ts';
import { cursorOf, refusedByDatabase, storeEvents } from './store.ts';

/** Moves events from the journal into the database for as long as the server runs. */
export interface Drain {
  /** Resolves when everything that was in the journal at the time of the call is in the database; rejects when stopped before. */
  idle(): Promise<void>;
  /** Ends after the part in hand; what is left waits in the journal for the next start. */
  stop(): Promise<void>;
}

export interface DrainOptions {
  readonly journal: Journal;
  readonly database: Database;
  /** Told of every failure; the drain tries again by itself. */
  readonly onError: (error: unknown) => void;
  /** How long to wait after a failure, and for news that nobody announced, in milliseconds. */
  readonly tick?: number;
}

/**
 * Starts reading where the database says this journal was left. Every event arrives exactly once, since events and cursor
 * are stored together and an id is stored once; while the database is away, events wait in the journal.
 */
export function startDrain({ journal, database, onError, tick = 1000 }: DrainOptions): Drain {
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  let woken = Promise.withResolvers<void>();
  const waiting: PromiseWithResolvers<void>[] = [];
  const wake = () => woken.resolve();
  const unsubscribe = journal.onStored(wake);

  async function run(): Promise<void> {
    let position: number | undefined;
    while (!stopping) {
      woken = Promise.withResolvers();
      const served = waiting.splice(0);
      try {
        position ??= await cursorOf(database, journal.id);
        const part = await journal.read(position);
        if (part.next === position) {
          for (const { resolve } of served) resolve();
          await pause(tick, woken.promise);
          continue;
        }
        await storePart(position, part);
        position = part.next;
        await journal.release(position);
      } catch (error) {
        onError(error);
        await pause(tick, stopped.promise);
      }
      waiting.push(...served);
    }
    for (const { reject } of waiting) reject(new Error('The drain was stopped before everything was stored.'));
  }

  async function storePart(from: number, { events, next }: JournalPart): Promise<void> {
    const classified = events.map((event) => ({ ...event, ...classify(event) }));
    try {
      await storeEvents(database, classified, journal.id, next);
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      // One event that the database does not take must not keep the others out.
      for (const event of classified) await storeAlone(event, from);
      await storeEvents(database, [], journal.id, next);
    }
  }

  async function storeAlone(event: Parameters<typeof storeEvents>[1][number], from: number): Promise<void> {
    try {
      await storeEvents(database, [event], journal.id, from);
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      onError(error);
    }
  }

  const running = run();
  return {
    idle() {
      const stored = Promise.withResolvers<void>();
      if (stopping) stored.reject(new Error('The drain was stopped before everything was stored.'));
      else waiting.push(stored);
      wake();
      return stored.promise;
    },
    async stop() {
      stopping = true;
      unsubscribe();
      wake();
      stopped.resolve();
      await running;
    },
  };
}

/** Waits for so many milliseconds, or until called off. */
function pause(milliseconds: number, calledOff: Promise<void>): Promise<void> {
  return new Promise((over) => {
    const timer = setTimeout(over, milliseconds);
    void calledOff.then(() => {
      clearTimeout(timer);
      over();
    });
  });
}
