import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { migrate, migrationNames, migrationsFolder } from './migrate.ts';
import { emptyDatabase } from './testing.ts';

const prisma = (args: string[], url: string) =>
  promisify(execFile)('node_modules/.bin/prisma', args, {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: url },
  });

async function copyOfMigrations(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'waymark-migrations-')), 'migrations');
  await cp(migrationsFolder, folder, { recursive: true });
  return folder;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe('migrations', () => {
  it('turn an empty database into exactly the schema, and Prisma agrees that none is missing', async () => {
    const { url } = await emptyDatabase();
    expect(await migrate(url)).toEqual(await migrationNames());
    expect((await prisma(['migrate', 'status'], url)).stdout).toContain('Database schema is up to date');
    const diff = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema', '--exit-code'];
    expect((await prisma(diff, url)).stdout).toContain('No difference detected');
  });

  it('apply once: a second run does nothing', async () => {
    const { url } = await emptyDatabase();
    await migrate(url);
    expect(await migrate(url)).toEqual([]);
  });

  it('apply once when several processes start at the same time', async () => {
    const { url } = await emptyDatabase();
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(runs.flat().sort()).toEqual(await migrationNames());
  });

  it('are each a transaction of their own, or one statement that cannot be in one', async () => {
    for (const name of await migrationNames()) {
      const sql = await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8');
      const whole = /^BEGIN;[\s\S]*COMMIT;\s*$/.test(sql);
      const concurrent = /CONCURRENTLY/.test(sql) && sql.split(';').filter((part) => part.trim()).length === 1;
      expect(whole || concurrent, name).toBe(true);
    }
  });

  it('that were changed after they were applied are refused', async () => {
    const { url } = await emptyDatabase();
    const folder = await copyOfMigrations();
    await migrate(url, folder);
    const [first] = await migrationNames(folder);
    await writeFile(join(folder, first!, 'migration.sql'), 'SELECT 1;');
    await expect(migrate(url, folder)).rejects.toThrow('was changed after it was applied');
  });

  it('that fail leave nothing half done, report why, and are not retried automatically', async () => {
    const { url } = await emptyDatabase();
    const folder = await copyOfMigrations();
    const broken = join(folder, '29990101000000_broken');
    await cp(join(folder, (await migrationNames(folder))[0]!), broken, { recursive: true });
    await writeFile(
      join(broken, 'migration.sql'),
      'BEGIN;\nCREATE TABLE half (id int);\nSELECT no_such_column;\nCOMMIT;\n',
    );
    await expect(migrate(url, folder)).rejects.toThrow('column "no_such_column" does not exist');
    expect(await query(url, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    await expect(migrate(url, folder)).rejects.toThrow('failed earlier');
  });

  it('that were interrupted, for example by SIGKILL, are applied by the next run', async () => {
    const { url } = await emptyDatabase();
    const folder = await copyOfMigrations();
    const last = join(folder, '29990101000000_cut_off');
    await cp(join(folder, (await migrationNames(folder))[0]!), last, { recursive: true });
    const steps = (middle: string) => `BEGIN;\nCREATE TABLE half (id int);\n${middle}\nCOMMIT;\n`;
    await writeFile(join(last, 'migration.sql'), steps('SELECT pg_terminate_backend(pg_backend_pid());'));
    await expect(migrate(url, folder)).rejects.toThrow('terminat');
    expect(await query(url, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    await writeFile(join(last, 'migration.sql'), steps('SELECT 1;'));
    expect(await migrate(url, folder)).toEqual(['29990101000000_cut_off']);
    expect(await migrate(url, folder)).toEqual([]);
  });
});
