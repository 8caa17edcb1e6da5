import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { alive } from './start-lock.ts';

/** How long PostgreSQL may take to stop after its open transactions, and then at once. */
const [fastStopMs, immediateStopMs] = [20_000, 5000];

/** A PostgreSQL server, as the file in its data folder has it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const pidFile = (dataFolder: string) => join(dataFolder, 'postmaster.pid');

/**
 * The server that runs on a data folder. A server that was killed leaves its file behind, and the number in it may
 * belong to any other process by now: in a container it nearly always does. PostgreSQL itself believes the number and
 * does not start, so such a file is deleted. Call it only while holding the start lock.
 */
export function runningPostmaster(dataFolder: string): Postmaster | undefined {
  const found = readPidFile(dataFolder);
  if (found !== undefined && isPostmasterOf(found.pid, dataFolder)) return found;
  rmSync(pidFile(dataFolder), { force: true });
  return undefined;
}

/** What the file says, whether or not it is true. */
export function readPidFile(dataFolder: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(dataFolder), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) ? { pid, port } : undefined;
}

/** Whether a process is the PostgreSQL server of a data folder: by its command line and the folder it works in. */
export function isPostmasterOf(pid: number, dataFolder: string): boolean {
  if (!alive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = commandOf(pid);
  if (process.platform !== 'linux') return command.includes(dataFolder);
  const [program = '', ...args] = command.split('\0');
  const named = args[args.indexOf('-D') + 1];
  if (!/(?:^|\/)postgres$/.test(program) || !args.includes('-D') || named === undefined) return false;
  try {
    const [own, its] = [statSync(dataFolder), statSync(`/proc/${pid}/cwd`)];
    return own.dev === its.dev && own.ino === its.ino;
  } catch {
    return resolve(named) === dataFolder;
  }
}

/** Empty for a process that is gone, or dead and not yet collected by its parent. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Stops the server of a data folder after open transactions; resolves when its process is gone. */
export async function stopPostmaster(pid: number, dataFolder: string): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/f', '/t']);
    return;
  }
  const isGone = async (timeoutMs: number) => {
    const deadline = performance.now() + timeoutMs;
    while (isPostmasterOf(pid, dataFolder) && performance.now() < deadline) await sleep(25);
    return !isPostmasterOf(pid, dataFolder);
  };
  const send = (signal: NodeJS.Signals) => isPostmasterOf(pid, dataFolder) && process.kill(pid, signal);
  // A server that was halted does not hear the others until it goes on.
  for (const [signals, timeoutMs] of [
    [['SIGINT', 'SIGCONT'], fastStopMs],
    [['SIGQUIT'], immediateStopMs],
    [['SIGKILL'], immediateStopMs],
  ] as const) {
    for (const signal of signals) send(signal);
    if (await isGone(timeoutMs)) break;
  }
  // Until its parent has collected it, its number is taken; a parent that never does must not keep us.
  for (let attempt = 0; alive(pid) && attempt < 20; attempt++) await sleep(25);
}

/** What a server says to a password: `yes` or `no`, or nothing. */
export async function answerOf(url: string): Promise<'yes' | 'no' | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000, query_timeout: 1000 });
  // A connection cut by a server that is going down is reported here as well as by the query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'yes';
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === '28P01' ? 'no' : undefined;
  } finally {
    // A halted server does not close its side.
    await Promise.race([client.end().catch(() => undefined), sleep(1000, undefined, { ref: false })]);
  }
}
