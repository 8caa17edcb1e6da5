import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadableSegments, SegmentsState } from '../../../edge/journal/readable-segments.ts';
import type { SegmentJournal } from '../../../edge/journal/segment-journal.ts';
import type { Drain, DrainOptions } from '../drain.ts';
import type { AnsweringCalls } from './calls.ts';
import { type StoringThread, startStoringThread } from './start-storing-thread.ts';

export interface DrainBesideOptions extends Omit<DrainOptions, 'journal' | 'pool' | 'gatherMs' | 'onHeld'> {
  readonly journal: SegmentJournal;
  /** Of the database, with its password. */
  readonly url: string;
  /** How long the thread waits for more events before it ends. */
  readonly restMs?: number;
}

/** A drain that works in a thread of its own. */
export interface DrainBeside extends Drain {
  /** Breaks the connections to a database that hangs. */
  breakConnections(): void;
}

/** How soon the thread hears of events: each time costs the thread that answers some microseconds. */
const newsMs = 20;
/** How soon a thread that broke is replaced. */
const againMs = 1000;
const defaultRestMs = 60_000;

/**
 * Moves events from a journal into the database beside the thread that answers, whose turns it does not take: a batch
 * takes as long as some thousand clicks. There is a thread only while there are events; one that breaks is replaced.
 */
export function startDrainBeside(options: DrainBesideOptions): DrainBeside {
  const { journal, url, guard, pollIntervalMs, onError, onReadError = onError } = options;
  const { segments } = journal;
  const stop = new AbortController();
  let thread: StoringThread | undefined;
  let ending: Promise<void> | undefined;
  let oldest: number | undefined;
  let [isRested, news] = [true, false];

  const calls: AnsweringCalls = {
    begin: (position) => segments.begin(position),
    async release(position, number) {
      await segments.release(position, number);
      return stateOf(segments);
    },
    lose: (events, files) => segments.lose(events, files),
    async setAside(start, error) {
      await segments.setAside(start, error);
      return stateOf(segments);
    },
    assertSame: async () => guard?.assertSame?.(),
    failed: onError,
    readFailed: onReadError,
    drained: (events) => options.onDrained?.(events),
    unknown: (events) => options.onUnknown?.(events),
    holds(at) {
      oldest = at;
    },
  };

  /** Whether anything is to be read, or missing. */
  const isBehind = () => journal.waitingBytes > 0 || segments.released.position < segments.end;

  function running(): StoringThread {
    thread ??= begin();
    return thread;
  }

  function begin(): StoringThread {
    const { id, folder } = journal;
    const about = { url, journal: { id, folder, segments: stateOf(segments) }, epoch: guard?.epoch, pollIntervalMs };
    const begun = startStoringThread(about, calls);
    void begun.ended.then(async (error) => {
      if (thread === begun) thread = undefined;
      oldest = undefined;
      if (error === undefined) return;
      onError(error);
      await sleep(againMs, undefined, { ref: false });
      wake();
    });
    return begun;
  }

  function wake(): void {
    if (stop.signal.aborted || ending !== undefined || !isBehind()) return;
    isRested = false;
    running();
  }

  const unsubscribe = journal.onStored(() => {
    if (news) return;
    news = true;
    setTimeout(() => {
      news = false;
      if (thread === undefined || ending !== undefined) return wake();
      isRested = false;
      thread.calls.stored(stateOf(segments));
    }, newsMs).unref();
  });

  const resting = setInterval(() => {
    if (isRested && thread !== undefined && !isBehind()) void end();
    isRested = true;
  }, options.restMs ?? defaultRestMs).unref();

  async function end(): Promise<void> {
    ending ??= thread?.stop();
    await ending;
    ending = undefined;
    wake();
  }

  async function idle(): Promise<void> {
    await ending;
    while (isBehind()) {
      if (stop.signal.aborted) throw new Error('The drain was stopped before everything was stored.');
      const asked = running();
      if (await asked.idle(stateOf(segments))) return;
      await sleep(againMs);
    }
  }

  wake();
  return {
    get oldestWaiting() {
      return oldest;
    },
    idle,
    breakConnections: () => thread?.calls.breakConnections(),
    async stop() {
      stop.abort();
      unsubscribe();
      clearInterval(resting);
      await end();
    },
  };
}

const stateOf = ({ starts, end, number, released }: ReadableSegments): SegmentsState => ({
  starts: [...starts],
  end,
  number,
  released,
});
