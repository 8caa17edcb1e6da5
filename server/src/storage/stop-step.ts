import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../observability/log.ts';

/** How long a step may take: a database or a disk that hangs must not keep the others from being stopped. */
const stepTimeoutMs = 8000;
/** The same for an embedded database, which writes what it holds in memory when it stops. */
export const databaseStopMs = 45_000;

/**
 * A step of a stop that neither fails nor hangs, whatever it meets: those after it run in any case, and the log names the
 * one that went wrong.
 */
export function stopStep(
  log: Log,
  what: string,
  stop: () => unknown,
  timeoutMs: number = stepTimeoutMs,
): () => Promise<void> {
  return async () => {
    const late = new AbortController();
    const limit = sleep(timeoutMs, 'late' as const, { signal: late.signal }).catch(() => undefined);
    try {
      if ((await Promise.race([Promise.resolve().then(stop), limit])) === 'late')
        log.error({ step: what, seconds: timeoutMs / 1000 }, 'a step of the stop hangs; the others go on');
    } catch (error) {
      log.error({ step: what, error }, 'a step of the stop failed; the others go on');
    } finally {
      late.abort();
    }
  };
}
