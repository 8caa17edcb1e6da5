import { type Database, Prisma } from '@waymark/prisma';
import { createUpcomingPartitions, partitionsBefore } from './partitions.ts';
import { countMailing } from './reports/counts.ts';

const day = 86_400_000;
/** No project keeps events longer. One day more, because events are deleted in whole days. */
const formerKeyDays = 397;
/** How long an erasure applies to events that are still in an event log. */
const erasureDays = 366;
/** How long to wait for the lock on the table of events before a month is dropped another day instead, as PostgreSQL writes it. */
const lockTimeout = '3s';

/**
 * The daily job on events: creates upcoming partitions, and deletes what is older than its project's retention time, in whole
 * days (UTC). Days are counted before their events go, and keep their counts. A month that no project needs any more is
 * dropped as a whole, so that its rows need not be deleted one by one.
 */
export async function enforceRetention(database: Database, now: Date): Promise<void> {
  await createUpcomingPartitions(database, now);
  const projects = await database.project.findMany({ select: { id: true, retentionDays: true, eventsSince: true } });
  const moments = projects.map(({ id, retentionDays, eventsSince }) => {
    const since = new Date(Math.floor(now.getTime() / day) * day - retentionDays * day);
    return { id, since: eventsSince && eventsSince > since ? eventsSince : since };
  });
  for (const { id, since } of moments) await freezeCounts(database, id, since);
  await dropPartitions(database, new Date(Math.min(now.getTime(), ...moments.map(({ since }) => since.getTime()))));
  for (const { id, since } of moments) {
    await database.$executeRaw`
      DELETE FROM event USING mailing
      WHERE mailing.id = event.mailing_id AND mailing.project_id = ${id}::uuid AND event.at < ${since}::timestamptz`;
  }
  await database.erasure.deleteMany({ where: { at: { lt: new Date(now.getTime() - erasureDays * day) } } });
  await database.formerKey.deleteMany({ where: { removedAt: { lt: new Date(now.getTime() - formerKeyDays * day) } } });
}

/** Counts a last time what is not counted yet, then freezes the counts of the days before. */
async function freezeCounts(database: Database, projectId: string, since: Date): Promise<void> {
  const stale = await database.$queryRaw<{ id: bigint }[]>`
    SELECT mailing.id FROM mailing
    WHERE project_id = ${projectId}::uuid AND EXISTS (SELECT FROM uncounted_mailing WHERE mailing_id = mailing.id)`;
  for (const { id } of stale) await countMailing(database, id);
  await database.project.updateMany({
    where: { id: projectId, OR: [{ eventsSince: null }, { eventsSince: { lt: since } }] },
    data: { eventsSince: since },
  });
}

async function dropPartitions(database: Database, before: Date): Promise<void> {
  for (const name of await partitionsBefore(database, before)) {
    try {
      await database.$transaction([
        database.$executeRawUnsafe(`SET LOCAL lock_timeout = '${lockTimeout}'`),
        database.$executeRawUnsafe(`DROP TABLE IF EXISTS "${name}"`),
      ]);
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
    }
  }
}

/** Somebody has been reading for longer than links may wait: the rows are deleted instead, and the empty partition goes another day. */
function isLockTimeout(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && JSON.stringify(error.meta).includes('55P03');
}
