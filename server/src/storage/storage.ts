import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import pg from 'pg';
import type { Log } from '../observability/log.ts';
import type { Secrets } from '../secrets/master-keys.ts';
import { orAborted } from './or-aborted.ts';
import { startSupervisedPostgres } from './supervised-postgres.ts';

/** How long a database server may take to accept a connection. */
const connectTimeoutMs = 10_000;
/** How long connections may take to close, before the server behind them is stopped in any case. */
const closeTimeoutMs = 5000;

/** Where the database is: at a URL of the operator's, or embedded in the data folder. */
export interface StorageSettings {
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
}

/** What happens while a database is opened. */
export interface OpenOptions {
  readonly log?: Log | undefined;
  /** May refuse the database by throwing: nothing in it has been changed yet. */
  readonly beforeMigrating?: ((url: string) => Promise<void>) | undefined;
  /** What encrypts the secrets in it. */
  readonly secrets?: Secrets | undefined;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** A migrated database, and how to close it; an embedded one stops with its server. */
export interface Storage {
  readonly database: Database;
  /** Its URL, which contains the password. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Makes sure that the data folder exists, is closed to other users, and is writable. Returns false for one on a disk that
 * can only be read, if there is a copy of the links in `linksFolder` to answer from. Throws a sentence otherwise.
 */
export function prepareDataFolder(folder: string, linksFolder = folder): boolean {
  try {
    makeFolder(folder);
    closeToOthers(folder);
    accessSync(folder, constants.W_OK);
    tryToWrite(folder);
    return true;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    if (reason === 'EROFS' && existsSync(join(linksFolder, 'replica', 'links.sqlite'))) return false;
    throw new Error(
      `The data folder ${folder} cannot be written (${reason}). Give this user the right to, or set WAYMARK_DATA to another folder.`,
      { cause: error },
    );
  }
}

/** With its parents. Node's own way never ends below a folder in which none can be made, such as /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder);
  }
}

/** A file system that has failed says that it can be written until somebody tries. A full one is for others to report. */
function tryToWrite(folder: string): void {
  const attempt = join(folder, `attempt.${process.pid}`);
  try {
    closeSync(openSync(attempt, 'w', 0o600));
    rmSync(attempt);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EROFS') throw error;
  }
}

/** What Waymark keeps in a data folder. */
const ownEntries =
  /^(?:journal|replica|postgres|worker-\d+|lock|(?:server|database)\.json.*|master-key(?:\.\d+)?|another-database-.*|set-aside-.*|restored|restoring|attempt\.\d+|lost\+found)$/;

/**
 * A folder that was made by hand is open to other users as a rule. One that holds other things than ours, such as /tmp,
 * is somebody else's to close; what we keep in it is closed in any case.
 */
function closeToOthers(folder: string): void {
  if (statSync(folder).mode & 0o077 && readdirSync(folder).every((entry) => ownEntries.test(entry))) {
    chmod(folder, 0o700);
  }
  for (const inside of ['journal', 'replica', 'postgres'].map((entry) => join(folder, entry))) {
    if (!existsSync(inside)) continue;
    chmod(inside, 0o700);
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      if (entry.isFile()) chmod(join(inside, entry.name), 0o600);
      // PostgreSQL does not start on data that are open to others, as they are after a copy.
      else if (entry.name === 'pgdata') chmod(join(inside, entry.name), 0o700);
    }
  }
}

function chmod(path: string, mode: number): void {
  try {
    if (statSync(path).mode & 0o077) chmodSync(path, mode);
  } catch {
    // It belongs to somebody else, or is on a disk without modes or one that can only be read.
  }
}

/**
 * Opens the database that DATABASE_URL names, or starts the embedded one, and applies missing migrations. An embedded
 * database is restarted when it dies. Throws a sentence, or the signal's reason when it is aborted; then nothing is left
 * running.
 */
export async function openStorage(
  { databaseUrl, dataFolder }: StorageSettings,
  { log, ...options }: OpenOptions = {},
): Promise<Storage> {
  const { signal } = options;
  if (databaseUrl !== undefined) {
    await orAborted(assertReachable(databaseUrl), signal);
    return openAt(databaseUrl, options);
  }
  const embedded = await startSupervisedPostgres(join(dataFolder, 'postgres'), logRestart(log), signal);
  try {
    const storage = await openAt(embedded.url, options);
    const close = async () => {
      try {
        await Promise.race([storage.close(), sleep(closeTimeoutMs, undefined, { ref: false })]);
      } finally {
        await embedded.stop();
      }
    };
    return { ...storage, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Logs that the embedded database died. */
export function logRestart(log: Log | undefined): (error?: unknown) => void {
  return (error) => {
    if (error === undefined) log?.error('the embedded database died and has been restarted');
    else log?.error({ error }, 'the embedded database died and does not start; retrying');
  };
}

/** The same in one of several processes: the primary starts and stops the embedded database. */
export async function joinStorage(settings: StorageSettings, options: OpenOptions = {}): Promise<Storage> {
  if (settings.databaseUrl !== undefined) return openStorage(settings, { ...options, log: undefined });
  const url = await findEmbeddedPostgres(join(settings.dataFolder, 'postgres'));
  if (url === undefined) throw new Error('The embedded database does not run.');
  return openAt(url, options);
}

async function openAt(url: string, { beforeMigrating, secrets, signal }: OpenOptions): Promise<Storage> {
  if (beforeMigrating !== undefined) await orAborted(beforeMigrating(url), signal);
  await orAborted(migrate(url), signal);
  const database = openDatabase(url, { secrets });
  return { database, url, close: () => database.$disconnect() };
}

/** Connects once, to distinguish a wrong URL from a failed migration. */
async function assertReachable(url: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
    // One that is cut while it closes was open.
    client.on('error', () => undefined);
    await client.connect();
    await client.end();
  } catch (error) {
    throw new Error(`${explain(error)} Check DATABASE_URL, which leads to ${placeOf(url)}.`, { cause: error });
  }
}

/** PostgreSQL's error codes (appendix A of its manual) and the system's, in plain words. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return 'No PostgreSQL server answers there.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return "The database server's host name is not known.";
  if (code === '28P01' || code === '28000') return 'The database server refuses this user name or password.';
  if (code === '3D000') return 'The database server has no database of that name; create it first.';
  if (code === '53300') return 'The database server has no connection left to give.';
  return `The database cannot be opened: ${error instanceof Error ? error.message : String(error)}.`;
}

/** Host, port and database of a URL, without user and password, wherever it contains them. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || (searchParams.get('host') ?? 'this machine')}${pathname}`;
}
