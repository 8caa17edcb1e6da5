import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** The advisory lock that Prisma's own engine takes, so that both never apply at once. */
export const migrationLock = 72707369;

const pollIntervalMs = 100;

/**
 * Runs `work` in a transaction that holds the lock of migrations, and commits it. The lock ends with the transaction: one
 * of the session would stay behind on the connection of a pooler that is shared between transactions.
 *
 * Throws a sentence when somebody else still holds it at `deadline`, by the monotonic clock.
 */
export async function holdMigrationLock<Result>(
  client: pg.Client,
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  for (;;) {
    await client.query('BEGIN');
    try {
      // Tried instead of awaited: a statement that waits would hold up a `CREATE INDEX CONCURRENTLY` of the other program.
      const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS taken', [migrationLock]);
      if (rows[0].taken) {
        // A statement outside of this transaction may take longer than sessions may be idle.
        await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
        const result = await work();
        await client.query('COMMIT');
        return result;
      }
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
    await client.query('ROLLBACK');
    if (performance.now() >= deadline) throw new Error(await explain(client, performance.now() - began));
    await sleep(pollIntervalMs);
  }
}

/** Who holds the lock, and what to do about it. */
async function explain(client: pg.Client, waitedMs: number): Promise<string> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1 AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [migrationLock],
  );
  const holder = rows[0]?.pid;
  const waited = `Another program has been migrating this database for ${Math.ceil(waitedMs / 1000)} s`;
  if (holder === undefined) return `${waited}. Start again.`;
  return `${waited}, in the PostgreSQL process ${holder}. Start again when it has finished; if no program is migrating, a connection pooler has kept its lock, and SELECT pg_terminate_backend(${holder}) takes it away.`;
}
