import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { SegmentsState } from '../../../edge/journal/readable-segments.ts';
import type { AnsweringCalls, StoringCalls, StoringTask } from './calls.ts';

/** The young objects of a batch fit in here, and the batches of both of its hands. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

/** A thread that stores events. */
export interface StoringThread {
  /** Calls without an answer; they fail silently when the thread has ended. */
  readonly calls: { stored(segments: SegmentsState): void; breakConnections(): void };
  /** Resolves to whether everything up to here is in the database; false when the thread ended earlier. */
  idle(segments: SegmentsState): Promise<boolean>;
  /** Ends it after the current batch. */
  stop(): Promise<void>;
  /** Resolves when it has ended, with the reason if nobody had stopped it. */
  readonly ended: Promise<unknown>;
}

/** Starts a thread that stores events, and answers it. */
export function startStoringThread(task: StoringTask, answering: AnsweringCalls): StoringThread {
  const worker = new Worker(new URL('storing-thread.ts', import.meta.url), { workerData: task, resourceLimits });
  // Events wait in the journal: they keep no program running.
  worker.unref();
  const calls = createBirpc<StoringCalls, AnsweringCalls>(answering, {
    post: (message) => worker.postMessage(message),
    on: (listener) => worker.on('message', listener),
    timeout: -1,
  });
  let stopping = false;
  const ended = new Promise<unknown>((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', (code) =>
      resolve(stopping ? undefined : new Error(`The thread that stores ended with ${code}.`)),
    );
  });
  void ended.then(() => calls.$close());
  return {
    ended,
    calls: {
      stored: (segments) => void calls.stored.asEvent(segments),
      breakConnections: () => void calls.breakConnections.asEvent(),
    },
    idle: (segments) =>
      calls.idle(segments).then(
        () => true,
        () => false,
      ),
    async stop() {
      stopping = true;
      await calls.stop().catch(() => undefined);
      await worker.terminate();
    },
  };
}
