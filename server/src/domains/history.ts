import type { Database, DomainCheck } from '@waymark/prisma';

/** A position in a history, which stays valid while checks are added and pruned. */
export interface HistoryPlace {
  readonly at: string;
  readonly id: string;
}

/** The checks of a domain before a position, newest first, and the position of the next page; null at the end. */
export async function listChecks(
  database: Database,
  domainId: string,
  { before, limit }: { readonly before?: HistoryPlace | undefined; readonly limit: number },
): Promise<{ checks: DomainCheck[]; next: HistoryPlace | null }> {
  const earlier = before && { OR: [{ at: { lt: before.at } }, { at: before.at, id: { lt: before.id } }] };
  const found = await database.domainCheck.findMany({
    where: { domainId, ...earlier },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const checks = found.slice(0, limit);
  const last = checks.at(-1);
  return { checks, next: found.length > limit && last ? { at: last.at.toISOString(), id: last.id } : null };
}

/** Checks with the same result as the one before are kept this long, those with a new result for a year. */
const daysOfSame = 30;
const daysOfNews = 365;

/** Deletes old checks, but keeps the newest of each domain, whatever its age. Returns how many were deleted. */
export function pruneChecks(database: Database, now: Date): Promise<number> {
  // The predecessor of an old check is older still, so only old checks have to be read.
  return database.$executeRaw`
    WITH old AS (
      SELECT id, at, status, code,
             lag(status) OVER domain AS status_before, lag(code) OVER domain AS code_before,
             row_number() OVER (PARTITION BY domain_id ORDER BY at DESC, id DESC) = 1 AS newest_of_old, domain_id
      FROM domain_check
      WHERE at < ${now}::timestamptz - make_interval(days => ${daysOfSame}::int)
      WINDOW domain AS (PARTITION BY domain_id ORDER BY at, id)
    )
    DELETE FROM domain_check USING old
    WHERE domain_check.id = old.id
      AND (old.at < ${now}::timestamptz - make_interval(days => ${daysOfNews}::int)
           OR (old.status = old.status_before AND old.code = old.code_before))
      AND NOT (old.newest_of_old AND NOT EXISTS (
        SELECT FROM domain_check AS later
        WHERE later.domain_id = old.domain_id AND later.at >= ${now}::timestamptz - make_interval(days => ${daysOfSame}::int)
      ))`;
}
