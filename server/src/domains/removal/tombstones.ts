import { type Database, type DatabaseOrTransaction, type Domain, Prisma } from '@waymark/prisma';

/** Deletes a domain with its keys and history, and its alerts, which may outlive a domain and so do not go with it. */
export const deletionOf = (database: DatabaseOrTransaction, { id, accountId }: Pick<Domain, 'id' | 'accountId'>) =>
  [
    database.domain.delete({ where: { id, accountId } }),
    database.alert.deleteMany({ where: { domainId: id, accountId } }),
  ] as const;

/**
 * Deletes a domain with its keys, history and alerts, and leaves a tombstone. Its keys move to a table from which no
 * token can be opened, for recipients/ids.ts. Returns false when nothing was deleted, because it was gone already or a
 * project was attached meanwhile.
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
      ...deletionOf(database, domain),
      database.tombstone.create({ data: { domainId, accountId, host, cnameTarget, removedAt } }),
    ]);
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

/** Whether a host used to be a tracking domain of another account. */
export async function wasAnothers(database: DatabaseOrTransaction, accountId: string, host: string): Promise<boolean> {
  const found = await database.tombstone.findFirst({
    where: { host, OR: [{ accountId: null }, { accountId: { not: accountId } }] },
    select: { domainId: true },
  });
  return found !== null;
}

/** Prisma's codes for a row that is still referenced, and for one that is missing. */
function isRefused(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && ['P2003', 'P2025'].includes(error.code);
}
