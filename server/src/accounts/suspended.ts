import type { Database } from '@waymark/prisma';

/** Which accounts are suspended, from memory. */
export interface SuspendedAccounts {
  readonly isSuspended: (accountId: string) => boolean;
  stop(): void;
}

/** How soon every server knows. */
const pollIntervalMs = 10_000;

/**
 * Looks from time to time which accounts the operator has suspended, so that no call costs a query. While the database is away
 * they stay as they were.
 */
export async function followSuspensions(database: Database): Promise<SuspendedAccounts> {
  let suspended: ReadonlySet<string> = new Set();
  const look = async () => {
    const found = await database.account.findMany({ where: { suspendedAt: { not: null } }, select: { id: true } });
    suspended = new Set(found.map(({ id }) => id));
  };
  await look();
  const timer = setInterval(() => look().catch(() => undefined), pollIntervalMs).unref();
  return { isSuspended: (accountId) => suspended.has(accountId), stop: () => clearInterval(timer) };
}
