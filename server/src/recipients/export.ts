import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { judgedClass, judgedReason } from '../events/clients/bursts.ts';
import { writeCsv } from '../export/csv.ts';
import { storedKeys } from './keys.ts';

/** So many of the newest events are handed out: no person has more. */
const maxEvents = 10_000;

/** What an export works with. */
export interface ExportNeeds {
  readonly database: DatabaseOrTransaction;
}

/** Everything that is stored of one recipient, newest event first; `complete` is false when there are more than 10,000. */
export async function exportRecipient({ database }: ExportNeeds, accountId: string, recipient: string) {
  const keys = await storedKeys(database, accountId, [recipient]);
  const events = await database.$queryRaw<ExportedEvent[]>`
    SELECT event.id, event.at, event.kind, message.id::float8 AS "messageId", message.name AS "messageName",
           event.link_id::float8 AS "linkId", link.destination, event.recipient, event.ip, event.user_agent AS "userAgent",
           ${judgedClass}, ${judgedReason}
    FROM event
    JOIN message ON message.id = event.message_id
    LEFT JOIN link ON link.id = event.link_id
    WHERE event.account_id = ${accountId}::uuid AND event.recipient = ANY(${keys}::text[])
    ORDER BY event.at DESC, event.id DESC LIMIT ${maxEvents + 1}::int`;
  const notes = { where: { accountId, recipient: { in: keys } }, select: { recipient: true, at: true } };
  const withdrawals = await database.withdrawal.findMany(notes);
  const erasures = await database.erasure.findMany(notes);
  return { keys, events: events.slice(0, maxEvents), withdrawals, erasures, complete: events.length <= maxEvents };
}

/** The same events as CSV. */
export async function exportRecipientAsCsv(needs: ExportNeeds, accountId: string, recipient: string): Promise<string> {
  const { events } = await exportRecipient(needs, accountId, recipient);
  async function* rows() {
    for (const { at, ...event } of events)
      yield columns.map((name) => (name === 'at' ? at.toISOString() : event[name]));
  }
  const output = new PassThrough();
  const [csv] = await Promise.all([text(output), writeCsv({ header: columns, rows: rows() }, output)]);
  return csv;
}

interface ExportedEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly messageId: number;
  readonly messageName: string;
  readonly linkId: number | null;
  readonly destination: string | null;
  readonly recipient: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly class: string;
  readonly reason: string;
}

const columns = [
  'id',
  'at',
  'kind',
  'messageId',
  'messageName',
  'linkId',
  'destination',
  'recipient',
  'ip',
  'userAgent',
  'class',
  'reason',
] as const;
