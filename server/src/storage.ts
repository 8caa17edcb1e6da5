import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import type { Config } from './config.ts';

/** An up-to-date database, and what ends it: an embedded one stops with the server that uses it. */
export interface Storage {
  readonly database: Database;
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

/** Opens the database that DATABASE_URL names, or starts the embedded one, and applies the migrations it lacks. Throws a sentence. */
export async function openStorage(config: Config): Promise<Storage> {
  if (config.databaseUrl !== undefined) return openUrl(config.databaseUrl);
  const embedded = await startEmbeddedPostgres(join(config.dataFolder, 'postgres'));
  await migrate(embedded.url);
  const database = openDatabase(embedded.url);
  const close = async () => {
    await database.$disconnect();
    await embedded.stop();
  };
  return { database, url: embedded.url, close };
}

async function openUrl(url: string): Promise<Storage> {
  try {
    await migrate(url);
  } catch (error) {
    throw new Error(`${explain(error)} Check DATABASE_URL: ${withoutPassword(url)}.`, { cause: error });
  }
  const database = openDatabase(url);
  return { database, url, close: () => database.$disconnect() };
}

/** PostgreSQL's error classes (appendix A of its manual) and the system's, as a person would say them. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'No PostgreSQL server answers there.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return "The database server's host name is not known.";
  if (code === '28P01' || code === '28000') return 'The database server refuses this user name or password.';
  if (code === '3D000') return 'The database server has no database of that name; create it first.';
  if (code === '42501') return 'This database user may not create tables.';
  return `The database cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}
