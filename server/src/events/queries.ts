import { type Database, Prisma } from '@waymark/prisma';

/** An event as reports show it. */
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

/** A message with what counts: opens and clicks of people and of proxies that act for them. */
export interface MessageReport {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly links: number;
  readonly clicks: number;
  readonly opens: number;
}

/** A link with its clicks; unique ones count each recipient key once. */
export interface LinkReport {
  readonly id: number;
  readonly destination: string;
  readonly clicks: number;
  readonly uniqueClicks: number;
}

const counted = Prisma.sql`event.class IN ('human', 'proxy')`;

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
      SELECT * FROM event WHERE event.message_id = message.id ORDER BY event.at DESC LIMIT ${limit}::int
    ) AS newest
    WHERE message.account_id = ${accountId}::uuid AND message.project_id = ${projectId}::uuid ${ofMessage}
    ORDER BY newest.at DESC, newest.id DESC
    LIMIT ${limit}::int`;
}

/** The messages of a project, newest first, with their counts. */
export function messageReport(database: Database, accountId: string, projectId: string): Promise<MessageReport[]> {
  return database.$queryRaw<MessageReport[]>`
    SELECT message.id::float8 AS id, message.name, message.created_at AS "createdAt",
           (SELECT count(*) FROM link WHERE link.message_id = message.id)::int AS links,
           counts.clicks, counts.opens
    FROM message
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE event.kind = 'click')::int AS clicks,
             count(*) FILTER (WHERE event.kind = 'open')::int AS opens
      FROM event WHERE event.message_id = message.id AND ${counted}
    ) AS counts
    WHERE message.account_id = ${accountId}::uuid AND message.project_id = ${projectId}::uuid
    ORDER BY message.id DESC`;
}

/** The links of a message in the order in which they stand in it, with their clicks. */
export function linkReport(database: Database, accountId: string, messageId: number): Promise<LinkReport[]> {
  return database.$queryRaw<LinkReport[]>`
    SELECT link.id::float8 AS id, link.destination,
           count(event.id)::int AS clicks, count(DISTINCT event.recipient)::int AS "uniqueClicks"
    FROM link
    LEFT JOIN event ON event.link_id = link.id AND ${counted}
    WHERE link.account_id = ${accountId}::uuid AND link.message_id = ${messageId}::bigint
    GROUP BY link.id
    ORDER BY link.id`;
}

/** The clicks on the links of one tracking domain since a moment, and the last one ever. */
export async function clicksOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
  since: Date,
): Promise<{ readonly clicks: number; readonly lastClickAt: Date | null }> {
  const click = Prisma.sql`event.message_id = message.id AND event.kind = 'click' AND ${counted}`;
  const [row] = await database.$queryRaw<{ clicks: number; lastClickAt: Date | null }[]>`
    SELECT coalesce(sum(recent.clicks), 0)::int AS clicks, max(last.at) AS "lastClickAt"
    FROM message
    CROSS JOIN LATERAL (SELECT count(*) AS clicks FROM event WHERE ${click} AND event.at >= ${since}) AS recent
    LEFT JOIN LATERAL (SELECT event.at FROM event WHERE ${click} ORDER BY event.at DESC LIMIT 1) AS last ON true
    WHERE message.account_id = ${accountId}::uuid AND message.click_domain_id = ${domainId}::uuid`;
  return row ?? { clicks: 0, lastClickAt: null };
}
