import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Journal, JournalBatch } from '../../edge/journal/journal.ts';
import { classify } from '../clients/classify.ts';
import {
  type ClassifiedEvent,
  cursorOf,
  type DatabaseGuard,
  refusedByDatabase,
  type StoredBatch,
  storeEvents,
} from './store.ts';

/** Moves events from the journal into the database for as long as the server runs. */
export interface Drain {
  /**
   * When the oldest event that is being stored right now happened, in milliseconds since 1970; undefined when there is
   * none.
   */
  readonly oldestWaiting: number | undefined;
  /**
   * Resolves when everything in the journal at the time of the call is in the database; rejects when stopped earlier.
   */
  idle(): Promise<void>;
  /** Stops after the current batch; the rest stays in the journal for the next start. */
  stop(): Promise<void>;
}

export interface DrainOptions {
  readonly journal: Pick<Journal, 'id' | 'resume' | 'read' | 'onStored'>;
  readonly pool: pg.Pool;
  /** While the database is another one, nothing is stored. */
  readonly guard?: DatabaseGuard | undefined;
  /** Called with every failure of the database; the drain retries by itself. */
  readonly onError: (error: unknown) => void;
  /** The same for failures of the journal, which are not the database's. */
  readonly onReadError?: (error: unknown) => void;
  /** Called with how many events the database has stored, and with 0 when there are none left. */
  readonly onDrained?: (events: number) => void;
  /** Called with how many events could not be stored, because the database does not have their mailing. */
  readonly onUnknown?: (events: number) => void;
  /** Called with when the oldest event of the batch that is being stored happened; with undefined when it is stored. */
  readonly onHeld?: (oldest: number | undefined) => void;
  /** Says how long to pause, in milliseconds, after so many events that took so long. */
  readonly pauseAfter?: (events: number, tookMs: number) => number;
  /** How long to wait after a failure, and before looking for events that nobody announced. */
  readonly pollIntervalMs?: number;
  /** How long a few events wait for more before they are stored. */
  readonly gatherMs?: number;
}

/** Fewer events than this wait for more. */
const fewEvents = 1000;
/** How long a batch should take to store: what else the database does waits for as long. */
const batchMs = 100;
const [leastBytes, mostBytes] = [64 * 1024, 512 * 1024];

/**
 * Starts reading at the cursor that the database has for this journal. Every event is stored exactly once, because
 * events and cursor are stored together and duplicate ids are ignored. While the database is away, events wait in the
 * journal.
 */
export function startDrain({
  journal,
  pool,
  guard,
  onError,
  onReadError = onError,
  onDrained,
  onUnknown,
  onHeld,
  pauseAfter = () => 0,
  pollIntervalMs = 1000,
  gatherMs = 100,
}: DrainOptions): Drain {
  const stop = new AbortController();
  const stopped = stop.signal;
  /** Aborted when there may be more to read, which ends the wait for it. */
  let news = new AbortController();
  /** Aborted when somebody waits for everything to be stored, which ends the wait for more events. */
  let hurry = new AbortController();
  let held: JournalBatch | undefined;
  let batchBytes = leastBytes;
  const waiting: PromiseWithResolvers<void>[] = [];
  const wake = () => news.abort();
  const unsubscribe = journal.onStored(wake);

  async function run(): Promise<void> {
    await untilItWorks(async () => journal.resume(await cursorOf(pool, journal.id)));
    while (!stopped.aborted) {
      news = new AbortController();
      hurry = new AbortController();
      const served = waiting.splice(0);
      const stored = await storeAll();
      if (!stopped.aborted && stored !== undefined) for (const { resolve } of served.splice(0)) resolve();
      waiting.push(...served);
      if (stored === undefined) await sleepUnless(stopped, pollIntervalMs);
      else if (waiting.length === 0) {
        if (stored > 0 && stored < fewEvents) await sleepUnless(hurry.signal, gatherMs);
        await sleepUnless(news.signal, pollIntervalMs);
      }
    }
    for (const { reject } of waiting) reject(new Error('The drain was stopped before everything was stored.'));
  }

  /**
   * Stores batch after batch while reading the next one; returns how many events there were, or undefined when reading
   * failed.
   */
  async function storeAll(): Promise<number | undefined> {
    let count = 0;
    try {
      for (let next = journal.read(batchBytes); !stopped.aborted; ) {
        const batch = await next;
        if (batch === undefined) break;
        next = journal.read(batchBytes);
        // Reported when this batch is awaited.
        next.catch(() => undefined);
        held = batch;
        const began = performance.now();
        onHeld?.(batch.events[0]?.at);
        const stored = await untilItWorks(() => storePart(batch));
        if (stored === undefined) break;
        if (stored.unknown > 0) onUnknown?.(stored.unknown);
        await batch.release(stored.unknown);
        held = undefined;
        onHeld?.(undefined);
        count += batch.events.length;
        onDrained?.(batch.events.length);
        const tookMs = performance.now() - began;
        batchBytes = Math.min(Math.max(leastBytes, Math.floor((batchBytes * batchMs) / tookMs)), mostBytes);
        const pauseMs = pauseAfter(batch.events.length, tookMs);
        if (pauseMs > 0) await sleepUnless(hurry.signal, pauseMs);
      }
      if (!stopped.aborted) onDrained?.(0);
      return count;
    } catch (error) {
      onReadError(error);
      return undefined;
    }
  }

  /** Retries until it succeeds; undefined when the drain is stopped before. */
  async function untilItWorks<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    while (!stopped.aborted) {
      try {
        return await step();
      } catch (error) {
        onError(error);
        await sleepUnless(stopped, pollIntervalMs);
      }
    }
    return undefined;
  }

  async function storePart({ events, cursor: position }: JournalBatch): Promise<StoredBatch> {
    const cursor = position === undefined ? undefined : { journal: journal.id, position };
    const classified = events.map((event) => ({ ...event, ...classify(event) }));
    try {
      return await storeEvents(pool, classified, cursor, guard);
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      // One event that the database rejects must not block the others.
      let unknown = 0;
      for (const event of classified) unknown += await storeAlone(event);
      await storeEvents(pool, [], cursor, guard);
      return { unknown };
    }
  }

  async function storeAlone(event: ClassifiedEvent): Promise<number> {
    try {
      return (await storeEvents(pool, [event], undefined, guard)).unknown;
    } catch (error) {
      if (!refusedByDatabase(error)) throw error;
      onError(error);
      return 0;
    }
  }

  const running = run();
  return {
    get oldestWaiting() {
      return held?.events[0]?.at;
    },
    idle() {
      const stored = Promise.withResolvers<void>();
      if (stopped.aborted) stored.reject(new Error('The drain was stopped before everything was stored.'));
      else waiting.push(stored);
      hurry.abort();
      wake();
      return stored.promise;
    },
    async stop() {
      unsubscribe();
      stop.abort();
      hurry.abort();
      wake();
      await running;
    },
  };
}

async function sleepUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
