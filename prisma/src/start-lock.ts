import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const maxStartMs = 60_000;
const busy = 5;

/** True while a process with that id exists and may be signalled. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs `start` while holding a lock, so that two processes starting at the same time do not race. The lock is the
 * operating system's, taken through SQLite: it ends with its process, needs no space on the disk, and what the file
 * holds does not matter. Throws if it is still held after a minute.
 */
export async function withStartLock<T>(file: string, start: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const deadline = performance.now() + maxStartMs;
  let lock = take(file);
  while (lock === undefined) {
    signal?.throwIfAborted();
    if (performance.now() > deadline)
      throw new Error(
        `Another process has been starting PostgreSQL for a minute: it holds ${file}. Stop that process.`,
      );
    await sleep(50);
    lock = take(file);
  }
  try {
    return await start();
  } finally {
    lock.close();
  }
}

/** Undefined while another process has it. */
function take(file: string): DatabaseSync | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The lock file ${file} cannot be used (${reason}). If this user may write its folder, delete the file: it holds nothing, and Waymark makes a new one.`,
      { cause: error },
    );
  }
}
