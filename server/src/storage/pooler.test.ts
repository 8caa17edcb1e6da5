import { migrate, migrationNames } from '@waymark/prisma/migrate';
import { emptyDatabase } from '@waymark/prisma/testing';
import { needs } from '@waymark/testing/needs';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { startPgBouncer } from './pgbouncer.testing.ts';

it(
  'migrations through PgBouncer in transaction mode leave no lock on a connection of the pool',
  needs('pgbouncer'),
  async () => {
    const { url } = await emptyDatabase();
    const bouncer = await startPgBouncer(url);
    onTestFinished(() => bouncer.stop());
    const direct = new pg.Client(url);
    await direct.connect();
    onTestFinished(() => direct.end());

    const runs = await Promise.all([migrate(bouncer.url), migrate(bouncer.url), migrate(bouncer.url)]);
    expect(runs.flat().sort()).toEqual(await migrationNames());
    const pooled = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pooled'`;
    const open = (await direct.query(pooled)).rowCount;
    const locks = `SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND datname = current_database()`;
    const left = (await direct.query(locks)).rowCount;
    expect(await migrate(bouncer.url)).toEqual([]);
    console.log(
      `migrations through PgBouncer: ${runs.flat().length} applied by 3 programs at once, ${open} pooled connections left open, ${left} locks left on them`,
    );
    expect(open).toBeGreaterThan(0);
    expect(left).toBe(0);
  },
);
