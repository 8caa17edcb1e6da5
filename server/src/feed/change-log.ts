import type { DatabaseOrTransaction } from '@waymark/prisma';
import type { EntityKind } from '../edge/links/entities.ts';
import type { Query } from './read-entities.ts';

const day = 86_400_000;
/** How long changes stay in the log: a server that was off for longer reads everything again. */
const ttlMs = 7 * day;
/** With more changes than this to catch up on, reading everything in pages is better than reading them in one go. */
const maxChanges = 100_000;

/** What changed since a snapshot of the database, and the snapshot to continue from. */
export interface LoggedChanges {
  readonly snapshot: string;
  readonly changed: ReadonlyMap<EntityKind, readonly string[]>;
}

/**
 * Reads what was committed since a snapshot, whatever its position in the log: a transaction that began early and ended
 * late was not visible in that snapshot. Undefined when the log does not reach back far enough, or has too many changes
 * to read at once.
 */
export async function readChangeLog(query: Query, since: string): Promise<LoggedChanges | undefined> {
  const rows = await query(
    `SELECT now.snapshot::text AS snapshot, change.kind::text AS kind, change.thing,
       pg_snapshot_xmin(since.snapshot)::text::bigint < horizon.transaction AS lost
     FROM (SELECT pg_current_snapshot() AS snapshot) AS now
     CROSS JOIN (SELECT $1::text::pg_snapshot AS snapshot) AS since
     CROSS JOIN change_horizon AS horizon
     LEFT JOIN change
       ON change.transaction >= pg_snapshot_xmin($1::text::pg_snapshot)::text::bigint
      AND change.transaction < pg_snapshot_xmax(now.snapshot)::text::bigint
      AND NOT pg_visible_in_snapshot(change.transaction::text::xid8, since.snapshot)
     LIMIT ${maxChanges + 1}`,
    [since],
  );
  if (rows.length > maxChanges || rows[0]?.lost === true) return undefined;
  const changed = Map.groupBy(
    rows.filter(({ kind }) => kind !== null),
    ({ kind }) => kind as EntityKind,
  );
  return {
    snapshot: String(rows[0]?.snapshot),
    changed: new Map([...changed].map(([kind, all]) => [kind, [...new Set(all.map(({ thing }) => String(thing)))]])),
  };
}

/** The current snapshot: everything that is visible now needs no log. */
export async function presentSnapshot(query: Query): Promise<string> {
  const [row] = await query('SELECT pg_current_snapshot()::text AS snapshot', []);
  return String(row?.snapshot);
}

/** Identifies the database in which a snapshot is valid. */
export interface DatabaseIdentity {
  /** Distinguishes it from every other database, including one restored from its dump. */
  readonly database: string;
  /**
   * Changes after a failover and after a point-in-time recovery, when transactions may be gone and their ids reused.
   */
  readonly timeline: string;
}

export async function identityOf(query: Query): Promise<DatabaseIdentity> {
  const [row] = await query(
    `SELECT system_identifier || '/' || oid AS database, left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline
     FROM pg_control_system(), pg_database WHERE datname = current_database()`,
    [],
  );
  return { database: String(row?.database), timeline: String(row?.timeline) };
}

/** Deletes changes older than a week and records that they are gone, in one transaction. */
export async function pruneChanges(database: DatabaseOrTransaction, now: Date): Promise<void> {
  await database.$executeRaw`
    WITH gone AS (DELETE FROM change WHERE at < ${new Date(now.getTime() - ttlMs)} RETURNING transaction)
    UPDATE change_horizon SET transaction = (SELECT max(transaction) + 1 FROM gone)
    WHERE transaction <= (SELECT max(transaction) FROM gone)`;
}
