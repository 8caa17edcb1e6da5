/** The program of a thread that moves events from the segments of a journal into the database; started by drain-beside.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { breakPool, openPool } from '@waymark/prisma/pool';
import { createBirpc } from 'birpc';
import { SegmentReader } from '../../../edge/journal/segment-reader.ts';
import { lowerPriority } from '../../../threads/low-priority.ts';
import { coreWaits } from '../../../threads/run-queue.ts';
import { startDrain } from '../drain.ts';
import type { AnsweringCalls, StoringCalls, StoringTask } from './calls.ts';
import { SegmentsElsewhere } from './segments-elsewhere.ts';

const { url, journal, epoch, pollIntervalMs }: StoringTask = workerData;

lowerPriority();

/** While the thread that answers waits for a core more than this share of the time, … */
const maxWaits = 0.02;
/** … so many events a second are stored, although more could be: the rest waits in the journal. */
const paceWhileBusy = 6000;
const waits = coreWaits();
const pauseAfter = (events: number, tookMs: number) =>
  waits() > maxWaits ? Math.max(0, (events / paceWhileBusy) * 1000 - tookMs) : 0;

const listeners = new Set<() => void>();
const hear = (state: SegmentsElsewhere['state']) => {
  segments.state = state;
  for (const listener of listeners) listener();
};

const calls: StoringCalls = {
  stored: hear,
  idle(state) {
    hear(state);
    return drain.idle();
  },
  breakConnections: () => breakPool(pool),
  async stop() {
    await drain.stop();
    await pool.end();
    parentPort?.close();
  },
};
const answering = createBirpc<AnsweringCalls, StoringCalls>(calls, {
  post: (message) => parentPort?.postMessage(message),
  on: (listener) => parentPort?.on('message', listener),
  timeout: -1,
});

const pool = openPool(url, 2);
const segments = new SegmentsElsewhere(journal.segments, answering);
const reader = new SegmentReader(journal.folder, segments);
const drain = startDrain({
  journal: {
    id: journal.id,
    resume: async (cursor) => reader.resume(cursor),
    read: (maxBytes) => reader.read(maxBytes),
    onStored(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
  pool,
  pauseAfter,
  guard: epoch === undefined ? undefined : { epoch, assertSame: () => answering.assertSame() },
  ...(pollIntervalMs !== undefined && { pollIntervalMs }),
  onError: (error) => void answering.failed.asEvent(error),
  onReadError: (error) => void answering.readFailed.asEvent(error),
  onDrained: (events) => void answering.drained.asEvent(events),
  onUnknown: (events) => void answering.unknown.asEvent(events),
  onHeld: (oldest) => void answering.holds.asEvent(oldest),
});
