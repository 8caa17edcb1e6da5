import { pause } from '../observability/pause.ts';

const firstPauseMs = 500;
const maxPauseMs = 10_000;

/** Something that can be ended. */
interface Running {
  stop(): Promise<void>;
}

/** What was begun, or is tried again until it can be. */
export interface Begun<Result extends Running> {
  /** Undefined while it is still tried. */
  readonly running: Result | undefined;
  stop(): Promise<void>;
}

/**
 * Begins something that needs what may be away. When that fails and there is a reason to wait, it is tried again and again
 * in the background; otherwise the failure is thrown.
 */
export async function startWhenPossible<Result extends Running>(
  begin: () => Promise<Result>,
  { mayWait, onFailure, onStarted }: { mayWait: boolean; onFailure: (error: unknown) => void; onStarted: () => void },
): Promise<Begun<Result>> {
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  let running: Result | undefined;
  let trying: Promise<void> = Promise.resolve();

  async function tryAgain(): Promise<void> {
    for (let next = firstPauseMs; !stopping; next = Math.min(2 * next, maxPauseMs)) {
      await pause(next, stopped.promise);
      if (stopping) return;
      try {
        running = await begin();
        onStarted();
        return;
      } catch (error) {
        onFailure(error);
      }
    }
  }

  try {
    running = await begin();
  } catch (error) {
    if (!mayWait) throw error;
    onFailure(error);
    trying = tryAgain();
  }
  return {
    get running() {
      return running;
    },
    async stop() {
      stopping = true;
      stopped.resolve();
      await trying;
      await running?.stop();
    },
  };
}
