import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate, migrationNames, migrationsFolder } from './migrate.ts';
import { migrationLock } from './migration-lock.ts';
import { emptyDatabase } from './testing.ts';

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** On this database alone: other tests migrate theirs on the same server. */
const locksHeld = async (client: pg.Client) =>
  (
    await client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${migrationLock}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  ).rowCount;

/** A copy of the migrations with one more, which cannot be part of a transaction. */
async function withOneAlone(sql: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder, folder, { recursive: true });
  await mkdir(join(folder, '29990101000000_alone'));
  await writeFile(join(folder, '29990101000000_alone', 'migration.sql'), sql);
  return folder;
}

describe('the lock of migrations', () => {
  it('is held by nobody afterwards', async () => {
    const { url } = await emptyDatabase();
    await migrate(url);
    expect(await locksHeld(await connected(url))).toBe(0);
  });

  it('that a session left behind on a connection of a pooler stops no start of a database that is up to date', async () => {
    const { url } = await emptyDatabase();
    await migrate(url);
    const pooled = await connected(url);
    await pooled.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    expect(await migrate(url, migrationsFolder, { waitMs: 200 })).toEqual([]);
  });

  it('that somebody keeps is waited for so long, and then reported with what to do', async () => {
    const { url } = await emptyDatabase();
    const pooled = await connected(url);
    await pooled.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const { rows } = await pooled.query('SELECT pg_backend_pid() AS pid');
    const began = performance.now();
    await expect(migrate(url, migrationsFolder, { waitMs: 300 })).rejects.toThrow(
      `Another program has been migrating this database for 1 s, in the PostgreSQL process ${rows[0].pid}. Start again when it has finished; if no program is migrating, a connection pooler has kept its lock, and SELECT pg_terminate_backend(${rows[0].pid}) takes it away.`,
    );
    expect(performance.now() - began).toBeGreaterThanOrEqual(300);
    await pooled.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    expect(await migrate(url)).toEqual(await migrationNames());
  });

  it('also holds for a migration that cannot be part of a transaction, which applies once', async () => {
    const { url } = await emptyDatabase();
    const folder = await withOneAlone('CREATE INDEX CONCURRENTLY "mailing_name_idx" ON "mailing"("name");');
    const runs = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
    expect(runs.flat().sort()).toEqual(await migrationNames(folder));
    expect(await locksHeld(await connected(url))).toBe(0);
  });
});
