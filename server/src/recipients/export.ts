import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { judgedClient, judgedReason } from '../events/clients/bursts.ts';
import { writeCsv } from '../export/csv.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { storedIds } from './ids.ts';

/** How many of the newest events are exported at most: more than any real person has. */
const maxEvents = 10_000;

/** Dependencies of an export. */
export interface ExportNeeds {
  readonly database: DatabaseOrTransaction;
}

/**
 * Everything that is stored about one recipient, newest event first; `complete` is false when there are more than
 * 10,000.
 */
export async function exportRecipient({ database }: ExportNeeds, accountId: string, recipientId: string) {
  const recipientIds = await storedIds(database, accountId, [recipientId]);
  const events = await database.$queryRaw<ExportedEvent[]>`
    SELECT event.id, event.at, event.type, mailing.id::float8 AS "mailingId", mailing.name AS "mailingName",
           event.link_id::float8 AS "linkId", link.url, event.recipient_id AS "recipientId", event.ip, event.user_agent AS "userAgent",
           ${judgedClient}, ${judgedReason}
    FROM event
    JOIN mailing ON mailing.id = event.mailing_id
    LEFT JOIN link ON link.id = event.link_id
    WHERE event.account_id = ${accountId}::uuid AND event.recipient_id = ANY(${recipientIds}::text[])
      AND mailing.deleted_at IS NULL
    ORDER BY event.at DESC, event.id DESC LIMIT ${maxEvents + 1}::int`;
  const notes = { where: { accountId, recipientId: { in: recipientIds } }, select: { recipientId: true, at: true } };
  const optOuts = await database.optOut.findMany(notes);
  const erasures = await database.erasure.findMany(notes);
  return {
    recipientIds,
    events: events.slice(0, maxEvents).map(toEventView),
    optOuts,
    erasures,
    complete: events.length <= maxEvents,
  };
}

/** The same events as CSV. */
export async function exportRecipientAsCsv(
  needs: ExportNeeds,
  accountId: string,
  recipientId: string,
): Promise<string> {
  const { events } = await exportRecipient(needs, accountId, recipientId);
  async function* rows() {
    for (const { at, ...event } of events)
      yield columns.map((name) => (name === 'at' ? at.toISOString() : event[name]));
  }
  const output = new PassThrough();
  const [csv] = await Promise.all([text(output), writeCsv({ header: columns, rows: rows() }, output)]);
  return csv;
}

function toEventView(event: ExportedEvent) {
  return {
    ...event,
    id: ids.event.encode(event.id),
    mailingId: ids.mailing.encode(event.mailingId),
    linkId: encodeNullable(ids.link, event.linkId),
  };
}

interface ExportedEvent {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly mailingId: number;
  readonly mailingName: string;
  readonly linkId: number | null;
  readonly url: string | null;
  readonly recipientId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly client: string;
  readonly reason: string;
}

const columns = [
  'id',
  'at',
  'type',
  'mailingId',
  'mailingName',
  'linkId',
  'url',
  'recipientId',
  'ip',
  'userAgent',
  'client',
  'reason',
] as const;
