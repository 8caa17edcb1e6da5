import { type Database, Prisma } from '@waymark/prisma';
import { judgedClient, judgedReason } from './clients/bursts.ts';

/** An event as listed by the API. */
export interface ListedEvent {
  readonly id: string;
  readonly type: 'click' | 'open';
  readonly at: Date;
  readonly linkId: number | null;
  readonly mailingId: number;
  readonly recipientId: string | null;
  readonly client: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: string;
}

/** The newest events of a project, or of one mailing in it, however they were classified. */
export function listEvents(
  database: Database,
  accountId: string,
  { projectId, mailingId, limit = 100 }: { projectId: string; mailingId?: number; limit?: number },
): Promise<ListedEvent[]> {
  const ofMailing = mailingId === undefined ? Prisma.empty : Prisma.sql`AND mailing.id = ${mailingId}::bigint`;
  // Reads the newest events of each mailing from the end of its index, then takes the newest of those.
  return database.$queryRaw<ListedEvent[]>`
    SELECT newest.id, newest.type, newest.at, newest.link_id::float8 AS "linkId", newest.mailing_id::float8 AS "mailingId",
           newest.recipient_id AS "recipientId", newest.client, newest.reason
    FROM mailing
    CROSS JOIN LATERAL (
      SELECT id, type, at, link_id, mailing_id, recipient_id, ${judgedClient}, ${judgedReason}
      FROM event WHERE event.mailing_id = mailing.id ORDER BY event.at DESC LIMIT ${limit}::int
    ) AS newest
    WHERE mailing.account_id = ${accountId}::uuid AND mailing.project_id = ${projectId}::uuid ${ofMailing}
    ORDER BY newest.at DESC, newest.id DESC
    LIMIT ${limit}::int`;
}
