import { Prisma } from '@waymark/prisma';

/** Another number than before whenever the rules below change: every message is then judged and counted again. */
export const rulesVersion = 2;

/** What an event is taken for: by its request, unless the events around it showed more. */
export const judgedClass = Prisma.sql`CASE WHEN event.later_reason IS NULL THEN event.class ELSE 'scanner' END AS class`;
export const judgedReason = Prisma.sql`coalesce(event.later_reason, event.reason) AS reason`;

/** Three different links within so many milliseconds are more than a person clicks. */
const within = 2500;
/** Two within so many are, too, where the mail was not opened before. */
const withinUnopened = 1000;

/**
 * Judges the clicks on a message by each other, which a single request cannot show, and notes it beside what the request
 * showed: nothing is lost, and judging again, with these rules or others, starts from the same.
 *
 * One recipient that opens three different links within 2.5 seconds is a gateway that looks at every link; whatever
 * addresses and programs it uses, and whatever its other requests were taken for. So is one that opens two within a second
 * and has not opened the mail, in a message whose images are loaded at all. Where the token names no recipient, the address
 * and the program are looked at instead. What a browser fetches beforehand opens no link.
 */
export async function judgeTogether(transaction: Prisma.TransactionClient, messageId: bigint, since: Date) {
  await transaction.$executeRaw`
    WITH click AS (
      SELECT id, at, link_id, class, later_reason, recipient,
        coalesce('r ' || recipient, 'a ' || ip || ' ' || user_agent) AS visitor
      FROM event
      WHERE message_id = ${messageId} AND at >= ${since}::timestamptz AND kind = 'click' AND reason <> 'prefetch'
    ), step AS (
      SELECT *, link_id IS DISTINCT FROM lag(link_id) OVER visit
          OR at - lag(at) OVER visit > ${within}::int * interval '1 millisecond' AS begins
      FROM click WHERE visitor IS NOT NULL
      WINDOW visit AS (PARTITION BY visitor ORDER BY at, id)
    ), numbered AS (
      SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY visitor ORDER BY at, id ROWS UNBOUNDED PRECEDING) AS run
      FROM step
    ), run AS (
      -- Clicks on the same link that follow each other at once.
      SELECT visitor, recipient, run, min(link_id) AS link_id, min(at) AS first, max(at) AS last
      FROM numbered GROUP BY visitor, recipient, run
    ), opened AS (
      SELECT recipient, min(at) AS at FROM event
      WHERE message_id = ${messageId} AND at >= ${since}::timestamptz AND kind = 'open' AND class IN ('human', 'proxy')
      GROUP BY recipient
    ), ending AS (
      SELECT visitor, run,
        link_id <> lag(link_id) OVER runs AND link_id <> lag(link_id, 2) OVER runs
          AND lag(link_id) OVER runs <> lag(link_id, 2) OVER runs
          AND first - lag(last, 2) OVER runs <= ${within}::int * interval '1 millisecond' AS third,
        link_id <> lag(link_id) OVER runs
          AND first - lag(last) OVER runs <= ${withinUnopened}::int * interval '1 millisecond'
          AND run.recipient IS NOT NULL AND EXISTS (SELECT FROM opened)
          AND coalesce(lag(first) OVER runs < opened.at, true) AS second
      FROM run LEFT JOIN opened ON opened.recipient = run.recipient
      WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), burst AS (
      SELECT visitor, run,
        CASE
          WHEN third OR lead(third) OVER runs OR lead(third, 2) OVER runs THEN 'many-links'
          WHEN second OR lead(second) OVER runs THEN 'two-links'
        END AS reason
      FROM ending WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), judged AS (
      SELECT numbered.id, numbered.at, burst.reason
      FROM numbered JOIN burst USING (visitor, run)
      WHERE numbered.class = 'human' AND numbered.later_reason IS DISTINCT FROM burst.reason
    )
    UPDATE event SET later_reason = judged.reason FROM judged WHERE event.id = judged.id AND event.at = judged.at`;
}
