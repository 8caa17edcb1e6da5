import type { Database, DatabaseOrTransaction, Domain } from '@waymark/prisma';
import { clockDriftMs } from '../../net/steady-clock.ts';

/** Longer than any check, so that a lease expires only if its process died or hung. */
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
  | 'details'
  | 'certificate'
  | 'failedChecks'
  | 'failedSince'
  | 'unfinishedSince'
>;

/** A domain reserved for one process, and until when. */
export type LeasedDomain = CheckedDomain & { readonly leasedUntil: Date };

/**
 * Leases up to `limit` domains that are due, those waiting longest first. Any number of processes may call this at the
 * same time: each domain goes to one of them. A lease that is not released lasts until it expires.
 */
export function leaseDue(database: Database, now: Date, limit: number): Promise<LeasedDomain[]> {
  return database.$queryRaw<LeasedDomain[]>`
    WITH due AS (
      SELECT id FROM domain
      WHERE next_check_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now}
        OR leased_until > ${after(now, leaseTtlMs + clockDriftMs)})
      ORDER BY next_check_at
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE domain SET leased_until = ${endOfLease(now)}
    FROM due WHERE domain.id = due.id
    RETURNING domain.id, account_id AS "accountId", host, cname_target AS "cnameTarget", needs_cname AS "needsCname",
      status::text, diagnosis, details, certificate::text, failed_checks AS "failedChecks", failed_since AS "failedSince",
      unfinished_since AS "unfinishedSince", leased_until AS "leasedUntil"`;
}

/**
 * Makes domains due whose last check lies in the future, because a clock was set back since: their next one would be that
 * much too late.
 */
export async function dueAfterClockChange(database: Database, now: Date): Promise<void> {
  await database.domain.updateMany({
    where: { lastCheckAt: { gt: after(now, clockDriftMs) } },
    data: { nextCheckAt: now },
  });
}

/**
 * Leases one domain, whether or not it is due. Returns undefined while another check of it is running, and for a domain
 * that is gone.
 */
export async function leaseOne(
  database: DatabaseOrTransaction,
  id: string,
  now: Date,
): Promise<LeasedDomain | undefined> {
  const leasedUntil = endOfLease(now);
  const [domain] = await database.domain.updateManyAndReturn({
    where: { id, ...isFree(now) },
    data: { leasedUntil },
  });
  return domain && { ...domain, leasedUntil };
}

/**
 * Releases leases without a check, so that any process may take the domains. A lease lost meanwhile stays with its new
 * holder.
 */
export async function releaseLeases(database: Database, domains: readonly LeasedDomain[]): Promise<void> {
  for (const { id, leasedUntil } of domains) {
    await database.domain.updateMany({ where: { id, leasedUntil }, data: { leasedUntil: null } });
  }
}

/** Whether nobody is checking a domain. */
export function isFree(now: Date) {
  const tooLate = after(now, leaseTtlMs + clockDriftMs);
  return { OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }, { leasedUntil: { gt: tooLate } }] };
}

function endOfLease(now: Date): Date {
  return after(now, leaseTtlMs);
}

function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}
