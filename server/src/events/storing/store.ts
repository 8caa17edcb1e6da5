import { type Database, inFastTransaction } from '@waymark/prisma';
import pg from 'pg';
import type { TrackingEvent } from '../../edge/journal/journal.ts';
import type { EventClass } from '../clients/classify.ts';
import { makeMonthsOf } from '../partitions.ts';
import { beginStoring } from './storing.ts';

const { DatabaseError } = pg;

export type ClassifiedEvent = TrackingEvent & EventClass;

/** How far a journal has been read; 0 for a journal that is new. */
export async function cursorOf(database: Database, journal: string): Promise<number> {
  const cursor = await database.journalCursor.findUnique({ where: { journal } });
  return Number(cursor?.position ?? 0);
}

/** How far a journal was read. */
export interface JournalCursor {
  readonly journal: string;
  readonly position: number;
}

/**
 * Stores a batch and moves the journal's cursor past it, both or neither; some journals need no cursor. An event that is
 * there already stays as it is; events of links and messages that are gone are left out, and so are those of recipients who
 * had theirs erased or had withdrawn consent, which this server may not have heard of in time.
 */
export async function storeEvents(
  database: Database,
  events: readonly ClassifiedEvent[],
  cursor?: JournalCursor,
): Promise<void> {
  await makeMonthsOf(
    database,
    events.map(({ at }) => at),
  );
  await inFastTransaction(database, async (client) => {
    await client.query(beginStoring);
    if (events.length > 0) await client.query(insert, columnsOf(events));
    if (cursor !== undefined) await client.query(moveCursor, [cursor.journal, cursor.position]);
  });
}

// Messages are held until the end, in the place of a foreign key.
const insert = `
  INSERT INTO event (id, account_id, message_id, link_id, kind, at, recipient, ip, user_agent, class, reason)
  SELECT given.id, message.account_id, message.id, link.id, given.kind, to_timestamp(given.at / 1000),
         given.recipient, given.ip, given.user_agent, given.class, given.reason
  FROM unnest($1::uuid[], $2::event_kind[], $3::bigint[], $4::double precision[], $5::text[], $6::text[], $7::text[],
              $8::event_class[], $9::text[])
    AS given (id, kind, subject, at, recipient, ip, user_agent, class, reason)
  LEFT JOIN link ON given.kind = 'click' AND link.id = given.subject
  JOIN message ON message.id = CASE given.kind WHEN 'click' THEN link.message_id ELSE given.subject END
  WHERE given.recipient IS NULL OR (
    NOT EXISTS (
      SELECT FROM erasure WHERE erasure.account_id = message.account_id AND erasure.recipient = given.recipient
        AND to_timestamp(given.at / 1000) <= erasure.at
    ) AND NOT EXISTS (
      SELECT FROM withdrawal WHERE withdrawal.account_id = message.account_id AND withdrawal.recipient = given.recipient
        AND to_timestamp(given.at / 1000) >= withdrawal.at
    )
  )
  FOR KEY SHARE OF message
  ON CONFLICT (id, at) DO NOTHING`;

function columnsOf(events: readonly ClassifiedEvent[]): unknown[] {
  return [
    plainArray(events.map((event) => event.id)),
    plainArray(events.map((event) => event.kind)),
    plainArray(events.map((event) => event.subject)),
    plainArray(events.map((event) => event.at)),
    events.map((event) => event.recipient ?? null),
    events.map((event) => event.ip ?? null),
    events.map((event) => event.userAgent ?? null),
    plainArray(events.map((event) => event.class)),
    plainArray(events.map((event) => event.reason)),
  ];
}

/** PostgreSQL's notation for values that need no quotes in it: the driver would write each with its own. */
function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

const moveCursor = `
  INSERT INTO journal_cursor (journal, position) VALUES ($1, $2::bigint)
  ON CONFLICT (journal) DO UPDATE SET position = excluded.position`;

/** Whether the database answered and refused the data itself, so that trying again cannot help (SQLSTATE classes 22 and 23). */
export function refusedByDatabase(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
