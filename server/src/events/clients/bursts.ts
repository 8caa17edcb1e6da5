import { Prisma } from '@waymark/prisma';
import type { Destinations } from './destinations.ts';

/** Change this number whenever the rules below change: every mailing is then judged and counted again. */
export const rulesVersion = 5;

/**
 * The classification of an event: by its request, unless the events around it revealed more. The team's own are judged by
 * servers of earlier versions only.
 */
export const judgedClient = Prisma.sql`CASE WHEN event.later_reason IS NULL OR event.reason = 'own' THEN event.client ELSE 'scanner' END AS client`;
export const judgedReason = Prisma.sql`CASE WHEN event.reason = 'own' THEN event.reason ELSE coalesce(event.later_reason, event.reason) END AS reason`;

/** Three different links within this many milliseconds are more than a person clicks. */
const within = 2500;
/** So are two within this many, if the mail was not opened before. */
const withinUnopened = 1000;

/**
 * Judges the clicks on a mailing in relation to each other, which a single request cannot reveal, and stores the result
 * beside that of the request: nothing is overwritten, so judging again, with these rules or others, starts from the
 * same data. A link is different if it leads elsewhere: somebody may well click a picture and the words below it. A
 * recipient who opens three different links within 2.5 seconds is a gateway that inspects every link,
 * whatever addresses and programs it uses, and however its other requests were classified. So is one who opens two
 * within a second without having opened the mail, in a mailing whose images other recipients load. Where the token
 * names no recipient, address and user agent identify the visitor instead. A link that a browser prefetches does not
 * count as opened.
 */
export async function judgeBursts(
  transaction: Prisma.TransactionClient,
  mailingId: bigint,
  since: Date,
  destinations: Destinations,
) {
  await transaction.$executeRaw`
    WITH seen AS (
      SELECT event.id, at, type, ${destinations.id} AS link_id, client, later_reason, recipient_id IS NOT NULL AS named,
        coalesce('r ' || recipient_id, 'a ' || ip || ' ' || user_agent) AS visitor
      FROM event ${destinations.join}
      WHERE event.mailing_id = ${mailingId} AND at >= ${since}::timestamptz AND reason NOT IN ('prefetch', 'own')
        AND (type = 'click' OR (recipient_id IS NOT NULL AND client IN ('human', 'proxy')))
    ), click AS (
      SELECT * FROM (SELECT *, min(at) FILTER (WHERE type = 'open') OVER (PARTITION BY visitor) AS opened FROM seen) AS all_seen
      WHERE type = 'click' AND visitor IS NOT NULL
    ), openers AS (
      SELECT min(coalesce('r ' || recipient_id, '')) AS first_opener, max(coalesce('r ' || recipient_id, '')) AS last_opener
      FROM event
      WHERE mailing_id = ${mailingId} AND at >= ${since}::timestamptz AND type = 'open' AND client IN ('human', 'proxy') AND reason <> 'own'
    ), step AS (
      SELECT *, link_id IS DISTINCT FROM lag(link_id) OVER visit
          OR at - lag(at) OVER visit > ${within}::int * interval '1 millisecond' AS begins
      FROM click WINDOW visit AS (PARTITION BY visitor ORDER BY at, id)
    ), numbered AS (
      SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY visitor ORDER BY at, id ROWS UNBOUNDED PRECEDING) AS run
      FROM step
    ), run AS (
      -- Clicks on the same link that follow each other at once. Those to be judged go along: joining them again may take for ever.
      SELECT visitor, named, opened, run, min(link_id) AS link_id, min(at) AS first, max(at) AS last,
        array_agg(id) FILTER (WHERE client = 'human') AS ids, array_agg(at) FILTER (WHERE client = 'human') AS times,
        array_agg(later_reason) FILTER (WHERE client = 'human') AS reasons
      FROM numbered GROUP BY visitor, named, opened, run
    ), ending AS (
      SELECT visitor, run, ids, times, reasons,
        link_id <> lag(link_id) OVER runs AND link_id <> lag(link_id, 2) OVER runs
          AND lag(link_id) OVER runs <> lag(link_id, 2) OVER runs
          AND first - lag(last, 2) OVER runs <= ${within}::int * interval '1 millisecond' AS third,
        link_id <> lag(link_id) OVER runs
          AND first - lag(last) OVER runs <= ${withinUnopened}::int * interval '1 millisecond'
          AND named AND coalesce(lag(first) OVER runs < opened, true)
          AND (first_opener <> visitor OR last_opener <> visitor) AS second
      FROM run CROSS JOIN openers WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), burst AS (
      SELECT ids, times, reasons,
        CASE
          WHEN third OR lead(third) OVER runs OR lead(third, 2) OVER runs THEN 'many-links'
          WHEN second OR lead(second) OVER runs THEN 'two-links'
        END AS reason
      FROM ending WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), judged AS (
      SELECT click.id, click.at, burst.reason
      FROM burst CROSS JOIN LATERAL unnest(ids, times, reasons) AS click (id, at, reason)
      WHERE click.reason IS DISTINCT FROM burst.reason
    )
    UPDATE event SET later_reason = judged.reason FROM judged WHERE event.id = judged.id AND event.at = judged.at`;
}
