import type { DatabaseOrTransaction } from '@waymark/prisma';
import type pg from 'pg';

/** Months whose partition this process has seen, by database. */
const seen = new WeakMap<pg.Pool, Set<string>>();

/** Creates the partitions that events of these moments (milliseconds since 1970) need, where they do not exist yet. */
export async function ensurePartitions(pool: pg.Pool, moments: readonly number[]): Promise<void> {
  const known = seen.get(pool) ?? new Set();
  seen.set(pool, known);
  // Most events come in order, so a date is hardly ever built.
  let [from, to] = [0, 0];
  for (const at of moments) {
    if (at >= from && at < to) continue;
    const date = new Date(at);
    [from, to] = [0, 1].map((more) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + more)) as [number, number];
    const month = date.toISOString().slice(0, 7);
    if (known.has(month)) continue;
    await pool.query('SELECT make_event_month($1)', [date]);
    known.add(month);
  }
}

/** Creates the partitions of this month and the next two. */
export async function createUpcomingPartitions(database: DatabaseOrTransaction, now: Date): Promise<void> {
  for (const more of [0, 1, 2]) {
    await createPartition(database, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + more)));
  }
}

async function createPartition(database: DatabaseOrTransaction, moment: Date): Promise<void> {
  await database.$queryRaw`SELECT make_event_month(${moment}::timestamptz)::text`;
}

/** The names of the partitions of months that ended before a given time. */
export async function partitionsBefore(database: DatabaseOrTransaction, moment: Date): Promise<string[]> {
  const before = `event_${moment.toISOString().slice(0, 7).replace('-', '_')}`;
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'event'::regclass AND relname ~ '^event_[0-9]{4}_[0-9]{2}$' AND relname::text < ${before}
    ORDER BY relname`;
  return rows.map(({ name }) => name);
}
