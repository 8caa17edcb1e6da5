import type { Database } from '@waymark/prisma';

const mailingsAtOnce = 100;
/** So few at a time that nobody who stores events waits long. */
const eventsAtOnce = 10_000;

interface Deleted {
  readonly id: bigint;
  /** No domain answers its links any more. */
  readonly broken: boolean;
}

/**
 * The job that deletes what belonged to deleted mailings: events, counts, mails, and the rows themselves where no link redirects
 * any more. The newest mailing and link stay until there are newer ones: a database whose last ids become lower is taken
 * for an older state of itself. What a server of an earlier version did with a deleted project is undone: mailings that it
 * registered are deleted but for their links, and domains are detached.
 */
export async function purgeDeletedMailings(database: Database): Promise<void> {
  await database.$executeRaw`
    UPDATE project SET click_domain_id = NULL, open_domain_id = NULL
    WHERE deleted_at IS NOT NULL AND (click_domain_id IS NOT NULL OR open_domain_id IS NOT NULL)`;
  await database.$executeRaw`
    UPDATE mailing SET deleted_at = project.deleted_at FROM project
    WHERE project.id = mailing.project_id AND project.deleted_at IS NOT NULL AND mailing.deleted_at IS NULL`;
  for (;;) {
    const due = await database.$queryRaw<Deleted[]>`
      SELECT id, broken FROM (
        SELECT id, click_domain_id IS NULL AND open_domain_id IS NULL
            AND id < (SELECT max(id) FROM mailing)
            AND NOT EXISTS (SELECT FROM link WHERE mailing_id = mailing.id AND link.id = (SELECT max(id) FROM link)) AS broken
        FROM mailing WHERE deleted_at IS NOT NULL
      ) AS deleted
      WHERE broken OR EXISTS (SELECT FROM uncounted_mailing WHERE mailing_id = deleted.id)
        OR EXISTS (SELECT FROM counted_mailing WHERE mailing_id = deleted.id)
        OR EXISTS (SELECT FROM mailing_body WHERE mailing_id = deleted.id)
      LIMIT ${mailingsAtOnce}::int`;
    for (const mailing of due) await purge(database, mailing);
    if (due.length < mailingsAtOnce) break;
  }
  await database.$executeRaw`
    DELETE FROM project WHERE deleted_at IS NOT NULL AND NOT EXISTS (SELECT FROM mailing WHERE project_id = project.id)`;
}

async function purge(database: Database, { id, broken }: Deleted): Promise<void> {
  for (let more = true; more; ) {
    const [oldest] = await database.$queryRaw<{ at: Date }[]>`
      SELECT at FROM event WHERE mailing_id = ${id} ORDER BY at DESC LIMIT 1 OFFSET ${eventsAtOnce}::int`;
    more = oldest !== undefined;
    await database.$executeRaw`
      DELETE FROM event WHERE mailing_id = ${id} AND at >= coalesce(${oldest?.at ?? null}::timestamptz, '-infinity')`;
  }
  const where = { mailingId: id };
  await database.$transaction([
    database.uncountedMailing.deleteMany({ where }),
    database.countedMailing.deleteMany({ where }),
    database.mailingDay.deleteMany({ where }),
    database.linkDay.deleteMany({ where }),
    database.mailingBody.deleteMany({ where }),
    ...(broken ? [database.mailing.deleteMany({ where: { id } })] : []),
  ]);
}
