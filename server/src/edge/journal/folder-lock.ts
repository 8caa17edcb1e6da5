import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/**
 * Keeps other processes out of a folder until the function it answers with is called or this process ends, however it ends.
 * Throws when another one is in. SQLite asks the operating system for the lock, so none is left behind by a crash, and a
 * process id that was given to somebody else, or is the same in two containers, does not matter.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    // With its journal in memory a lock takes no room, which a full disk does not have.
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
