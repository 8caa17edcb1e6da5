import type { ChildProcess } from 'node:child_process';
import type { Worker as WorkerProcess } from 'node:cluster';

/** Messages from a worker to the primary; `closed`: it has closed the socket. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly banner: string; readonly address: string }
  | { readonly kind: 'ask-metrics'; readonly question: number }
  | { readonly kind: 'closed' };

/** Replies of the primary; `all-closed`: every process has closed the socket. */
type Reply = MetricsAnswer | { readonly kind: 'all-closed' };

interface MetricsAnswer {
  readonly kind: 'metrics';
  readonly question: number;
  /** Undefined when collecting them failed. */
  readonly text: string | undefined;
}

/** How long a worker waits for the others to close the socket; answers are held meanwhile. */
const maxCloseMs = 2000;

let questions = 0;

/** In a worker: sends a message to the primary. */
export function tellPrimary(message: WorkerMessage): void {
  // One that is gone has ended this process, too.
  process.send?.(message, () => undefined);
}

/** In a worker: the metrics of all workers together. Rejects when collecting them fails. */
export function metricsOfAllWorkers(): Promise<string> {
  const question = ++questions;
  return new Promise((collected, failed) => {
    const hear = (message: Reply) => {
      if (message.kind !== 'metrics' || message.question !== question) return;
      process.off('message', hear);
      if (message.text === undefined) failed(new Error('A process did not report its metrics; try again.'));
      else collected(message.text);
    };
    process.on('message', hear);
    tellPrimary({ kind: 'ask-metrics', question });
  });
}

/** In the primary: replies to a worker. */
export async function answerMetrics(
  worker: Pick<ChildProcess, 'send' | 'connected'>,
  question: number,
  collect: () => Promise<string>,
): Promise<void> {
  const text = await collect().catch(() => undefined);
  const answer: MetricsAnswer = { kind: 'metrics', question, text };
  if (worker.connected) worker.send(answer);
}

/** In a worker that has closed the socket: resolves once no process has it open, or when that takes too long. */
export async function closedByAll(): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const hear = (message: Reply) => message.kind === 'all-closed' && closed.resolve();
  process.on('message', hear);
  // The message follows the one by which Node tells the primary that this worker has closed the socket.
  tellPrimary({ kind: 'closed' });
  const timer = setTimeout(closed.resolve, maxCloseMs);
  await closed.promise;
  clearTimeout(timer);
  process.off('message', hear);
}

/** In the primary: replies to a worker that has closed the socket. */
export function answerClosed(worker: Pick<WorkerProcess, 'send' | 'isConnected'>): void {
  const answer: Reply = { kind: 'all-closed' };
  if (worker.isConnected()) worker.send(answer);
}
