import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandFor, postgresBinaries } from './embedded-binaries.ts';
import { alive, withStartLock } from './start-lock.ts';

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
 * Throws a readable error if the folder is not writable or the server does not start.
 */
export async function startEmbeddedPostgres(folder: string, database = 'waymark'): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const locked = <Result>(work: () => Promise<Result>) => withStartLock(join(home, 'start.lock'), work);
  let running = await locked(async () => {
    const found = (await adopt(home)) ?? (await create(home));
    await createDatabase(urlOf(home, found.port, database), urlOf(home, found.port, 'postgres'), database);
    return found;
  });
  const { port, adopted } = running;
  const url = urlOf(home, port, database);
  return {
    url,
    adopted,
    get pid() {
      return running.pid;
    },
    async revive() {
      if (alive(running.pid)) return false;
      // Open connections depend on this port.
      running = await locked(() => launch(home, port));
      return true;
    },
    stop: () => stop(running.pid),
  };
}

/** The address of the PostgreSQL that another process started on a folder; undefined if none answers. */
export async function findEmbeddedPostgres(folder: string, database = 'waymark'): Promise<string | undefined> {
  const home = resolve(folder);
  const running = await adopt(home);
  return running && urlOf(home, running.port, database);
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
}

const dataOf = (home: string) => join(home, 'pgdata');
const logOf = (home: string) => join(home, 'postgres.log');

function urlOf(home: string, port: number, database: string): string {
  const password = readFileSync(join(home, 'password'), 'utf8').trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function adopt(home: string): Promise<Postmaster | undefined> {
  const pidFile = join(dataOf(home), 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pidLine, , , portLine] = readFileSync(pidFile, 'utf8').split('\n');
  const [pid, port] = [Number(pidLine), Number(portLine)];
  for (let attempt = 0; attempt < 50 && alive(pid); attempt++) {
    if (await answers(urlOf(home, port, 'postgres'))) return { pid, port, adopted: true };
    await sleep(100);
  }
  return;
}

async function create(home: string): Promise<Postmaster> {
  await initialise(home);
  return launch(home);
}

/** initdb works in a temporary folder that is renamed when ready: if it is killed half-way, nothing is left that looks usable. */
async function initialise(home: string): Promise<void> {
  if (existsSync(dataOf(home))) return;
  for (const left of readdirSync(home))
    if (left.startsWith('pgdata.init-')) rmSync(join(home, left), { recursive: true });
  const { initdb } = await postgresBinaries();
  const passwordFile = join(home, 'password');
  const fresh = join(home, `pgdata.init-${process.pid}`);
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  const options = [
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const result = spawnSync(...commandFor(initdb, ['-D', fresh, ...options]), { encoding: 'utf8' });
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not create its data folder: ${result.stderr.trim() || result.error?.message}`);
  }
  renameSync(fresh, dataOf(home));
}

/** Child processes of a killed server take a moment to exit; until then their shared memory blocks a new server. */
async function launch(home: string, port?: number): Promise<Postmaster> {
  for (let attempt = 0; ; attempt++) {
    const begun = existsSync(logOf(home)) ? statSync(logOf(home)).size : 0;
    try {
      return await launchOnce(home, port ?? (await freePort()));
    } catch (error) {
      const said = existsSync(logOf(home)) ? readFileSync(logOf(home)).subarray(begun).toString() : '';
      if (attempt >= 40 || !said.includes('pre-existing shared memory block')) throw error;
      await sleep(250);
    }
  }
}

async function launchOnce(home: string, port: number): Promise<Postmaster> {
  const { postgres } = await postgresBinaries();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = commandFor(postgres, ['-D', dataOf(home), '-p', String(port), ...options]);

  const log = openSync(logOf(home), 'a');
  // Detached: Ctrl-C reaches only us, and we stop PostgreSQL after our own last transaction.
  const child = spawn(command, args, { stdio: ['ignore', log, log], detached: true, windowsHide: true });
  closeSync(log);
  child.unref();
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });

  const pid = child.pid;
  if (pid === undefined) throw new Error(`PostgreSQL could not be started from ${postgres}.`);
  for (let attempt = 0; !(await answers(urlOf(home, port, 'postgres'))); attempt++) {
    if (exited || attempt > 1200) throw new Error(`PostgreSQL did not start. What it said is in ${logOf(home)}.`);
    await sleep(25);
  }
  return { pid, port, adopted: false };
}

async function createDatabase(url: string, adminUrl: string, name: string): Promise<void> {
  if (await answers(url)) return;
  const client = new pg.Client(adminUrl);
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

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  // A connection cut by a server that is going down is reported here as well as by the query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
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

async function stop(pid: number): Promise<void> {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/f', '/t']);
  else if (alive(pid)) process.kill(pid, 'SIGINT');
  for (let attempt = 0; attempt < 400 && alive(pid); attempt++) await sleep(25);
}
