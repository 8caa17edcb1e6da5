import { type Database, type DatabaseOrTransaction, type Domain, Prisma } from '@waymark/prisma';

/**
 * Takes a domain away with its keys and its history, and leaves a tombstone; the keys are put where they open nothing, for
 * recipients/ids.ts. Returns false when it did not go: it is gone already, or a project was attached to it at the last moment.
 */
export async function bury(database: Database, domain: Domain, removedAt: Date): Promise<boolean> {
  const { id: domainId, accountId, host, cnameTarget } = domain;
  try {
    await database.$transaction([
      database.$executeRaw`
        INSERT INTO former_key (domain_id, key_id, account_id, secret, removed_at)
        SELECT domain_id, key_id, domain.account_id, secret, ${removedAt}::timestamptz
        FROM domain JOIN signing_key ON domain_id = domain.id
        WHERE domain.id = ${domainId}::uuid AND domain.account_id = ${accountId}::uuid
        FOR UPDATE OF domain`,
      database.domain.delete({ where: { id: domainId, accountId } }),
      database.tombstone.create({ data: { domainId, accountId, host, cnameTarget, removedAt } }),
    ]);
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

/** Whether a host was a tracking domain of another account before. */
export async function wasAnothers(database: DatabaseOrTransaction, accountId: string, host: string): Promise<boolean> {
  const found = await database.tombstone.findFirst({
    where: { host, OR: [{ accountId: null }, { accountId: { not: accountId } }] },
    select: { domainId: true },
  });
  return found !== null;
}

/** Prisma's codes for a row that something refers to, and for one that is not there. */
function isRefused(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && ['P2003', 'P2025'].includes(error.code);
}
