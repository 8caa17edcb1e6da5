import { Prisma } from '@waymark/prisma';

/** Another number than before whenever the rules below change: every message is then judged and counted again. */
export const rulesVersion = 1;

/** What an event is taken for: by its request, unless the events around it showed more. */
export const judgedClass = Prisma.sql`CASE WHEN event.later_reason IS NULL THEN event.class ELSE 'scanner' END AS class`;
export const judgedReason = Prisma.sql`coalesce(event.later_reason, event.reason) AS reason`;

/** Three different links within so many milliseconds are more than a person clicks. */
const within = 2500;

/**
 * Judges the clicks on a message by each other, which a single request cannot show, and notes it beside what the request
 * showed: nothing is lost, and judging again, with these rules or others, starts from the same.
 *
 * One recipient that opens three different links within 2.5 seconds is a gateway that looks at every link; whatever
 * addresses and programs it uses. Where the token names no recipient, the address and the program are looked at instead.
 */
export async function judgeTogether(transaction: Prisma.TransactionClient, messageId: bigint, since: Date) {
  await transaction.$executeRaw`
    WITH click AS (
      SELECT id, at, link_id, later_reason, coalesce('r ' || recipient, 'a ' || ip || ' ' || user_agent) AS visitor
      FROM event
      WHERE message_id = ${messageId} AND at >= ${since}::timestamptz AND kind = 'click' AND class = 'human'
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
      SELECT visitor, run, min(link_id) AS link_id, min(at) AS first, max(at) AS last
      FROM numbered GROUP BY visitor, run
    ), ending AS (
      SELECT visitor, run,
        link_id <> lag(link_id) OVER runs AND link_id <> lag(link_id, 2) OVER runs
          AND lag(link_id) OVER runs <> lag(link_id, 2) OVER runs
          AND first - lag(last, 2) OVER runs <= ${within}::int * interval '1 millisecond' AS third
      FROM run WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), burst AS (
      SELECT visitor, run,
        coalesce(third, false) OR coalesce(lead(third) OVER runs, false) OR coalesce(lead(third, 2) OVER runs, false) AS hit
      FROM ending WINDOW runs AS (PARTITION BY visitor ORDER BY run)
    ), judged AS (
      SELECT numbered.id, numbered.at, CASE WHEN burst.hit THEN 'many-links' END AS reason
      FROM numbered JOIN burst USING (visitor, run)
      WHERE numbered.later_reason IS DISTINCT FROM CASE WHEN burst.hit THEN 'many-links' END
    )
    UPDATE event SET later_reason = judged.reason FROM judged WHERE event.id = judged.id AND event.at = judged.at`;
}
