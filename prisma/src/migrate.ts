import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { holdMigrationLock } from './migration-lock.ts';
import { assertNewEnough } from './versions.ts';

export const migrationsFolder: string = fileURLToPath(new URL('../migrations', import.meta.url));

const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** A file that is a single transaction, whose statements become part of ours. */
const transaction = /^BEGIN;([\s\S]*)COMMIT;\s*$/;

/** How long another program may be migrating. */
const maxLockWaitMs = 60_000;

/** The codes of PostgreSQL for a transaction that it gave up in favour of another one: nothing is wrong with the file. */
const transient = new Set(['40001', '40P01', '55P03']);

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Recorded {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
  logs: string | null;
}

/**
 * Applies the migrations that a database does not have yet and records them exactly as `prisma migrate deploy` does,
 * so that either may be used at any time. Returns the names applied. One that was interrupted by a crash is applied again.
 * With `upTo`, migrations after that one are left for later.
 *
 * Throws when the database needs a newer program, when a migration fails, failed earlier, or was changed after it was
 * applied, and when another program holds the lock for longer than `waitMs`.
 */
export async function migrate(
  url: string,
  folder: string = migrationsFolder,
  { waitMs = maxLockWaitMs, upTo }: { readonly waitMs?: number; readonly upTo?: string | undefined } = {},
): Promise<string[]> {
  const client = connectionTo(url);
  await client.connect();
  try {
    const migrations = await migrationsIn(folder);
    await assertNewEnough(client, migrations.at(-1)?.name ?? '');
    // A database that has them all is not locked, so that a lock that somebody left behind stops no start.
    const done = await recorded(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (upTo !== undefined && migration.name > upTo) break;
      if (isApplied(migration, done)) continue;
      if (await applyOnce(client, migration, { url, deadline: performance.now() + waitMs }))
        applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Names of all migrations, in the order in which they apply. */
export async function migrationNames(folder: string = migrationsFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function migrationsIn(folder: string): Promise<Migration[]> {
  const read = async (name: string) => {
    const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  };
  return Promise.all((await migrationNames(folder)).map(read));
}

/** A broken connection fails the current query; without a listener it would also crash the process. */
function connectionTo(url: string): pg.Client {
  return new pg.Client(url).on('error', () => undefined);
}

/** What was applied, with its checksum. */
async function recorded(client: pg.Client): Promise<Map<string, string>> {
  const found = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS it`);
  if (found.rows[0].it === null) return new Map();
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at, rolled_back_at, logs FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => !row.finished_at && row.logs !== null);
  if (failed) {
    throw new Error(
      `Migration ${failed.migration_name} failed earlier. Repair the database, then mark it with \`prisma migrate resolve\`.`,
    );
  }
  return new Map(rows.filter((row) => row.finished_at).map((row) => [row.migration_name, row.checksum]));
}

function isApplied({ name, checksum }: Migration, done: ReadonlyMap<string, string>): boolean {
  const before = done.get(name);
  if (before === undefined || before === checksum) return before !== undefined;
  throw new Error(
    `Migration ${name} was changed after it was applied. Restore the file; changes go into a new migration.`,
  );
}

interface Applying {
  readonly url: string;
  /** By the monotonic clock. */
  readonly deadline: number;
}

/** Applies a migration unless another program has meanwhile; returns whether it did. */
async function applyOnce(client: pg.Client, migration: Migration, applying: Applying): Promise<boolean> {
  const body = transaction.exec(migration.sql)?.[1];
  try {
    if (body !== undefined) {
      return await holdMigrationLock(client, applying.deadline, async () => {
        if (await isDoneNow(client, migration)) return false;
        await client.query(body);
        await client.query(...record(migration));
        return true;
      });
    }
    return await applyAlone(client, migration, applying);
  } catch (error) {
    // Without its server or its connection, a migration was interrupted; it did not fail.
    if (!(error instanceof pg.DatabaseError) || error.code?.startsWith('57P')) throw error;
    if (transient.has(error.code ?? '') && performance.now() < applying.deadline) {
      return applyOnce(client, migration, applying);
    }
    await recordFailure(client, migration, error.message);
    throw new Error(`Migration ${migration.name} failed: ${error.message}`, { cause: error });
  }
}

/** One that cannot be part of a transaction: another connection holds the lock meanwhile. */
async function applyAlone(client: pg.Client, migration: Migration, { url, deadline }: Applying): Promise<boolean> {
  const holder = connectionTo(url);
  await holder.connect();
  try {
    return await holdMigrationLock(holder, deadline, async () => {
      if (await isDoneNow(holder, migration)) return false;
      await client.query(migration.sql);
      await holder.query(...record(migration));
      return true;
    });
  } finally {
    await holder.end();
  }
}

/** Once nobody else is migrating. */
async function isDoneNow(client: pg.Client, migration: Migration): Promise<boolean> {
  await client.query(table);
  // Prisma's engine records the beginning, too: with the lock ours, one that neither finished nor failed was interrupted.
  await client.query(
    'UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL',
  );
  return isApplied(migration, await recorded(client));
}

/** In the transaction of the change itself, so that a crash cannot separate the two. */
function record({ name, checksum }: Migration): [string, string[]] {
  return [
    'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
    [randomUUID(), checksum, name],
  ];
}

async function recordFailure(client: pg.Client, { name, checksum }: Migration, logs: string): Promise<void> {
  const row = [randomUUID(), checksum, name, logs];
  try {
    await client.query(table);
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs) VALUES ($1, $2, $3, $4)',
      row,
    );
  } catch {
    // The connection is broken: then this was an interruption, and the next start tries again.
  }
}
