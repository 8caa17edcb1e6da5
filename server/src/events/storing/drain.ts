import type { Database } from '@waymark/prisma';
import type { Journal, JournalPart } from '../../edge/journal/journal.ts';
import { pause } from '../../observability/pause.ts';
import { classify } from '../clients/classify.ts';
import { type ClassifiedEvent, cursorOf, refusedByDatabase, storeEvents } from './store.ts';

/** Moves events from the journal into the database for as long as the server runs. */
export interface Drain {
  /** When the oldest event happened that is being stored right now, in milliseconds since 1970; undefined when none is. */
  readonly oldestWaiting: number | undefined;
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
  /** Told how many events the database has taken. */
  readonly onDrained?: (events: number) => void;
  /** How long to wait after a failure, and for news that nobody announced, in milliseconds. */
  readonly tick?: number;
  /** How long events gather before the next few are stored, in milliseconds. */
  readonly gather?: number;
}

/** Parts of fewer events than this are not worth hurrying for. */
const fewEvents = 1000;

/**
 * Starts reading where the database says this journal was left. Every event arrives exactly once, since events and cursor
 * are stored together and an id is stored once; while the database is away, events wait in the journal.
 */
export function startDrain({ journal, database, onError, onDrained, tick = 1000, gather = 100 }: DrainOptions): Drain {
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  let woken = Promise.withResolvers<void>();
  let asked = Promise.withResolvers<void>();
  let held: JournalPart | undefined;
  const waiting: PromiseWithResolvers<void>[] = [];
  const wake = () => woken.resolve();
  const unsubscribe = journal.onStored(wake);

  async function run(): Promise<void> {
    await untilItWorks(async () => journal.resume(await cursorOf(database, journal.id)));
    while (!stopping) {
      woken = Promise.withResolvers();
      asked = Promise.withResolvers();
      const served = waiting.splice(0);
      const stored = await storeAll();
      if (!stopping && stored !== undefined) for (const { resolve } of served.splice(0)) resolve();
      waiting.push(...served);
      if (stored === undefined) await pause(tick, stopped.promise);
      else if (waiting.length === 0) {
        if (stored > 0 && stored < fewEvents) await pause(gather, asked.promise);
        await pause(tick, woken.promise);
      }
    }
    for (const { reject } of waiting) reject(new Error('The drain was stopped before everything was stored.'));
  }

  /** Stores part after part, reading the next one meanwhile; answers how many events that were, undefined when reading failed. */
  async function storeAll(): Promise<number | undefined> {
    let count = 0;
    try {
      for (let next = journal.read(); !stopping; ) {
        const part = await next;
        if (part === undefined) break;
        next = journal.read();
        // Reported when it is this one's turn.
        next.catch(() => undefined);
        held = part;
        await untilItWorks(() => storePart(part));
        if (stopping) break;
        await part.release();
        held = undefined;
        count += part.events.length;
        onDrained?.(part.events.length);
      }
      return count;
    } catch (error) {
      onError(error);
      return undefined;
    }
  }

  /** Tries until it has worked or the drain is stopped. */
  async function untilItWorks(step: () => Promise<void>): Promise<void> {
    while (!stopping) {
      try {
        return await step();
      } catch (error) {
        onError(error);
        await pause(tick, stopped.promise);
      }
    }
  }

  async function storePart({ events, cursor }: JournalPart): Promise<void> {
    const read = cursor === undefined ? undefined : { journal: journal.id, position: cursor };
    const classified = events.map((event) => ({ ...event, ...classify(event) }));
    try {
      await storeEvents(database, classified, read);
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      // One event that the database does not take must not keep the others out.
      for (const event of classified) await storeAlone(event);
      await storeEvents(database, [], read);
    }
  }

  async function storeAlone(event: ClassifiedEvent): Promise<void> {
    try {
      await storeEvents(database, [event]);
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      onError(error);
    }
  }

  const running = run();
  return {
    get oldestWaiting() {
      return held?.events[0]?.at;
    },
    idle() {
      const stored = Promise.withResolvers<void>();
      if (stopping) stored.reject(new Error('The drain was stopped before everything was stored.'));
      else waiting.push(stored);
      asked.resolve();
      wake();
      return stored.promise;
    },
    async stop() {
      stopping = true;
      unsubscribe();
      asked.resolve();
      wake();
      stopped.resolve();
      await running;
    },
  };
}
