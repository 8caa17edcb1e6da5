import { setTimeout as sleep } from 'node:timers/promises';

const firstPauseMs = 500;
const maxPauseMs = 10_000;

/** Something that can be stopped. */
interface Running {
  stop(): Promise<void>;
}

/** Something that is running, or retried until it runs. */
export interface Begun<Result extends Running> {
  /** Undefined until a start has succeeded. */
  readonly running: Result | undefined;
  /** Stops what is running and starts it again, in the background, as often as it takes. */
  again(): void;
  stop(): Promise<void>;
}

/**
 * Starts something that may depend on an unavailable service. If that fails and waiting may help, it is retried in the
 * background; otherwise the error is thrown. `begin` is to give up, and leave nothing behind, when its signal is aborted.
 */
export async function startWhenPossible<Result extends Running>(
  begin: (signal: AbortSignal) => Promise<Result>,
  {
    mayWait,
    onFailure,
    onStarted,
  }: { mayWait: (error: unknown) => boolean; onFailure: (error: unknown) => void; onStarted: () => void },
  starting?: AbortSignal,
): Promise<Begun<Result>> {
  const stop = new AbortController();
  const signal = starting ? AbortSignal.any([stop.signal, starting]) : stop.signal;
  let running: Result | undefined;
  let trying: Promise<void> = Promise.resolve();

  async function tryAgain(): Promise<void> {
    for (let next = firstPauseMs; !signal.aborted; next = Math.min(2 * next, maxPauseMs)) {
      await sleep(next, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        running = await begin(signal);
        onStarted();
        return;
      } catch (error) {
        if (!signal.aborted) onFailure(error);
      }
    }
  }

  try {
    running = await begin(signal);
  } catch (error) {
    if (signal.aborted || !mayWait(error)) throw error;
    onFailure(error);
    trying = tryAgain();
  }
  return {
    get running() {
      return running;
    },
    again() {
      const former = running;
      if (former === undefined || signal.aborted) return;
      running = undefined;
      trying = former.stop().catch(onFailure).then(tryAgain);
    },
    async stop() {
      stop.abort();
      await trying;
      await running?.stop();
    },
  };
}
