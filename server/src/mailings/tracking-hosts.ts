import type { Database } from '@waymark/prisma';

/** Dependencies of knowing tracking hosts. */
export interface TrackingHostNeeds {
  readonly database: Database;
  /** Whether a host, as stored, is a tracking domain of any account of this installation; answered from memory. */
  readonly isTrackingHost: (host: string) => boolean;
}

/**
 * Which of these hosts are tracking domains, of any account. Only those that were verified: a stranger's claim of
 * a host must not keep others from linking there, and without a proof there is no link on it.
 */
export async function trackingHostsAmong(
  { database, isTrackingHost }: TrackingHostNeeds,
  hosts: readonly string[],
): Promise<readonly string[]> {
  const known = hosts.filter(isTrackingHost);
  if (known.length === 0) return [];
  const verified = await database.domain.findMany({
    where: { host: { in: known }, OR: [{ status: 'verified' }, { verifiedAt: { not: null } }] },
    select: { host: true },
  });
  return verified.map(({ host }) => host);
}
