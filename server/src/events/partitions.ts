import type { Database, DatabaseOrTransaction } from '@waymark/prisma';

/** Months to which this process has seen a partition, by database. */
const made = new WeakMap<Database, Set<string>>();

/** Makes sure that events of these moments (milliseconds since 1970) have the partitions of their months, where they are not there yet. */
export async function makeMonthsOf(database: Database, moments: readonly number[]): Promise<void> {
  const known = made.get(database) ?? new Set();
  made.set(database, known);
  // Most events come in order, so that hardly any looks at a date.
  let [from, to] = [0, 0];
  for (const at of moments) {
    if (at >= from && at < to) continue;
    const date = new Date(at);
    [from, to] = [0, 1].map((more) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + more)) as [number, number];
    const month = date.toISOString().slice(0, 7);
    if (known.has(month)) continue;
    await makeMonth(database, date);
    known.add(month);
  }
}

/** Makes the partitions of this month and the next two. */
export async function makeComingMonths(database: DatabaseOrTransaction, now: Date): Promise<void> {
  for (const more of [0, 1, 2]) {
    await makeMonth(database, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + more)));
  }
}

async function makeMonth(database: DatabaseOrTransaction, moment: Date): Promise<void> {
  await database.$queryRaw`SELECT make_event_month(${moment}::timestamptz)::text`;
}

/** The partitions of months that ended before a moment, by name. */
export async function monthsBefore(database: DatabaseOrTransaction, moment: Date): Promise<string[]> {
  const before = `event_${moment.toISOString().slice(0, 7).replace('-', '_')}`;
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'event'::regclass AND relname ~ '^event_[0-9]{4}_[0-9]{2}$' AND relname::text < ${before}
    ORDER BY relname`;
  return rows.map(({ name }) => name);
}
