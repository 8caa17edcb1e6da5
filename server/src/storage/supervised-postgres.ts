import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';

const pollIntervalMs = 1000;

/** An embedded database that is restarted when its process dies, for whatever reason. */
export interface SupervisedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded database of a folder and keeps it running. Calls `onRestart` after each restart, or with the
 * reason why it failed. Throws, and leaves nothing running, when `starting` is aborted.
 */
export async function startSupervisedPostgres(
  folder: string,
  onRestart: (error?: unknown) => void,
  starting?: AbortSignal,
): Promise<SupervisedPostgres> {
  const postgres = await startEmbeddedPostgres(folder, undefined, starting);
  const stop = new AbortController();
  const { signal } = stop;

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(pollIntervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if (await postgres.revive()) onRestart();
      } catch (error) {
        onRestart(error);
      }
    }
  }

  const watching = watch();
  return {
    url: postgres.url,
    async stop() {
      stop.abort();
      await watching;
      await postgres.stop();
    },
  };
}
