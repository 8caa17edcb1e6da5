import type { Database, DatabaseOrTransaction, Domain } from '@waymark/prisma';

/** Longer than any check, so that only a process that died or stood still loses what it leased. */
const leaseTtlMs = 120_000;

/** What a check needs of a domain. */
export type CheckedDomain = Pick<
  Domain,
  | 'id'
  | 'accountId'
  | 'host'
  | 'cnameTarget'
  | 'needsCname'
  | 'status'
  | 'diagnosis'
  | 'certificate'
  | 'failedChecks'
  | 'failedSince'
  | 'unfinishedSince'
>;

/** A domain that one process may check, and until when no other may. */
export type LeasedDomain = CheckedDomain & { readonly leasedUntil: Date };

/**
 * Leases the domains that are due, those first that have waited longest, at most so many. Any number of processes may ask at
 * the same moment: each domain goes to one of them. A lease that was not given back counts until it is over.
 */
export function leaseDue(database: Database, now: Date, limit: number): Promise<LeasedDomain[]> {
  return database.$queryRaw<LeasedDomain[]>`
    WITH due AS (
      SELECT id FROM domain
      WHERE next_check_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now})
      ORDER BY next_check_at
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE domain SET leased_until = ${endOfLease(now)}
    FROM due WHERE domain.id = due.id
    RETURNING domain.id, account_id AS "accountId", host, cname_target AS "cnameTarget", needs_cname AS "needsCname",
      status::text, diagnosis, certificate::text, failed_checks AS "failedChecks", failed_since AS "failedSince",
      unfinished_since AS "unfinishedSince", leased_until AS "leasedUntil"`;
}

/** Leases one domain, due or not. Undefined while another check of it is under way, and for a domain that is gone. */
export async function leaseOne(
  database: DatabaseOrTransaction,
  id: string,
  now: Date,
): Promise<LeasedDomain | undefined> {
  const leasedUntil = endOfLease(now);
  const [domain] = await database.domain.updateManyAndReturn({
    where: { id, OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }] },
    data: { leasedUntil },
  });
  return domain && { ...domain, leasedUntil };
}

/** Gives leases back without a check: whoever looks next may take the domains. One that was lost meanwhile stays with whoever has it now. */
export async function releaseLeases(database: Database, domains: readonly LeasedDomain[]): Promise<void> {
  for (const { id, leasedUntil } of domains) {
    await database.domain.updateMany({ where: { id, leasedUntil }, data: { leasedUntil: null } });
  }
}

function endOfLease(now: Date): Date {
  return new Date(now.getTime() + leaseTtlMs);
}
