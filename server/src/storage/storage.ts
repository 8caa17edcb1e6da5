import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import pg from 'pg';
import type { Log } from '../observability/log.ts';
import { startSupervisedPostgres } from './supervised-postgres.ts';

/** How long a database server may take to accept a connection. */
const connectTimeoutMs = 10_000;

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
}

/** A migrated database, and how to close it; an embedded one stops with its server. */
export interface Storage {
  readonly database: Database;
  /** Its URL, which contains the password. */
  readonly url: string;
  close(): Promise<void>;
}

/** Makes sure that the data folder exists and is writable. Throws a sentence otherwise. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    throw new Error(
      `The data folder ${folder} cannot be written (${reason}). Give this user the right to, or set WAYMARK_DATA to another folder.`,
      { cause: error },
    );
  }
}

/**
 * Opens the database that DATABASE_URL names, or starts the embedded one, and applies missing migrations. An embedded
 * database is restarted when it dies. Throws a sentence.
 */
export async function openStorage(
  { databaseUrl, dataFolder }: StorageSettings,
  { log, beforeMigrating }: OpenOptions = {},
): Promise<Storage> {
  if (databaseUrl !== undefined) {
    await assertReachable(databaseUrl);
    return openAt(databaseUrl, beforeMigrating);
  }
  const embedded = await startSupervisedPostgres(join(dataFolder, 'postgres'), logRestart(log));
  try {
    const storage = await openAt(embedded.url, beforeMigrating);
    const close = async () => {
      await storage.close();
      await embedded.stop();
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
export async function joinStorage(settings: StorageSettings, { beforeMigrating }: OpenOptions = {}): Promise<Storage> {
  if (settings.databaseUrl !== undefined) return openStorage(settings, { beforeMigrating });
  const url = await findEmbeddedPostgres(join(settings.dataFolder, 'postgres'));
  if (url === undefined) throw new Error('The embedded database does not run.');
  return openAt(url, beforeMigrating);
}

async function openAt(url: string, beforeMigrating?: OpenOptions['beforeMigrating']): Promise<Storage> {
  await beforeMigrating?.(url);
  await migrate(url);
  const database = openDatabase(url);
  return { database, url, close: () => database.$disconnect() };
}

/** Connects once, to distinguish a wrong URL from a failed migration. */
async function assertReachable(url: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
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
