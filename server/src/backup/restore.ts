import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startEmbeddedPostgres } from '@waymark/prisma/embedded';
import { migrate } from '@waymark/prisma/migrate';
import { openPool } from '@waymark/prisma/pool';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Config } from '../config/settings.ts';
import { lockFolder } from '../edge/journal/folder-lock.ts';
import { SegmentJournal } from '../edge/journal/segment-journal.ts';
import { startDrain } from '../events/storing/drain.ts';
import { assertEarlierState, type Belonging, settleRestored } from '../identity/belonging.ts';
import { onConnection } from '../identity/on-connection.ts';
import { knownTo, moveAside, withCopy } from '../identity/set-aside.ts';
import type { MasterKey } from '../secrets/cipher.ts';
import { type MasterKeySettings, MasterKeys } from '../secrets/master-keys.ts';
import { dataFolders } from '../storage/data-folders.ts';
import { prepareDataFolder } from '../storage/storage.ts';
import { type ArchiveEntry, readArchive } from './archive.ts';
import { type BackupHead, entryNames } from './backup-head.ts';
import { checkArchive } from './check-archive.ts';
import { counted, type Progress } from './progress.ts';
import { columnsIn, quoted } from './tables.ts';

/** Where a backup is restored to. */
export interface RestoreSettings extends Pick<Config, 'databaseUrl' | 'dataFolder' | 'cnameZone'>, MasterKeySettings {
  /** Whether what is there may be thrown away. */
  readonly overwrite: boolean;
}

/** What was restored, for a person. */
export interface Restored {
  readonly head: BackupHead;
  readonly belonging: Belonging;
  /** Events of the event logs in the backup. */
  readonly events: number;
  /** The folder with the settings and the files that they name. */
  readonly settingsFolder: string;
}

/**
 * Restores a backup into an empty database. A copy of the links that survived in the data folder gives back what was sent
 * after the backup. Refuses what is not empty unless it may be overwritten. Throws a sentence.
 */
export async function restore(file: string, settings: RestoreSettings, progress: Progress): Promise<Restored> {
  progress.say(`checking ${file}`);
  const { head, savedKeys } = await checkArchive(file);
  const masterKeys = new MasterKeys(settings);
  assertReadable(head, savedKeys, masterKeys);
  return onStoppedServer(settings, async (url) => {
    await assertReplaceable(url, head, settings);
    if (head.masterKey && !masterKeys.has(head.masterKey)) masterKeys.keep([...masterKeys.keys, ...savedKeys]);
    const settingsFolder = join(settings.dataFolder, 'restored');
    await rm(settingsFolder, { recursive: true, force: true });
    const logs = join(settings.dataFolder, 'restoring');
    await rm(logs, { recursive: true, force: true });
    await mkdir(logs, { mode: 0o700 });
    try {
      await emptyDatabase(url);
      await migrate(url, undefined, { upTo: head.migrations.at(-1) });
      await load(file, { url, head, logs, settingsFolder, progress });
      await migrate(url);
      progress.say('new keys, and what the copy of the links still has');
      const belonging = await beginAfterRestore(url, settings, masterKeys);
      const events = await drainEventLogs(url, logs, belonging.identity.epoch, progress);
      return { head, belonging, events, settingsFolder };
    } finally {
      await rm(logs, { recursive: true, force: true });
    }
  });
}

/** `--happened`: the database in place is an earlier state of itself, which nothing in it shows. */
export function declareRestored(settings: Omit<RestoreSettings, 'overwrite'>): Promise<Belonging> {
  return onStoppedServer(settings, async (url) => {
    for (const folder of dataFolders(settings.dataFolder))
      await withCopy(folder, (copy) => assertEarlierState(url, { folder, ...knownTo(folder, copy) }));
    await migrate(url);
    return beginAfterRestore(url, settings, new MasterKeys(settings));
  });
}

async function onStoppedServer<Result>(
  { databaseUrl, dataFolder }: Pick<RestoreSettings, 'databaseUrl' | 'dataFolder'>,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  prepareDataFolder(dataFolder);
  const unlock = lockFolder(dataFolder);
  try {
    if (databaseUrl !== undefined) return await work(databaseUrl);
    const embedded = await startEmbeddedPostgres(join(dataFolder, 'postgres'));
    try {
      return await work(embedded.url);
    } finally {
      await embedded.stop();
    }
  } finally {
    unlock();
  }
}

/** Throws a sentence when nobody could read the secrets of the backup here. */
function assertReadable({ masterKey }: BackupHead, saved: readonly MasterKey[], here: MasterKeys): void {
  if (!masterKey || here.has(masterKey)) return;
  if (!saved.some(({ id }) => id === masterKey))
    throw new Error(
      `The secrets in this backup are encrypted with the master key ${masterKey}, which is neither in it nor here. Put the file master-key of that time into the data folder.`,
    );
  if (here.file === undefined)
    throw new Error(
      `The secrets in this backup are encrypted with the master key ${masterKey}, and WAYMARK_MASTER_KEY is another one. Set it to that of the backup, which has it in master-key, or leave it out for the restore.`,
    );
}

async function assertReplaceable(
  url: string,
  { installation }: BackupHead,
  { dataFolder, overwrite }: RestoreSettings,
) {
  const tables = await onConnection(url, (query) =>
    query(`SELECT FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p') LIMIT 1`, []),
  );
  if (!overwrite && tables.length > 0)
    throw new Error('The database is not empty. To throw away what is in it, run this again with --overwrite.');
  for (const folder of dataFolders(dataFolder)) {
    const { notes, copy } = await withCopy(folder, (open) => knownTo(folder, open));
    const isForeign = [...notes, ...(copy ? [copy] : [])].some((note) => note.installation !== installation);
    if (!isForeign) continue;
    if (!overwrite)
      throw new Error(
        `The data folder ${folder} has events and links of another installation. Use another folder, or run this again with --overwrite, which sets them aside.`,
      );
    moveAside(folder);
  }
}

/** All of it or nothing, so that a restore that is killed can be repeated. */
async function emptyDatabase(url: string): Promise<void> {
  await onConnection(url, async (query) => {
    await query('BEGIN', []);
    await query('DROP SCHEMA IF EXISTS pgboss CASCADE', []);
    await query('DROP SCHEMA IF EXISTS public CASCADE', []);
    await query('CREATE SCHEMA public', []);
    await query('COMMIT', []);
  });
}

interface Loading {
  readonly url: string;
  readonly head: BackupHead;
  /** Where event logs are unpacked. */
  readonly logs: string;
  readonly settingsFolder: string;
  readonly progress: Progress;
}

/** Loads the tables in one transaction, and unpacks the rest. */
async function load(file: string, { url, head, logs, settingsFolder, progress }: Loading): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL TimeZone = 'UTC'`);
    // What triggers would note was noted when the rows were new, and is among them.
    for (const { name } of head.tables) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${head.tables.map(({ name }) => quoted(name)).join(', ')}`);
    for (const month of head.eventMonths) await client.query('SELECT make_event_month($1::text::timestamptz)', [month]);
    let table = '';
    for await (const entry of readArchive(file)) {
      const [kind, name = ''] = entry.name.split('/');
      if (kind === entryNames.eventLog) await unpack(entry, join(logs, ...entry.name.split('/').slice(1, 3)));
      else if (kind === entryNames.settings) await unpack(entry, join(settingsFolder, 'settings.env'));
      else if (kind === entryNames.files) await unpack(entry, join(settingsFolder, name));
      else if (kind === entryNames.tables) {
        if (table !== name) progress.say(`table ${name}`);
        table = name;
        await loadPart(client, head, name, entry, progress);
      } else for await (const _ of entry.content);
    }
    for (const { name, value } of head.sequences) await client.query('SELECT setval($1, $2::bigint)', [name, value]);
    for (const { name } of head.tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
    // Whatever happens to this restore from now on: a server that starts here begins an epoch, as in any moved database.
    await client.query(`UPDATE installation SET database = 'restoring'`);
    await client.query('COMMIT');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function loadPart(client: pg.Client, head: BackupHead, name: string, entry: ArchiveEntry, progress: Progress) {
  const table = head.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`The backup has a table ${name} that it does not describe.`);
  const rows = client.query(copyFrom(`COPY ${quoted(name)} (${columnsIn(table)}) FROM STDIN`));
  await pipeline(counted(entry.content, progress), rows);
}

/** Appends to a file, since a long one is in several entries. */
async function unpack(entry: ArchiveEntry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for await (const chunk of entry.content) await writeFile(path, chunk, { mode: 0o600, flag: 'a' });
}

/** New ids and keys, whatever was sent after the backup; with a copy of the links that survived, its links as well. */
function beginAfterRestore(
  url: string,
  { dataFolder, cnameZone }: Pick<RestoreSettings, 'dataFolder' | 'cnameZone'>,
  masterKeys: MasterKeys,
) {
  const folders = dataFolders(dataFolder);
  const folder = folders.find((one) => existsSync(join(one, 'replica'))) ?? dataFolder;
  return withCopy(folder, (copy) => {
    const known = knownTo(folder, copy);
    return settleRestored(url, { ...known, folder, links: known.copy && copy?.database, cnameZone, masterKeys });
  });
}

/** Brings the events of unpacked event logs into the database; returns how many. */
async function drainEventLogs(url: string, logs: string, epoch: string, progress: Progress): Promise<number> {
  const pool = openPool(url, 4);
  let events = 0;
  try {
    for (const name of await readdir(logs)) {
      progress.say(`event log ${name}`);
      const journal = await SegmentJournal.open(join(logs, name));
      const failure = Promise.withResolvers<never>();
      const onDrained = (count: number) => (events += count);
      const drain = startDrain({ journal, pool, guard: { epoch }, onError: failure.reject, onDrained });
      try {
        await Promise.race([drain.idle(), failure.promise]);
      } finally {
        await drain.stop();
        await journal.close();
      }
    }
    return events;
  } finally {
    await pool.end();
  }
}
