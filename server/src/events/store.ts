import { type Database, Prisma } from '@waymark/prisma';
import type { TrackingEvent } from '../edge/event.ts';
import type { EventClass } from './classify.ts';
import { makeMonthsOf } from './months.ts';
import { beginStoring } from './storing.ts';

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
  // Messages are held until the end, in the place of a foreign key.
  const insert = database.$executeRaw`
      INSERT INTO event (id, account_id, message_id, link_id, kind, at, recipient, ip, user_agent, class, reason)
      SELECT given.id, message.account_id, message.id, link.id, given.kind, to_timestamp(given.at / 1000),
             given.recipient, given.ip, given.user_agent, given.class, given.reason
      FROM unnest(
        ${events.map((event) => event.id)}::uuid[],
        ${events.map((event) => event.kind)}::event_kind[],
        ${events.map((event) => event.subject)}::bigint[],
        ${events.map((event) => event.at)}::double precision[],
        ${events.map((event) => event.recipient ?? null)}::text[],
        ${events.map((event) => event.ip ?? null)}::text[],
        ${events.map((event) => event.userAgent ?? null)}::text[],
        ${events.map((event) => event.class)}::event_class[],
        ${events.map((event) => event.reason)}::text[]
      ) AS given (id, kind, subject, at, recipient, ip, user_agent, class, reason)
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
  const moved = cursor === undefined ? [] : [moveCursor(database, cursor)];
  await database.$transaction([beginStoring(database), insert, ...moved]);
}

function moveCursor(database: Database, { journal, position }: JournalCursor): Prisma.PrismaPromise<number> {
  return database.$executeRaw`
    INSERT INTO journal_cursor (journal, position) VALUES (${journal}, ${position}::bigint)
    ON CONFLICT (journal) DO UPDATE SET position = excluded.position`;
}

/** Whether the database answered and refused the data itself, so that trying again cannot help (SQLSTATE classes 22 and 23). */
export function refusedByDatabase(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const adapterError = error.meta?.['driverAdapterError'] as { cause?: { originalCode?: string } } | undefined;
  return /^2[23]/.test(adapterError?.cause?.originalCode ?? '');
}
