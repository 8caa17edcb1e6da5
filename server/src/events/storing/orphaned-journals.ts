import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { SegmentJournal } from '../../edge/journal/segment-journal.ts';
import { readNotes } from '../../identity/note.ts';
import type { Log } from '../../observability/log.ts';
import { dataFolders } from '../../storage/data-folders.ts';
import { startDrain } from './drain.ts';

/**
 * Moves what is left in the journals of workers that are no longer started, because there are fewer now, into the
 * database. Deletes their replicas; their empty journals and their notes stay. Returns a function that stops it.
 */
export function drainOrphanedJournals(
  dataFolder: string,
  present: readonly string[],
  { pool, log, identity }: { pool: pg.Pool; log: Log; identity: { installation: string; epoch: string } },
): () => Promise<void> {
  const stopped = new AbortController();
  async function run(): Promise<void> {
    for (const folder of dataFolders(dataFolder)) {
      if (present.includes(folder) || !existsSync(join(folder, 'journal')) || stopped.signal.aborted) continue;
      if (readNotes(folder).some(({ installation }) => installation !== identity.installation)) {
        log.error({ folder }, 'events of a former process are of another database, and stay where they are');
        continue;
      }
      await drainFolder(join(folder, 'journal'));
      await rm(join(folder, 'replica'), { recursive: true, force: true });
    }
  }

  async function drainFolder(folder: string): Promise<void> {
    const onError = (error: unknown) => log.warn({ error, folder }, 'events of a former process wait');
    const journal = await SegmentJournal.open(folder, {
      onError,
      onLost: (lost, files) => log.error({ lost, files }, 'events of a former process are missing'),
      onUnreadable: (file, error) =>
        log.error({ file, error }, 'a file of a former process cannot be read; it is set aside'),
    });
    const drain = startDrain({ journal, pool, guard: identity, onError });
    const stop = () => void drain.stop();
    stopped.signal.addEventListener('abort', stop, { once: true });
    try {
      await drain.idle();
    } finally {
      stopped.signal.removeEventListener('abort', stop);
      await drain.stop();
      await journal.close();
    }
  }

  const running = run().catch((error) => {
    if (!stopped.signal.aborted) log.warn({ error }, 'events of former processes wait for the next start');
  });
  return async () => {
    stopped.abort();
    await running;
  };
}
