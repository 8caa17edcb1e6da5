import { type Database, Prisma } from '@waymark/prisma';
import { judgeBursts, judgedClient, judgedReason, rulesVersion } from '../clients/bursts.ts';
import { type Destinations, destinationsOf } from '../clients/destinations.ts';

/** A mailing that takes no longer than this to count is counted whenever somebody looks. */
const quickMs = 250;
/** One that takes a second longer is counted again after twenty, so that counting takes only a share of the time. */
const share = 20;
/** How many mailings one run of the job selects at a time. */
const batchSize = 100;
/** Counting a mailing with many millions of events must not be cut off. */
const transactionTimeoutMs = 600_000;

/**
 * Which events count as people's: those of a person, or of a proxy that fetches an image when a person opens the mail.
 * Apple's proxy fetches images whether or not anybody opens the mail.
 */
export const countsAsPeople = Prisma.sql`(client = 'human' AND reason <> 'own' OR client = 'proxy' AND reason <> 'apple-mail-privacy')`;

/** Which events count at all: the team's own are kept apart. */
export const countsAtAll = Prisma.sql`(reason <> 'own')`;

interface Uncounted {
  readonly id: bigint;
}

/** Counts every mailing with uncounted events, except those that were counted too recently. */
export function countUncounted(database: Database): Promise<void> {
  return countThose(database, Prisma.sql`true`);
}

/** Brings the counts of these mailings, or of all on a domain, up to date before they are shown. */
export function countForReport(
  database: Database,
  of: { readonly mailingIds: readonly bigint[] } | { readonly clickDomainId: string },
): Promise<void> {
  const which =
    'mailingIds' in of
      ? Prisma.sql`mailing.id = ANY(${of.mailingIds}::bigint[])`
      : Prisma.sql`mailing.click_domain_id = ${of.clickDomainId}::uuid`;
  return countThose(database, which);
}

async function countThose(database: Database, which: Prisma.Sql): Promise<void> {
  for (;;) {
    const due = await uncounted(database, which);
    for (const { id } of due) await countMailing(database, id);
    if (due.length < batchSize) return;
  }
}

function uncounted(database: Database, which: Prisma.Sql): Promise<Uncounted[]> {
  return database.$queryRaw<Uncounted[]>`
    SELECT mailing.id
    FROM mailing LEFT JOIN counted_mailing ON counted_mailing.mailing_id = mailing.id
    WHERE ${which} AND mailing.deleted_at IS NULL AND (counted_mailing.rules <> ${rulesVersion}::int
        OR EXISTS (SELECT FROM uncounted_mailing WHERE uncounted_mailing.mailing_id = mailing.id))
      AND (counted_mailing.at IS NULL
        OR counted_mailing.at + greatest(milliseconds - ${quickMs}::int, 0) * ${share}::int * interval '1 millisecond' <= clock_timestamp())
    ORDER BY mailing.id LIMIT ${batchSize}::int`;
}

/**
 * Recounts a mailing from all events that are still stored, and replaces the previous counts, so that doing it twice,
 * or on two servers at once, changes nothing. The counts of days whose events were deleted by age are kept.
 */
export async function countMailing(database: Database, id: bigint): Promise<void> {
  const began = performance.now();
  await database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('waymark count ' || ${String(id)}, 0))`;
      // Marks set from here on are invisible to this statement and stay; events behind the marks it deletes are visible
      // to the following statements.
      await transaction.$executeRaw`DELETE FROM uncounted_mailing WHERE mailing_id = ${id}`;
      const [mailing] = await transaction.$queryRaw<{ since: Date }[]>`
        SELECT coalesce(project.events_since, '0001-01-01Z') AS since
        FROM mailing JOIN project ON project.id = mailing.project_id
        WHERE mailing.id = ${id} FOR KEY SHARE OF mailing`;
      if (mailing === undefined) return;
      await transaction.$executeRaw`SET LOCAL work_mem = '64MB'`;
      const destinations = await destinationsOf(transaction, id);
      await judgeBursts(transaction, id, mailing.since, destinations);
      await replaceCounts(transaction, id, mailing.since, destinations);
      const milliseconds = Math.ceil(performance.now() - began);
      await transaction.$executeRaw`
        INSERT INTO counted_mailing (mailing_id, at, milliseconds, rules)
        VALUES (${id}, clock_timestamp(), ${milliseconds}::int, ${rulesVersion}::int)
        ON CONFLICT (mailing_id) DO UPDATE SET at = excluded.at, milliseconds = excluded.milliseconds, rules = excluded.rules`;
    },
    { timeout: transactionTimeoutMs, maxWait: transactionTimeoutMs },
  );
}

/**
 * Unique: the first event of its recipient id, on the day it happened; on a destination, at the place where it happened, so
 * that its places add up. Deduplicated: not within two seconds after
 * another event of the same recipient, stored address and user agent; people and machines are deduplicated separately,
 * so that a prefetch does not swallow the click after it. Events with neither recipient nor address are never
 * duplicates of each other.
 */
async function replaceCounts(
  transaction: Prisma.TransactionClient,
  id: bigint,
  since: Date,
  destinations: Destinations,
): Promise<void> {
  const kept = Prisma.sql`mailing_id = ${id} AND day >= (${since}::timestamptz AT TIME ZONE 'UTC')::date`;
  // Where every link is a destination of its own, sorting the events once more would tell nothing new.
  const ofDestination = destinations.repeat ? Prisma.sql`of_destination` : Prisma.sql`of_link`;
  await transaction.$executeRaw`DELETE FROM link_day WHERE ${kept}`;
  await transaction.$executeRaw`DELETE FROM mailing_day WHERE ${kept}`;
  await transaction.$executeRaw`
    WITH looked_at AS (
      SELECT *, ${countsAsPeople} AS counts, NOT ${countsAtAll} AS own
      FROM (
        SELECT event.id, type, link_id, ${destinations.id} AS destination, at, (at AT TIME ZONE 'UTC')::date AS day,
          recipient_id, ip, user_agent, ${judgedClient}, ${judgedReason}
        FROM event ${destinations.join} WHERE event.mailing_id = ${id} AND at >= ${since}::timestamptz
      ) AS kept
    ), judged AS MATERIALIZED (
      SELECT type, link_id, at, day, client, reason,
        (recipient_id IS NULL AND ip IS NULL) OR coalesce(at - lag(at) OVER of_device >= interval '2 seconds', true) AS lone,
        recipient_id IS NOT NULL AND row_number() OVER of_link = 1 AS first_of_link,
        recipient_id IS NOT NULL AND row_number() OVER ${ofDestination} = 1 AS first_of_destination,
        recipient_id IS NOT NULL AND row_number() OVER of_mailing = 1 AS first_of_mailing,
        recipient_id IS NOT NULL AND counts AND count(*) FILTER (WHERE counts) OVER of_link = 1 AS first_person_of_link,
        recipient_id IS NOT NULL AND counts AND count(*) FILTER (WHERE counts) OVER ${ofDestination} = 1 AS first_person_of_destination,
        recipient_id IS NOT NULL AND counts AND count(*) FILTER (WHERE counts) OVER of_mailing = 1 AS first_person_of_mailing
      FROM looked_at
      WINDOW
        of_device AS (PARTITION BY type, link_id, counts, own, recipient_id, ip, user_agent ORDER BY at, id),
        of_link AS (PARTITION BY type, own, link_id, recipient_id ORDER BY at, id ROWS UNBOUNDED PRECEDING),
        of_destination AS (PARTITION BY type, own, destination, recipient_id ORDER BY at, id ROWS UNBOUNDED PRECEDING),
        of_mailing AS (PARTITION BY type, own, recipient_id ORDER BY at, id ROWS UNBOUNDED PRECEDING)
    ), by_link AS (
      INSERT INTO link_day (link_id, day, client, reason, mailing_id, total, deduplicated, uniques, uniques_of_all,
        destination_uniques, destination_uniques_of_all)
      SELECT link_id, day, client, reason, ${id}, count(*), count(*) FILTER (WHERE lone),
        count(*) FILTER (WHERE first_person_of_link), count(*) FILTER (WHERE first_of_link),
        count(*) FILTER (WHERE first_person_of_destination), count(*) FILTER (WHERE first_of_destination)
      FROM judged WHERE type = 'click' AND link_id IS NOT NULL
      GROUP BY link_id, day, client, reason
    )
    INSERT INTO mailing_day (mailing_id, day, type, client, reason, total, deduplicated, uniques, uniques_of_all, last_at)
    SELECT ${id}, day, type, client, reason, count(*), count(*) FILTER (WHERE lone),
      count(*) FILTER (WHERE first_person_of_mailing), count(*) FILTER (WHERE first_of_mailing), max(at)
    FROM judged GROUP BY day, type, client, reason`;
}
