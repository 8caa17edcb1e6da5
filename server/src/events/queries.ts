import { type Database, Prisma } from '@waymark/prisma';
import { maxPage } from '../rpc/pages.ts';
import { judgedClient, judgedReason } from './clients/bursts.ts';

/** An event as listed by the API. */
export interface ListedEvent {
  readonly id: string;
  readonly type: 'click' | 'open';
  readonly at: Date;
  readonly mailingId: number;
  readonly linkId: number | null;
  /** Where the link leads now, as it is stored; null for an open. */
  readonly url: string | null;
  readonly recipientId: string | null;
  /** As much of it as the project kept. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly client: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: string;
  /** Of a mailing that was sent to try it out. */
  readonly test: boolean;
}

/** Which events are wanted; what is left out does not matter. */
export interface EventFilter {
  /** The ids of events. */
  readonly ids?: readonly string[] | undefined;
  readonly projectId?: string | undefined;
  readonly mailingId?: number | undefined;
  readonly linkId?: number | undefined;
  /** The ids under which events of one recipient are stored. */
  readonly recipientIds?: readonly string[] | undefined;
  readonly type?: ListedEvent['type'] | undefined;
  readonly client?: ListedEvent['client'] | undefined;
  readonly test?: boolean | undefined;
  readonly from?: string | undefined;
  /** Events before it. */
  readonly to?: string | undefined;
}

/**
 * At most so many events of an account, newest first, after a given one, however they were classified. None of a
 * recipient who opted out or was erased, whatever is left of them.
 */
export function listEvents(
  database: Database,
  accountId: string,
  filter: EventFilter,
  {
    cursor,
    limit = maxPage,
  }: { readonly cursor?: readonly [at: string, id: string] | undefined; readonly limit?: number } = {},
): Promise<ListedEvent[]> {
  const and = <Value>(value: Value | undefined, condition: (value: Value) => Prisma.Sql) =>
    value === undefined ? Prisma.empty : Prisma.sql`AND ${condition(value)}`;
  return database.$queryRaw<ListedEvent[]>`
    SELECT event.id, event.type, event.at, event.mailing_id::float8 AS "mailingId", event.link_id::float8 AS "linkId", link.url,
           event.recipient_id AS "recipientId", event.ip, event.user_agent AS "userAgent", ${judgedClient}, ${judgedReason},
           mailing.test
    FROM event
    JOIN mailing ON mailing.id = event.mailing_id
    LEFT JOIN link ON link.id = event.link_id
    WHERE event.account_id = ${accountId}::uuid AND mailing.deleted_at IS NULL
      ${and(filter.ids, (ids) => Prisma.sql`event.id = ANY(${ids}::uuid[])`)}
      ${and(filter.projectId, (id) => Prisma.sql`mailing.project_id = ${id}::uuid`)}
      ${and(filter.mailingId, (id) => Prisma.sql`event.mailing_id = ${id}::bigint`)}
      ${and(filter.linkId, (id) => Prisma.sql`event.link_id = ${id}::bigint`)}
      ${and(filter.recipientIds, (ids) => Prisma.sql`event.recipient_id = ANY(${ids}::text[])`)}
      ${and(filter.type, (type) => Prisma.sql`event.type = ${type}::event_type`)}
      ${and(filter.client, clientIs)}
      ${and(filter.test, (test) => Prisma.sql`mailing.test = ${test}`)}
      ${and(filter.from, (from) => Prisma.sql`event.at >= ${from}::timestamptz`)}
      ${and(filter.to, (to) => Prisma.sql`event.at < ${to}::timestamptz`)}
      ${and(cursor, ([at, id]) => Prisma.sql`event.at <= ${at}::timestamptz AND (event.at, event.id) < (${at}::timestamptz, ${id}::uuid)`)}
      AND NOT EXISTS (
        SELECT FROM opt_out WHERE opt_out.account_id = event.account_id AND opt_out.recipient_id = event.recipient_id
      ) AND NOT EXISTS (
        SELECT FROM erasure WHERE erasure.account_id = event.account_id AND erasure.recipient_id = event.recipient_id
          AND event.at <= erasure.at
      )
    ORDER BY event.at DESC, event.id DESC
    LIMIT ${limit}::int`;
}

/** What was found later about a person's click makes it a scanner's. */
function clientIs(client: ListedEvent['client']): Prisma.Sql {
  return client === 'scanner'
    ? Prisma.sql`(event.client = 'scanner' OR event.later_reason IS NOT NULL)`
    : Prisma.sql`event.client = ${client}::event_client AND event.later_reason IS NULL`;
}
