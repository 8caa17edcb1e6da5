import type { ChildProcess } from 'node:child_process';

/** Messages from a worker to the primary. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly banner: string; readonly address: string }
  | { readonly kind: 'ask-metrics'; readonly question: number };

/** Replies of the primary. */
interface MetricsAnswer {
  readonly kind: 'metrics';
  readonly question: number;
  /** Undefined when collecting them failed. */
  readonly text: string | undefined;
}

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
    const hear = (message: Partial<MetricsAnswer>) => {
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
