/** What a server says of moving events into the database. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, askingMetrics } from '../server/test/ask.ts';

/** Longer than a batch takes, so that batches do not show. */
const sampleMs = 2000;

export interface Storing {
  readonly drained: number;
  readonly waitingBytes: number;
}

export async function storingOf(port: number): Promise<Storing> {
  const { text } = await ask(port, '/metrics', askingMetrics);
  const valueOfMetric = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  return {
    drained: valueOfMetric('waymark_events_drained_total'),
    waitingBytes: valueOfMetric('waymark_event_log_waiting_bytes'),
  };
}

/**
 * Looks every two seconds how many events were stored, until the returned function is called. That returns the rates a
 * second, without the first and the last one, during which there was not always load.
 */
export function watchStoring(port: number): () => Promise<number[]> {
  const rates: number[] = [];
  let stopped = false;
  const watch = async () => {
    let [at, before] = [performance.now(), await storingOf(port)];
    while (!stopped) {
      await sleep(sampleMs);
      const now = await storingOf(port);
      rates.push(((now.drained - before.drained) / (performance.now() - at)) * 1000);
      [at, before] = [performance.now(), now];
    }
  };
  const watching = watch();
  return async () => {
    stopped = true;
    await watching;
    return rates.slice(1, -1);
  };
}
