import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export const migrationsFolder: string = fileURLToPath(new URL('../migrations', import.meta.url));

/** The advisory lock that Prisma's own engine takes, so that both never apply at once. */
const migrationLock = 72707369;

const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The end of a file that is a single transaction. */
const transaction = /COMMIT;\s*$/;

interface Recorded {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

/**
 * Applies the migrations that a database does not have yet and records them exactly as `prisma migrate deploy` does,
 * so that either may be used at any time. Returns the names applied.
 * One that was interrupted by a crash is applied again. Throws when one fails, failed earlier, or was changed after it
 * was applied.
 */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<string[]> {
  const client = new pg.Client(url);
  // A broken connection fails the current query; without a listener it would also crash the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(table);
    const done = await recorded(client);
    const applied: string[] = [];
    for (const name of await migrationNames(folder)) {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = done.get(name);
      if (before === checksum) continue;
      if (before)
        throw new Error(
          `Migration ${name} was changed after it was applied. Restore the file; changes go into a new migration.`,
        );
      await apply(client, name, sql, checksum);
      applied.push(name);
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

async function recorded(client: pg.Client): Promise<Map<string, string>> {
  // Ours are recorded in their own transaction: one that started but neither finished nor failed has changed nothing.
  await client.query(
    'UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL',
  );
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at, rolled_back_at FROM "_prisma_migrations"',
  );
  const failed = rows.find((row) => !row.finished_at && !row.rolled_back_at);
  if (failed) {
    throw new Error(
      `Migration ${failed.migration_name} failed earlier. Repair the database, then mark it with \`prisma migrate resolve\`.`,
    );
  }
  return new Map(rows.filter((row) => !row.rolled_back_at).map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  const note = `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = '${id}';`;
  try {
    // Inside the file's own transaction, so that a crash cannot separate the change from its record.
    if (transaction.test(sql)) await client.query(sql.replace(transaction, `${note}\nCOMMIT;`));
    else {
      await client.query(sql);
      await client.query(note);
    }
  } catch (error) {
    // A file with BEGIN that fails leaves the session aborted: without ROLLBACK, recording the failure below would fail too and hide the cause.
    const message = error instanceof Error ? error.message : String(error);
    await client
      .query('ROLLBACK')
      .then(() => client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, message]))
      .catch(() => undefined);
    throw new Error(`Migration ${name} failed: ${message}`, { cause: error });
  }
}
