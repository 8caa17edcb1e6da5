import { inFastTransaction } from '@waymark/prisma/pool';
import pg from 'pg';
import type { TrackingEvent } from '../../edge/journal/journal.ts';
import { ReplacedDatabase } from '../../feed/change-log.ts';
import type { EventClient } from '../clients/classify.ts';
import { ensurePartitions } from '../partitions.ts';
import { beginStoring } from './storing.ts';

const { DatabaseError } = pg;

export type ClassifiedEvent = TrackingEvent & EventClient;

/** The position up to which a journal has been read; 0 for a new one. */
export async function cursorOf(pool: pg.Pool, journal: string): Promise<number> {
  const { rows } = await pool.query('SELECT position FROM journal_cursor WHERE journal = $1', [journal]);
  return Number(rows[0]?.position ?? 0);
}

/** The position up to which a journal was read. */
export interface JournalCursor {
  readonly journal: string;
  readonly position: number;
}

/** Keeps events out of a database that is not the one they belong to. */
export interface DatabaseGuard {
  readonly epoch: string;
  /** Throws when the database was put back meanwhile; asked before events of unknown mailings are given up. */
  readonly assertSame?: () => Promise<void>;
}

/** What became of a batch. */
export interface StoredBatch {
  /** Events of mailings and links that the database does not have. */
  readonly unknown: number;
}

/**
 * Stores a batch and moves the journal's cursor past it, in one transaction; some journals need no cursor. Events that
 * exist already are left unchanged. Events of deleted links and mailings are skipped, also where links still redirect, and so are those of recipients
 * who were erased or have opted out, which this server may not have known in time, and those of accounts that have their month's. Throws ReplacedDatabase when the database
 * is not the expected one.
 */
export async function storeEvents(
  pool: pg.Pool,
  events: readonly ClassifiedEvent[],
  cursor?: JournalCursor,
  guard?: DatabaseGuard,
): Promise<StoredBatch> {
  await ensurePartitions(
    pool,
    events.map(({ at }) => at),
  );
  let unknown = 0;
  await inFastTransaction(pool, async (client) => {
    const { rows } = await client.query<{ epoch: string | null }>(beginStoring);
    if (guard !== undefined && rows[0]?.epoch !== guard.epoch) throw new ReplacedDatabase();
    if (events.length > 0) {
      const { rows: results } = await client.query<{ stored: number }>(insert, columnsOf(events));
      // Mostly all: only then is it worth asking why.
      if (results[0]?.stored !== events.length) unknown = await countUnknown(client, events);
      if (unknown > 0) await guard?.assertSame?.();
    }
    if (cursor !== undefined) await client.query(moveCursor, [cursor.journal, cursor.position]);
  });
  return { unknown };
}

const thisMonth = `date_trunc('month', now() AT TIME ZONE 'UTC')::date`;

// Locks the mailings until the end of the transaction, in place of a foreign key. An account that has all the events that it
// may have in a month gets no more, give or take a batch; both are counted in the same statement.
const insert = `
  WITH full_account AS MATERIALIZED (
    SELECT account.id FROM account
    LEFT JOIN account_month ON account_month.account_id = account.id AND account_month.month = ${thisMonth}
    WHERE account.max_monthly_events <= coalesce(account_month.events, 0)
  ), found AS (
  SELECT given.id, mailing.account_id, mailing.id AS mailing_id, link.id AS link_id, given.type,
         to_timestamp(given.at / 1000) AS at, given.recipient_id, given.ip, given.user_agent, given.client, given.reason,
         mailing.account_id IN (SELECT id FROM full_account) AS is_full
  FROM unnest($1::uuid[], $2::event_type[], $3::bigint[], $4::double precision[], $5::text[], $6::text[], $7::text[],
              $8::event_client[], $9::text[])
    AS given (id, type, subject, at, recipient_id, ip, user_agent, client, reason)
  LEFT JOIN link ON given.type = 'click' AND link.id = given.subject
  JOIN mailing ON mailing.id = CASE given.type WHEN 'click' THEN link.mailing_id ELSE given.subject END
    AND mailing.deleted_at IS NULL
  WHERE given.recipient_id IS NULL OR (
    NOT EXISTS (
      SELECT FROM erasure WHERE erasure.account_id = mailing.account_id AND erasure.recipient_id = given.recipient_id
        AND to_timestamp(given.at / 1000) <= erasure.at
    ) AND NOT EXISTS (
      SELECT FROM opt_out WHERE opt_out.account_id = mailing.account_id AND opt_out.recipient_id = given.recipient_id
        AND to_timestamp(given.at / 1000) >= opt_out.at
    )
  )
  FOR KEY SHARE OF mailing
  ), stored AS (
    INSERT INTO event (id, account_id, mailing_id, link_id, type, at, recipient_id, ip, user_agent, client, reason)
    SELECT id, account_id, mailing_id, link_id, type, at, recipient_id, ip, user_agent, client, reason
    FROM found WHERE NOT is_full
    ON CONFLICT (id, at) DO NOTHING RETURNING account_id
  ), counted AS (
    INSERT INTO account_month AS known (account_id, month, events, not_stored)
    SELECT account_id, ${thisMonth}, sum(stored), sum(not_stored) FROM (
      SELECT account_id, 1 AS stored, 0 AS not_stored FROM stored
      UNION ALL SELECT account_id, 0, 1 FROM found WHERE is_full
    ) AS one GROUP BY account_id ORDER BY account_id
    ON CONFLICT (account_id, month) DO UPDATE
      SET events = known.events + excluded.events, not_stored = known.not_stored + excluded.not_stored
  )
  SELECT count(*)::int AS stored FROM stored`;

async function countUnknown(client: pg.PoolClient, events: readonly ClassifiedEvent[]): Promise<number> {
  const { rows } = await client.query<{ unknown: number }>(
    `SELECT count(*)::int AS unknown FROM unnest($1::event_type[], $2::bigint[]) AS given (type, subject)
     WHERE NOT EXISTS (SELECT FROM link WHERE given.type = 'click' AND id = given.subject)
       AND NOT EXISTS (SELECT FROM mailing WHERE given.type = 'open' AND id = given.subject)`,
    [plainArray(events.map((event) => event.type)), plainArray(events.map((event) => event.subject))],
  );
  return rows[0]?.unknown ?? 0;
}

function columnsOf(events: readonly ClassifiedEvent[]): unknown[] {
  return [
    plainArray(events.map((event) => event.id)),
    plainArray(events.map((event) => event.type)),
    plainArray(events.map((event) => event.subject)),
    plainArray(events.map((event) => event.at)),
    events.map((event) => event.recipientId ?? null),
    events.map((event) => event.ip ?? null),
    events.map((event) => event.userAgent ?? null),
    plainArray(events.map((event) => event.client)),
    plainArray(events.map((event) => event.reason)),
  ];
}

/** An array in PostgreSQL's notation, for values that need no quotes: the driver would quote each of them. */
function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

const moveCursor = `
  INSERT INTO journal_cursor (journal, position) VALUES ($1, $2::bigint)
  ON CONFLICT (journal) DO UPDATE SET position = excluded.position`;

/** Whether the database itself rejected the data, so that retrying cannot help (SQLSTATE classes 22 and 23). */
export function refusedByDatabase(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
