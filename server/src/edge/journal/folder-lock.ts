import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/**
 * Keeps other processes out of a folder until the returned function is called or this process ends, however it ends.
 * Throws when another one holds it. SQLite takes the lock from the operating system, so a crash leaves none behind, and
 * process ids that are reused, or equal in two containers, do not matter.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    // With SQLite's journal in memory, the lock needs no disk space, so it works on a full disk too.
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) {
      throw new Error(
        `Another Waymark server keeps its events in ${folder}. Stop it, or give this one a folder of its own.`,
      );
    }
    throw error;
  }
  return () => lock.close();
}
