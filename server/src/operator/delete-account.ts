import type { Account, Database } from '@waymark/prisma';

const atOnce = 10_000;

/** What goes with an account. */
export interface AccountLosses {
  readonly members: number;
  readonly projects: number;
  readonly domains: readonly string[];
  readonly mailings: number;
  readonly links: number;
  readonly events: number;
}

export async function lossesOfAccount(database: Database, { id: accountId }: Account): Promise<AccountLosses> {
  const where = { accountId };
  const domains = await database.domain.findMany({ where, select: { host: true }, orderBy: { host: 'asc' } });
  const used = await database.accountLinks.findUnique({ where });
  const [members, projects, mailings, events] = await Promise.all([
    database.member.count({ where }),
    database.project.count({ where: { accountId, deletedAt: null } }),
    database.mailing.count({ where: { accountId, deletedAt: null } }),
    database.event.count({ where }),
  ]);
  const links = Number(used?.links ?? 0);
  return { members, projects, domains: domains.map(({ host }) => host), mailings, links, events };
}

/**
 * Deletes an account with everything of it, in steps that can be repeated: its links end first. What stays are the
 * tombstones of its hosts, which then are nobody's, and its numbers, which are never given again.
 */
export async function deleteAccount(database: Database, { id: accountId }: Account, now: Date): Promise<void> {
  const where = { accountId };
  await database.$transaction([
    database.account.update({ where: { id: accountId }, data: { suspendedAt: now } }),
    database.project.updateMany({ where, data: { clickDomainId: null, openDomainId: null } }),
    database.$executeRaw`
      INSERT INTO tombstone (domain_id, account_id, host, cname_target, removed_at)
      SELECT id, account_id, host, cname_target, ${now}::timestamptz FROM domain WHERE account_id = ${accountId}::uuid`,
    database.domain.deleteMany({ where }),
  ]);
  await inSteps(
    () => database.$executeRaw`
      DELETE FROM event WHERE (id, at) IN (
        SELECT id, at FROM event WHERE account_id = ${accountId}::uuid LIMIT ${atOnce}::int)`,
  );
  await database.$executeRaw`
    DELETE FROM uncounted_mailing WHERE mailing_id IN (SELECT id FROM mailing WHERE account_id = ${accountId}::uuid)`;
  await inSteps(
    () => database.$executeRaw`
      DELETE FROM link WHERE id IN (SELECT id FROM link WHERE account_id = ${accountId}::uuid LIMIT ${atOnce}::int)`,
  );
  const people = await database.member.findMany({ where, select: { personId: true } });
  await database.account.delete({ where: { id: accountId } });
  // Whoever is a member of another account still signs in there.
  const left = people.flatMap(({ personId }) => personId ?? []);
  await database.person.deleteMany({ where: { id: { in: left }, members: { none: {} } } });
}

/** So few rows at a time that nobody who stores something waits long. */
async function inSteps(step: () => Promise<number>): Promise<void> {
  while ((await step()) > 0);
}
