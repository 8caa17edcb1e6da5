import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { pause } from '../observability/pause.ts';

const pollIntervalMs = 1000;

/** An embedded database that is restarted when its process dies, for whatever reason. */
export interface SupervisedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded database of a folder and keeps it running. Calls `onRestart` after each restart, or with the
 * reason why it failed.
 */
export async function startSupervisedPostgres(
  folder: string,
  onRestart: (error?: unknown) => void,
): Promise<SupervisedPostgres> {
  const postgres = await startEmbeddedPostgres(folder);
  let stopping = false;
  const woken = Promise.withResolvers<void>();

  async function watch(): Promise<void> {
    while (!stopping) {
      await pause(pollIntervalMs, woken.promise);
      if (stopping) return;
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
      stopping = true;
      woken.resolve();
      await watching;
      await postgres.stop();
    },
  };
}
