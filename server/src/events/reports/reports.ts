import { type Database, Prisma } from '@waymark/prisma';
import { maxPage } from '../../rpc/pages.ts';
import { countForReport, countsAsPeople, countsAtAll } from './counts.ts';

/** What a report counts: what people did, with the proxies that act at their wish, or what machines did too. */
export type Traffic = 'human' | 'all';

/**
 * Clicks and opens without repetitions within two seconds. Unique ones count each recipient id once, so they exclude
 * events of tokens without one. docs/marketers/figures.md has the full definitions.
 */
interface Figures {
  readonly clicks: number;
  readonly uniqueClicks: number;
  readonly opens: number;
  readonly uniqueOpens: number;
  /** Events of the team's own, which no other figure counts. */
  readonly own: number;
}

export interface MailingReport extends Figures {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly links: number;
  /** Sent to try it out. */
  readonly test: boolean;
}

/** One day, UTC, as `2026-11-23`. */
export interface DayReport extends Figures {
  readonly day: string;
}

/** One place of a mailing. */
export interface LinkReport {
  readonly id: number;
  readonly url: string;
  /** Empty for a link without a text. */
  readonly label: string;
  /** Its wrapped link is an app link, under `/a/`. */
  readonly appLink: boolean;
  readonly clicks: number;
  readonly uniqueClicks: number;
  readonly own: number;
}

/** All places of a mailing that lead to the same destination. */
export interface DestinationReport {
  readonly url: string;
  readonly clicks: number;
  /** A recipient who clicked at two places is one. */
  readonly uniqueClicks: number;
  readonly own: number;
  readonly links: number;
  /** Where the destination stands in the order of the mail. */
  readonly firstLinkId: number;
}

/** Events with the same classification; `share` is their part of all events of their type, from 0 to 1. */
export interface ReasonReport {
  readonly type: 'click' | 'open';
  readonly client: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: string;
  readonly events: number;
  readonly share: number;
}

// Every report first brings the counts up to date, then reads only them, never the events themselves.

/** At most so many mailings of a project, newest first, before a given one; `search` is a part of the name. */
export async function mailingReport(
  database: Database,
  accountId: string,
  {
    projectId,
    search = '',
    test = false,
    before,
    limit = maxPage,
  }: { projectId: string; search?: string | undefined; test?: boolean; before?: number | undefined; limit?: number },
  traffic: Traffic = 'human',
): Promise<MailingReport[]> {
  const page = await database.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM mailing
    WHERE account_id = ${accountId}::uuid AND project_id = ${projectId}::uuid AND test = ${test} AND deleted_at IS NULL
      AND id < coalesce(${before ?? null}::bigint, 9223372036854775807) AND position(lower(${search}) in lower(name)) > 0
    ORDER BY id DESC LIMIT ${limit}::int`;
  return reportOn(
    database,
    page.map(({ id }) => id),
    traffic,
  );
}

/** These mailings, which belong to the caller, the newest first. */
export async function reportOn(
  database: Database,
  ids: readonly bigint[],
  traffic: Traffic = 'human',
): Promise<MailingReport[]> {
  await countForReport(database, { mailingIds: ids });
  return database.$queryRaw<MailingReport[]>`
    SELECT mailing.id::float8 AS id, mailing.name, mailing.test, mailing.created_at AS "createdAt",
           (SELECT count(*) FROM link WHERE link.mailing_id = mailing.id)::int AS links, counts.*
    FROM mailing
    CROSS JOIN LATERAL (
      SELECT ${figures(traffic)} FROM mailing_day WHERE mailing_day.mailing_id = mailing.id
    ) AS counts
    WHERE mailing.id = ANY(${ids}::bigint[])
    ORDER BY mailing.id DESC`;
}

/** At most so many days of a mailing that have events, in order, after a given one. */
export async function dayReport(
  database: Database,
  accountId: string,
  { mailingId, after, limit = maxPage }: { mailingId: number; after?: string | undefined; limit?: number },
  traffic: Traffic = 'human',
): Promise<DayReport[]> {
  await countForReport(database, { mailingIds: [BigInt(mailingId)] });
  return database.$queryRaw<DayReport[]>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, ${figures(traffic)}
    FROM mailing_day JOIN mailing ON mailing.id = mailing_day.mailing_id
    WHERE mailing.account_id = ${accountId}::uuid AND mailing.id = ${mailingId}::bigint AND (${counted(traffic)} OR NOT ${countsAtAll})
      AND day > coalesce(${after ?? null}::date, '-infinity')
    GROUP BY mailing_day.day ORDER BY mailing_day.day LIMIT ${limit}::int`;
}

/** At most so many links of a mailing in the order in which they appear in it, each place for itself, after a given one. */
export async function linkReport(
  database: Database,
  accountId: string,
  { mailingId, after = 0, limit = maxPage }: { mailingId: number; after?: number | undefined; limit?: number },
  traffic: Traffic = 'human',
): Promise<LinkReport[]> {
  await countForReport(database, { mailingIds: [BigInt(mailingId)] });
  return database.$queryRaw<LinkReport[]>`
    SELECT link.id::float8 AS id, link.url, link.label, link.app_link AS "appLink", counts.clicks, counts."uniqueClicks", counts.own
    FROM link
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(deduplicated) FILTER (WHERE ${counted(traffic)}), 0)::int AS clicks,
             coalesce(sum(${uniques(traffic)}) FILTER (WHERE ${counted(traffic)}), 0)::int AS "uniqueClicks", ${own} AS own
      FROM link_day WHERE link_day.link_id = link.id
    ) AS counts
    WHERE link.account_id = ${accountId}::uuid AND link.mailing_id = ${mailingId}::bigint AND link.id > ${after}::bigint
    ORDER BY link.id LIMIT ${limit}::int`;
}

/**
 * At most so many destinations of a mailing in the order in which they appear in it, after the one that a given link is the
 * first to lead to, with the clicks at all places that lead there.
 */
export async function destinationReport(
  database: Database,
  accountId: string,
  { mailingId, after = 0, limit = maxPage }: { mailingId: number; after?: number | undefined; limit?: number },
  traffic: Traffic = 'human',
): Promise<DestinationReport[]> {
  await countForReport(database, { mailingIds: [BigInt(mailingId)] });
  return database.$queryRaw<DestinationReport[]>`
    SELECT min(link.id)::float8 AS "firstLinkId", link.url, count(*)::int AS links, sum(counts.clicks)::int AS clicks,
           sum(counts.uniques)::int AS "uniqueClicks", sum(counts.own)::int AS own
    FROM link
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(deduplicated) FILTER (WHERE ${counted(traffic)}), 0) AS clicks,
             coalesce(sum(${uniquesOfDestination(traffic)}) FILTER (WHERE ${counted(traffic)}), 0) AS uniques, ${own} AS own
      FROM link_day WHERE link_day.link_id = link.id
    ) AS counts
    WHERE link.account_id = ${accountId}::uuid AND link.mailing_id = ${mailingId}::bigint
    GROUP BY link.url HAVING min(link.id) > ${after}::bigint
    ORDER BY min(link.id) LIMIT ${limit}::int`;
}

/** How the events of a mailing were classified, and why, the most frequent first; counts every single event. */
export async function reasonReport(database: Database, accountId: string, mailingId: number): Promise<ReasonReport[]> {
  await countForReport(database, { mailingIds: [BigInt(mailingId)] });
  return database.$queryRaw<ReasonReport[]>`
    SELECT type, client, reason, sum(total)::int AS events,
           (sum(total) / sum(sum(total)) OVER (PARTITION BY type))::float8 AS share
    FROM mailing_day JOIN mailing ON mailing.id = mailing_day.mailing_id
    WHERE mailing.account_id = ${accountId}::uuid AND mailing.id = ${mailingId}::bigint
    GROUP BY type, client, reason ORDER BY type, events DESC, client, reason`;
}

/** The clicks of people on the links of one tracking domain since the start of a day (UTC), and the last one ever. */
export async function clicksOnDomain(
  database: Database,
  accountId: string,
  domainId: string,
  since: Date,
): Promise<{ readonly clicks: number; readonly lastClickAt: Date | null }> {
  await countForReport(database, { clickDomainId: domainId });
  const [row] = await database.$queryRaw<{ clicks: number; lastClickAt: Date | null }[]>`
    SELECT coalesce(sum(deduplicated) FILTER (WHERE day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date), 0)::int AS clicks,
           max(last_at) AS "lastClickAt"
    FROM mailing JOIN mailing_day ON mailing_day.mailing_id = mailing.id AND type = 'click' AND ${countsAsPeople}
    WHERE mailing.account_id = ${accountId}::uuid AND mailing.click_domain_id = ${domainId}::uuid AND NOT mailing.test`;
  return row ?? { clicks: 0, lastClickAt: null };
}

/** How many mailings of a project were sent to try them out, and how many events they have, which are in no other figure. */
export async function testReport(
  database: Database,
  accountId: string,
  projectId: string,
): Promise<{ readonly mailings: number; readonly events: number }> {
  const tests = await database.mailing.findMany({
    where: { accountId, projectId, test: true, deletedAt: null },
    select: { id: true },
  });
  const mailingIds = tests.map(({ id }) => id);
  await countForReport(database, { mailingIds });
  const { events } = await figuresOf(database, mailingIds);
  return { mailings: tests.length, events };
}

/** Every event of these mailings, as it is counted, and the last click of a person. */
export async function figuresOf(
  database: Database,
  mailingIds: readonly bigint[],
): Promise<{ readonly events: number; readonly lastClickAt: Date | null }> {
  const [row] = await database.$queryRaw<{ events: number; lastClickAt: Date | null }[]>`
    SELECT coalesce(sum(total), 0)::int AS events,
           max(last_at) FILTER (WHERE type = 'click' AND ${countsAsPeople}) AS "lastClickAt"
    FROM mailing_day WHERE mailing_id = ANY(${mailingIds}::bigint[])`;
  return row ?? { events: 0, lastClickAt: null };
}

/** How many events are kept apart from all others. */
const own = Prisma.sql`coalesce(sum(total) FILTER (WHERE NOT ${countsAtAll}), 0)::int`;

function counted(traffic: Traffic): Prisma.Sql {
  return traffic === 'human' ? countsAsPeople : countsAtAll;
}

function uniques(traffic: Traffic): Prisma.Sql {
  return traffic === 'human' ? Prisma.sql`uniques` : Prisma.sql`uniques_of_all`;
}

function uniquesOfDestination(traffic: Traffic): Prisma.Sql {
  return traffic === 'human'
    ? Prisma.sql`coalesce(destination_uniques, uniques)`
    : Prisma.sql`coalesce(destination_uniques_of_all, uniques_of_all)`;
}

function figures(traffic: Traffic): Prisma.Sql {
  const sum = (column: Prisma.Sql, type: 'click' | 'open') =>
    Prisma.sql`coalesce(sum(${column}) FILTER (WHERE type = ${type}::event_type AND ${counted(traffic)}), 0)::int`;
  const deduplicated = Prisma.sql`deduplicated`;
  return Prisma.sql`
    ${sum(deduplicated, 'click')} AS clicks, ${sum(uniques(traffic), 'click')} AS "uniqueClicks",
    ${sum(deduplicated, 'open')} AS opens, ${sum(uniques(traffic), 'open')} AS "uniqueOpens", ${own} AS own`;
}
