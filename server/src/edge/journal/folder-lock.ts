import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/**
 * Keeps other processes out of a folder until the returned function is called or this process ends, however it ends.
 * Throws when another one holds it. SQLite takes the lock from the operating system, so a crash leaves none behind, and
 * process ids that are reused, or equal in two containers, do not matter.
 */
export function lockFolder(folder: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    // With SQLite's journal in memory, the lock needs no disk space, so it works on a full disk too.
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) {
      throw new Error(
        `Another Waymark server keeps its events in ${folder}. Stop it, or give this one a folder of its own.`,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The lock file ${join(folder, 'lock')} cannot be used (${reason}). If this user may write its folder, delete the file: it holds nothing, and Waymark makes a new one.`,
      { cause: error },
    );
  }
  return () => lock?.isOpen && lock.close();
}
