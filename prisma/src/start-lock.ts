import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const maxStartMs = 60_000;

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
 * Runs `start` while holding the lock file, so that two processes starting at the same time do not race.
 * A lock whose holder died, or that is older than a minute, is taken over. Throws if it is still held after a minute.
 */
export async function withStartLock<T>(file: string, start: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + maxStartMs;
  while (!take(file)) {
    if (abandoned(file)) rmSync(file, { force: true });
    else if (Date.now() > deadline)
      throw new Error(`Another process that is starting holds ${file}. If there is none, delete that file.`);
    else await sleep(50);
  }
  try {
    return await start();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeFileSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function abandoned(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    return (holder > 0 && !alive(holder)) || Date.now() - statSync(file).mtimeMs > maxStartMs;
  } catch {
    return false;
  }
}
