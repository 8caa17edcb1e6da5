import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '@waymark/prisma';
import { migrationNames } from '@waymark/prisma/migrate';
import type { Config } from '../config/settings.ts';
import { masterKeyIdOf } from '../identity/master-key.ts';
import { onConnection } from '../identity/on-connection.ts';
import { MasterKeys } from '../secrets/master-keys.ts';
import { startExistingPostgres } from '../storage/existing-postgres.ts';

/** What a command works on: the database of the server that has these settings, whether or not it runs. */
export interface Installation {
  readonly database: Database;
  readonly url: string;
  readonly masterKeys: MasterKeys;
  /** Where members reach the server. */
  readonly address: string;
}

/**
 * Lets a command use the database: that of DATABASE_URL, or the embedded one, which is adopted where a server runs on it and
 * otherwise started for this long. Throws a sentence.
 */
export async function withInstallation<Result>(
  config: Config,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const embedded = config.databaseUrl === undefined ? await startExistingPostgres(config.dataFolder) : undefined;
  try {
    const url = config.databaseUrl ?? embedded!.url;
    await assertCurrent(url);
    const masterKeys = new MasterKeys(config);
    const used = await onConnection(url, masterKeyIdOf);
    if (used !== undefined) masterKeys.use(used);
    const database = openDatabase(url, { connections: 2, secrets: masterKeys });
    try {
      return await work({ database, url, masterKeys, address: addressOf(config) });
    } finally {
      await database.$disconnect();
    }
  } finally {
    if (embedded?.adopted === false) await embedded.stop();
  }
}

/** Commands change nothing about the tables: that is the server's part. */
async function assertCurrent(url: string): Promise<void> {
  const done = await onConnection(url, async (query) => {
    const [table] = await query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`, []);
    return table?.there === true
      ? query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL', [])
      : [];
  });
  const names = new Set(done.map(({ migration_name }) => migration_name));
  if ((await migrationNames()).some((name) => !names.has(name)))
    throw new Error('This database was not used by a server of this version yet. Start one on it first.');
}

function addressOf({ publicUrl, dataFolder, port }: Config): string {
  if (publicUrl !== undefined) return publicUrl.origin;
  try {
    return String(JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')).url);
  } catch {
    return `http://localhost:${port}`;
  }
}
