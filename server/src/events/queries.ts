import { type Database, Prisma } from '@waymark/prisma';
import { judgedClass, judgedReason } from './clients/bursts.ts';

/** An event as lists show it. */
export interface ListedEvent {
  readonly id: string;
  readonly kind: 'click' | 'open';
  readonly at: Date;
  readonly linkId: number | null;
  readonly messageId: number;
  readonly recipient: string | null;
  readonly class: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: string;
}

/** The newest events of a project, or of one message in it, of every class. */
export function listEvents(
  database: Database,
  accountId: string,
  { projectId, messageId, limit = 100 }: { projectId: string; messageId?: number; limit?: number },
): Promise<ListedEvent[]> {
  const ofMessage = messageId === undefined ? Prisma.empty : Prisma.sql`AND message.id = ${messageId}::bigint`;
  // The newest of each message, read from the end of its index, then the newest of those.
  return database.$queryRaw<ListedEvent[]>`
    SELECT newest.id, newest.kind, newest.at, newest.link_id::float8 AS "linkId", newest.message_id::float8 AS "messageId",
           newest.recipient, newest.class, newest.reason
    FROM message
    CROSS JOIN LATERAL (
      SELECT id, kind, at, link_id, message_id, recipient, ${judgedClass}, ${judgedReason}
      FROM event WHERE event.message_id = message.id ORDER BY event.at DESC LIMIT ${limit}::int
    ) AS newest
    WHERE message.account_id = ${accountId}::uuid AND message.project_id = ${projectId}::uuid ${ofMessage}
    ORDER BY newest.at DESC, newest.id DESC
    LIMIT ${limit}::int`;
}
