import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Config } from '../config/settings.ts';
import type { Query } from '../feed/read-entities.ts';
import { readDatabaseState } from '../identity/database-state.ts';
import { masterKeyIdOf } from '../identity/master-key.ts';
import { writtenKeys } from '../secrets/master-key-file.ts';
import { type MasterKeySettings, MasterKeys } from '../secrets/master-keys.ts';
import { startExistingPostgres } from '../storage/existing-postgres.ts';
import { type ArchiveWriter, createArchive } from './archive.ts';
import { type BackupHead, entryNames } from './backup-head.ts';
import { addEventLogs } from './event-logs.ts';
import { counted, type Progress } from './progress.ts';
import { columnsIn, quoted, tablesOf } from './tables.ts';

/** What a backup is made of. */
export interface BackUpSettings
  extends Pick<Config, 'databaseUrl' | 'dataFolder' | 'natsCredentials' | 'domainConnectKey'>,
    MasterKeySettings {
  /** The settings that the operator has made, by name. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Writes a backup of everything: the database in one snapshot with all keys, the event logs of this machine, and the
 * settings with the files that they name. Servers go on working meanwhile. Throws a sentence.
 */
export async function backUp(file: string, settings: BackUpSettings, progress: Progress): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists. Give the backup another name.`);
  const { databaseUrl, dataFolder } = settings;
  const embedded = databaseUrl === undefined ? await startExistingPostgres(dataFolder) : undefined;
  const client = new pg.Client({ connectionString: databaseUrl ?? embedded?.url, application_name: 'waymark-backup' });
  client.on('error', () => undefined);
  const archive = createArchive(file);
  try {
    await client.connect();
    await addSettings(archive, settings);
    const masterKeys = new MasterKeys(settings);
    await archive.add(entryNames.masterKey, writtenKeys(masterKeys.keys));
    await addEventLogs(archive, dataFolder, progress);
    await addDatabase(archive, client, { progress, masterKeys });
    await archive.close();
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
    if (embedded?.adopted === false) await embedded.stop();
  }
}

async function addSettings(
  archive: ArchiveWriter,
  { given, natsCredentials, domainConnectKey }: BackUpSettings,
): Promise<void> {
  const lines = Object.entries(given).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  await archive.add(entryNames.settings, lines.join(''));
  const files = { NATS_CREDS: natsCredentials, WAYMARK_DOMAIN_CONNECT_KEY: domainConnectKey };
  for (const [name, path] of Object.entries(files))
    if (path !== undefined) await archive.add(`${entryNames.files}/${name}`, await readFile(path));
}

async function addDatabase(
  archive: ArchiveWriter,
  client: pg.Client,
  { progress, masterKeys }: { progress: Progress; masterKeys: MasterKeys },
): Promise<void> {
  const query: Query = async (sql, parameters) => (await client.query(sql, [...parameters])).rows;
  await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', []);
  // Dates and numbers are written the same everywhere.
  await query(`SET LOCAL TimeZone = 'UTC'`, []);
  await query('SET LOCAL extra_float_digits = 1', []);
  const head = await headOf(query);
  // A backup that nobody can read is none.
  if (head.masterKey) masterKeys.use(head.masterKey);
  await archive.add(entryNames.head, `${JSON.stringify(head, null, 2)}\n`);
  for (const table of head.tables) {
    progress.say(`table ${table.name}`);
    const rows = client.query(copyTo(`COPY (SELECT ${columnsIn(table)} FROM ${quoted(table.name)}) TO STDOUT`));
    await archive.addAll(`${entryNames.tables}/${table.name}`, counted(rows, progress));
  }
  await query('COMMIT', []);
}

async function headOf(query: Query): Promise<BackupHead> {
  const { stored } = await readDatabaseState(query);
  if (stored === undefined)
    throw new Error('This database was not used by a server of this version yet. Start one on it first.');
  const migrations = await query(
    'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
    [],
  );
  const months = await query(
    `SELECT replace(substr(relname, 7), '_', '-') || '-01T00:00:00Z' AS month
     FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = 'event'::regclass AND relname ~ '^event_[0-9]{4}_[0-9]{2}$' ORDER BY 1`,
    [],
  );
  const sequences = await query(
    `SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL`,
    [],
  );
  const [now] = await query('SELECT now() AS at', []);
  return {
    format: 1,
    at: new Date(String(now?.at)).toISOString(),
    installation: stored.installation,
    masterKey: await masterKeyIdOf(query),
    migrations: migrations.map((row) => String(row.migration_name)),
    tables: await tablesOf(query),
    eventMonths: months.map(({ month }) => String(month)),
    sequences: sequences.map(({ name, value }) => ({ name: String(name), value: String(value) })),
  };
}
