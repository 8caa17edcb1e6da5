import type { DatabaseOrTransaction } from '@waymark/prisma';
import type { EntityKind } from '../edge/links/entities.ts';
import type { Query } from './read-entities.ts';

const day = 86_400_000;
/** How long changes stay in the log: a server that was off for longer reads everything again. */
const ttlMs = 7 * day;
/** With more changes than this to catch up on, reading everything in pages is better than reading them in one go. */
const maxChanges = 100_000;

const live = `
  (SELECT system_identifier FROM pg_control_system()) || '/' ||
    (SELECT oid FROM pg_database WHERE datname = current_database()) AS database,
  left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline`;
const epoch = '(SELECT id::text FROM epoch ORDER BY number DESC LIMIT 1) AS epoch';
/** Only what is on disk, which no crash takes back. */
export const walPosition = `(pg_current_wal_flush_lsn() - '0/0')::text`;

/** Thrown when the database behind a connection is no longer the one that was checked at the start. */
export class ReplacedDatabase extends Error {
  constructor() {
    super('The database was restored or replaced while this server used it.');
    this.name = 'ReplacedDatabase';
  }
}

/** What changed since a snapshot of the database, and the snapshot to continue from. */
export interface LoggedChanges {
  readonly snapshot: string;
  /** The database's present epoch; undefined before the first server. */
  readonly epoch: string | undefined;
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
       pg_snapshot_xmin(since.snapshot)::text::bigint < horizon.transaction AS lost, ${epoch}
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
    epoch: textOf(rows[0]?.epoch),
    changed: new Map([...changed].map(([kind, all]) => [kind, [...new Set(all.map(({ thing }) => String(thing)))]])),
  };
}

/** The current snapshot: everything that is visible now needs no log. */
export async function presentSnapshot(query: Query): Promise<string> {
  const [row] = await query('SELECT pg_current_snapshot()::text AS snapshot', []);
  return String(row?.snapshot);
}

/** Identifies the database in which a snapshot is valid, and which of its states. */
export interface DatabaseIdentity extends LiveIdentity {
  /** Undefined for a database that no server has used yet. */
  readonly installation?: string | undefined;
  /** Another one begins whenever the database turns out to have been restored or moved. */
  readonly epoch?: string | undefined;
}

/** What PostgreSQL itself says. */
export interface LiveIdentity {
  /** Distinguishes it from every other database, including one restored from its dump. */
  readonly database: string;
  /**
   * Changes after a failover and after a point-in-time recovery, when transactions may be gone and their ids reused.
   */
  readonly timeline: string;
}

/** The same without our own tables, which may not exist yet. */
export async function liveIdentityOf(query: Query): Promise<LiveIdentity> {
  const [row] = await query(`SELECT ${live}`, []);
  return { database: String(row?.database), timeline: String(row?.timeline) };
}

export async function identityOf(query: Query): Promise<DatabaseIdentity> {
  const [row] = await query(`SELECT ${live}, (SELECT id::text FROM installation) AS installation, ${epoch}`, []);
  return {
    database: String(row?.database),
    timeline: String(row?.timeline),
    installation: textOf(row?.installation),
    epoch: textOf(row?.epoch),
  };
}

/** How far a database has come: all of it only grows, unless an earlier state is restored. */
export interface Position {
  /** What is on disk of PostgreSQL's own log, in bytes. Comparable within one database and timeline. */
  readonly wal: string;
  /** The highest ids of a mailing and of a link. */
  readonly lastMailing: number;
  readonly lastLink: number;
}

export async function positionOf(query: Query): Promise<Position> {
  const [row] = await query(
    `SELECT ${walPosition} AS wal, (SELECT max(id) FROM mailing)::text AS mailing, (SELECT max(id) FROM link)::text AS link`,
    [],
  );
  return { wal: String(row?.wal), lastMailing: Number(row?.mailing ?? 0), lastLink: Number(row?.link ?? 0) };
}

function textOf(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

/** Deletes changes older than a week and records that they are gone, in one transaction. */
export async function pruneChanges(database: DatabaseOrTransaction, now: Date): Promise<void> {
  await database.$executeRaw`
    WITH gone AS (DELETE FROM change WHERE at < ${new Date(now.getTime() - ttlMs)} RETURNING transaction)
    UPDATE change_horizon SET transaction = (SELECT max(transaction) + 1 FROM gone)
    WHERE transaction <= (SELECT max(transaction) FROM gone)`;
}
