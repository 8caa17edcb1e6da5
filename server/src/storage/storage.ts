import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase, Prisma } from '@waymark/prisma';
import { findEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import pg from 'pg';
import type { Config } from '../config/settings.ts';
import type { Log } from '../observability/log.ts';
import { startLastingPostgres } from './supervised-postgres.ts';

/** How long a database server may take to let us in, in milliseconds. */
const patience = 10_000;

/** An up-to-date database, and what ends it: an embedded one stops with the server that uses it. */
export interface Storage {
  readonly database: Database;
  /** Where it is; holds the password. */
  readonly url: string;
  close(): Promise<void>;
}

/** Makes sure that the data folder can be written. Throws a sentence when not. */
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
 * Opens the database that DATABASE_URL names, or starts the embedded one, and applies the migrations it lacks. An embedded
 * one is started again when it dies. Throws a sentence.
 */
export async function openStorage({ databaseUrl, dataFolder }: Config, log?: Log): Promise<Storage> {
  if (databaseUrl !== undefined) {
    await knock(databaseUrl);
    return openAt(databaseUrl);
  }
  const embedded = await startLastingPostgres(join(dataFolder, 'postgres'), logRestart(log));
  const storage = await openAt(embedded.url);
  const close = async () => {
    await storage.close();
    await embedded.stop();
  };
  return { ...storage, close };
}

/** Logs that the embedded database was gone. */
export function logRestart(log: Log | undefined): (error?: unknown) => void {
  return (error) => {
    if (error === undefined) log?.error('the embedded database was gone and has been started again');
    else log?.error({ error }, 'the embedded database is gone and does not start; it is tried again');
  };
}

/** The same for a process of several: an embedded database is started and ended by the one that is above them. */
export async function joinStorage(config: Config): Promise<Storage> {
  if (config.databaseUrl !== undefined) return openStorage(config);
  const url = await findEmbeddedPostgres(join(config.dataFolder, 'postgres'));
  if (url === undefined) throw new Error('The embedded database does not run.');
  return openAt(url);
}

async function openAt(url: string): Promise<Storage> {
  await migrate(url);
  const database = openDatabase(url);
  return { database, url, close: () => database.$disconnect() };
}

/** Connects once, so that an address that cannot work is told from a migration that fails. */
async function knock(url: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience });
    await client.connect();
    await client.end();
  } catch (error) {
    throw new Error(`${explain(error)} Check DATABASE_URL, which leads to ${placeOf(url)}.`, { cause: error });
  }
}

/** PostgreSQL's error codes (appendix A of its manual) and the system's, as a person would say them. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return 'No PostgreSQL server answers there.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return "The database server's host name is not known.";
  if (code === '28P01' || code === '28000') return 'The database server refuses this user name or password.';
  if (code === '3D000') return 'The database server has no database of that name; create it first.';
  if (code === '53300') return 'The database server has no connection left to give.';
  return `The database cannot be opened: ${error instanceof Error ? error.message : String(error)}.`;
}

/** Host, port and database of an address; user and password stay out, wherever in it they stand. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || (searchParams.get('host') ?? 'this machine')}${pathname}`;
}

/**
 * Whether a query failed because the database could not be asked at all, so that asking again later may help: by Prisma's
 * code (P1… and a full pool), PostgreSQL's (classes 08, 53 and 57P, and a database that takes no connections), or the system's.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: { originalCode?: string; code?: string } };
  return /^P1|^P2024/.test(error.code) || /^08|^53|^57P|^55000|^ECONN/.test(cause?.originalCode ?? cause?.code ?? '');
}
