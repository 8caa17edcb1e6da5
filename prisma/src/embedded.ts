import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandFor, postgresBinaries } from './embedded-binaries.ts';
import { dataOf, initialise, passwordFileOf, setPassword } from './initdb.ts';
import {
  answerOf,
  isPostmasterOf,
  type Postmaster,
  readPidFile,
  runningPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { withStartLock } from './start-lock.ts';

/** How long a running server may take to answer: it may be recovering from a crash. */
const adoptTimeoutMs = 30_000;
/** How long one is looked for that another process has started already. */
const findTimeoutMs = 5000;
/** How long a new one may take. */
const launchTimeoutMs = 60_000;
/** PostgreSQL gets cores that the server leaves free before it gets a smaller share of them. */
const niceness = 5;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // What nobody uses here: readers beside the connections, serializable transactions, replication. All of it takes memory
  // in proportion to the connections that there might be.
  io_method: 'sync',
  io_max_concurrency: '4',
  max_pred_locks_per_transaction: '10',
  max_logical_replication_workers: '0',
};

/** A running PostgreSQL; `adopted` when another process had started it. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  readonly adopted: boolean;
  /** Restarts it on the same port if its process is gone; resolves to whether it was. */
  revive(): Promise<boolean>;
  /** Stops the server after open transactions; resolves when its process has exited. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a folder, creating both at the first time, or adopts the one that already runs there
 * (left behind by a killed process, or shared with one). Listens on a free loopback port with a random password.
 * Throws a readable error if the folder is not writable or the server does not start, and when `signal` is aborted;
 * then nothing is left running that it started.
 */
export async function startEmbeddedPostgres(
  folder: string,
  database = 'waymark',
  signal?: AbortSignal,
): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = join(home, 'lock');
  const work = () => adoptOrCreate(home, database, signal);
  let { running, adopted } = await withStartLock(lock, work, signal);
  const { port } = running;
  const url = urlOf(home, port, database);
  return {
    url,
    get adopted() {
      return adopted;
    },
    get pid() {
      return running.pid;
    },
    async revive() {
      if (isPostmasterOf(running.pid, dataOf(home))) return false;
      // Open connections depend on this port.
      running = await withStartLock(lock, async () => {
        // Deletes what the dead one left behind.
        runningPostmaster(dataOf(home));
        return launch(home, port);
      });
      adopted = false;
      return true;
    },
    stop: () => stopPostmaster(running.pid, dataOf(home)),
  };
}

/** The address of the PostgreSQL that another process started on a folder; undefined if none answers. */
export async function findEmbeddedPostgres(folder: string, database = 'waymark'): Promise<string | undefined> {
  const home = resolve(folder);
  const found = readPidFile(dataOf(home));
  if (found === undefined || !isPostmasterOf(found.pid, dataOf(home))) return undefined;
  return (await answersWithin(home, found, findTimeoutMs)) ? urlOf(home, found.port, database) : undefined;
}

const logOf = (home: string) => join(home, 'postgres.log');

function urlOf(home: string, port: number, database: string): string {
  return `postgresql://postgres:${passwordOf(home)}@127.0.0.1:${port}/${database}`;
}

/** Empty when the file is lost. */
function passwordOf(home: string): string {
  try {
    return encodeURIComponent(readFileSync(passwordFileOf(home), 'utf8').trim());
  } catch {
    return '';
  }
}

async function adoptOrCreate(home: string, database: string, signal: AbortSignal | undefined) {
  const found = await adopt(home, signal);
  const running = found ?? (await create(home, signal));
  try {
    await createDatabase(urlOf(home, running.port, database), urlOf(home, running.port, 'postgres'), database);
    signal?.throwIfAborted();
  } catch (error) {
    if (found === undefined) await stopPostmaster(running.pid, dataOf(home));
    throw error;
  }
  return { running, adopted: found !== undefined };
}

async function adopt(home: string, signal: AbortSignal | undefined): Promise<Postmaster | undefined> {
  const found = runningPostmaster(dataOf(home));
  if (found === undefined) return undefined;
  const howToStop = `If nobody else needs it, stop it (kill -INT ${found.pid}) and start again.`;
  if (passwordOf(home) === '')
    throw new Error(
      `The password of the embedded database is missing: ${passwordFileOf(home)}. Its server still runs, as process ${found.pid}. ${howToStop} Waymark then sets a new password.`,
    );
  if (await answersWithin(home, found, adoptTimeoutMs, signal)) return found;
  // It may have been on its way down.
  if (runningPostmaster(dataOf(home)) === undefined) return undefined;
  throw new Error(
    `PostgreSQL runs on ${dataOf(home)}, as process ${found.pid}, and does not answer. ${howToStop} What it said is in ${logOf(home)}.`,
  );
}

async function answersWithin(
  home: string,
  { pid, port }: Postmaster,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isPostmasterOf(pid, dataOf(home)) && performance.now() < deadline) {
    signal?.throwIfAborted();
    const answer = await answerOf(urlOf(home, port, 'postgres'));
    if (answer === 'no') throw new Error(wrongPassword(home));
    if (answer === 'yes') return true;
    await sleep(100);
  }
  return false;
}

function wrongPassword(home: string): string {
  return `The embedded database refuses the password in ${passwordFileOf(home)}. Put the right file back, for example from a backup, or delete it and start again: Waymark then sets a new password.`;
}

async function create(home: string, signal: AbortSignal | undefined): Promise<Postmaster> {
  await initialise(home, signal);
  if (passwordOf(home) === '') await setPassword(home);
  return launch(home, undefined, signal);
}

/** Child processes of a killed server take a moment to exit; until then their shared memory blocks a new server. */
async function launch(home: string, port?: number, signal?: AbortSignal): Promise<Postmaster> {
  for (let attempt = 0; ; attempt++) {
    const begun = existsSync(logOf(home)) ? statSync(logOf(home)).size : 0;
    try {
      return await launchOnce(home, port ?? (await freePort()), signal);
    } catch (error) {
      const said = existsSync(logOf(home)) ? readFileSync(logOf(home)).subarray(begun).toString() : '';
      if (attempt >= 40 || !said.includes('pre-existing shared memory block')) throw error;
      await sleep(250);
    }
  }
}

async function launchOnce(home: string, port: number, signal: AbortSignal | undefined): Promise<Postmaster> {
  const { postgres } = await postgresBinaries();
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = commandFor(postgres, ['-D', dataOf(home), '-p', String(port), ...options]);

  const log = openSync(logOf(home), 'a');
  // Detached: Ctrl-C reaches only us, and we stop PostgreSQL after our own last transaction.
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, windowsHide: true });
  closeSync(log);
  child.unref();
  if (child.pid !== undefined) lowerPriority(child.pid);
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });

  const pid = child.pid;
  if (pid === undefined) throw new Error(`PostgreSQL could not be started from ${postgres}.`);
  const deadline = performance.now() + launchTimeoutMs;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const answer = await answerOf(urlOf(home, port, 'postgres'));
      if (answer === 'no') throw new Error(wrongPassword(home));
      if (answer === 'yes') return { pid, port };
      if (exited || performance.now() > deadline)
        throw new Error(`PostgreSQL did not start. What it said is in ${logOf(home)}.`);
      await sleep(25);
    }
  } catch (error) {
    if (!exited) await stopChild(child, pid, dataOf(home));
    throw error;
  }
}

/** Whoever waits for a redirect goes before what is stored. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, which is noticed by whoever waits for it.
  }
}

/** Before it is PostgreSQL, it is the program that starts it. */
async function stopChild(child: ChildProcess, pid: number, dataFolder: string): Promise<void> {
  if (!isPostmasterOf(pid, dataFolder)) child.kill('SIGKILL');
  await stopPostmaster(pid, dataFolder);
}

async function createDatabase(url: string, adminUrl: string, name: string): Promise<void> {
  if ((await answerOf(url)) === 'yes') return;
  // A connection cut by a server that is ended fails the query.
  const client = new pg.Client(adminUrl).on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // It was running after all: a busy machine may have been slow to respond.
    if (!(error instanceof pg.DatabaseError && error.code === '42P04')) throw error;
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('no free port')),
      );
    });
  });
}
