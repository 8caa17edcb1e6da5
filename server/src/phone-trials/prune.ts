import type { Database } from '@waymark/prisma';
import { deleteMailings, stopAnswering } from '../mailings/deletion.ts';
import { noteBrowsers } from './answers.ts';

/** Events of the last minutes may still be on their way into the database. */
const lateMs = 60_000;
const trialsAtOnce = 100;
/** How long a trial can be asked for after its end. */
const overMs = 24 * 3_600_000;
/** How long results are kept, and how many of a project, the newest. */
const [keptDays, maxOfProject] = [396, 1000];

/**
 * The job that deletes the test sends of trials that are over, then the trials, and results that are old or too many. Whoever
 * deletes a project or a test send, and keeps its links, means those of mail that was sent: a trial's end with it.
 */
export async function prunePhoneTrials(database: Database, now: Date): Promise<void> {
  for (;;) {
    const over = await database.phoneTrial.findMany({
      where: {
        mailingId: { not: null },
        OR: [{ expiresAt: { lte: new Date(now.getTime() - lateMs) } }, { project: { deletedAt: { not: null } } }],
      },
      take: trialsAtOnce,
      select: { id: true, accountId: true, mailingId: true },
    });
    await noteBrowsers(
      database,
      over.map(({ id }) => id),
    );
    for (const { id, accountId, mailingId } of over) {
      await deleteMailings(database, accountId, { id: mailingId! }, { links: 'break', at: now });
      await stopAnswering(database, accountId, mailingId!);
      await database.phoneTrial.update({ where: { id }, data: { mailingId: null } });
    }
    if (over.length < trialsAtOnce) break;
  }
  await database.phoneTrial.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - overMs) } } });
  await database.phoneResult.deleteMany({ where: { project: { deletedAt: { not: null } } } });
  await database.phoneTrial.deleteMany({ where: { project: { deletedAt: { not: null } } } });
  await database.$executeRaw`
    DELETE FROM phone_result
    WHERE at < ${now}::timestamptz - make_interval(days => ${keptDays}::int) OR id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY at DESC, id DESC) AS number FROM phone_result
      ) AS counted
      WHERE number > ${maxOfProject}::int)`;
}
