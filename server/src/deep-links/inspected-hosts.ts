import type { AssociationFile, Database } from '@waymark/prisma';
import type { MomentCursor } from '../rpc/pages.ts';

/** Hosts that nobody wanted to know of for so long are forgotten, and so are all but those that were wanted last. */
const unusedDays = 30;
const maxHosts = 20_000;

/** Notes that an account asked about hosts, which keeps what is known of them. */
export async function noteInspected(
  database: Database,
  accountId: string,
  hosts: readonly string[],
  now: Date,
): Promise<void> {
  if (hosts.length === 0) return;
  // Those that could not be asked yet are not known.
  await database.$executeRaw`
    INSERT INTO inspected_host (account_id, host, first_at)
    SELECT ${accountId}::uuid, host, ${now}::timestamptz FROM association_host WHERE host = ANY(${hosts}) ORDER BY host
    ON CONFLICT DO NOTHING`;
  await database.$executeRaw`
    UPDATE association_host SET used_at = ${now}
    WHERE host IN (
      SELECT host FROM association_host
      WHERE host = ANY(${hosts}) AND used_at < ${now}::timestamptz - interval '1 hour' ORDER BY host FOR UPDATE)`;
}

/** Which of these hosts an account asked about. */
export async function inspectedAmong(
  database: Database,
  accountId: string,
  hosts: readonly string[],
): Promise<readonly string[]> {
  if (hosts.length === 0) return [];
  const rows = await database.inspectedHost.findMany({ where: { accountId, host: { in: [...hosts] } } });
  return rows.map(({ host }) => host);
}

/**
 * What the files of a host were like since an account first asked about it, the newest first; nothing for a host that it
 * never asked about.
 */
export async function listFiles(
  database: Database,
  accountId: string,
  host: string,
  { cursor, limit }: { readonly cursor?: MomentCursor | undefined; readonly limit: number },
): Promise<AssociationFile[]> {
  const inspected = await database.inspectedHost.findUnique({ where: { accountId_host: { accountId, host } } });
  if (inspected === null) return [];
  const older = cursor && [{ lastAt: { lt: cursor[0] } }, { lastAt: cursor[0], id: { lt: cursor[1] } }];
  return database.associationFile.findMany({
    where: { host, lastAt: { gte: inspected.firstAt }, ...(older && { OR: older }) },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Forgets hosts that nobody wanted to know of lately, with their files. Returns how many. */
export function pruneHosts(database: Database, now: Date): Promise<number> {
  return database.$executeRaw`
    DELETE FROM association_host
    WHERE used_at < ${now}::timestamptz - make_interval(days => ${unusedDays}::int)
      OR host IN (SELECT host FROM association_host ORDER BY used_at DESC, host OFFSET ${maxHosts})`;
}
