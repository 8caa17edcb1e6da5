import type { Database, DomainCheck } from '@waymark/prisma';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';

/** At most so many checks of a domain, newest first, after a given one, which may have been pruned meanwhile. */
export function listChecks(
  database: Database,
  domainId: string,
  { cursor, limit }: { readonly cursor?: MomentCursor | undefined; readonly limit: number },
): Promise<DomainCheck[]> {
  return database.domainCheck.findMany({
    where: { domainId, ...olderThan(cursor) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
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
