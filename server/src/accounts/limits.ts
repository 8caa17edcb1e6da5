import type { Prisma } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';

/**
 * Refuses links beyond what the account may have, in the transaction that has just stored them: whoever stores links of the
 * same account waits for it, so that it is exact. Throws link_limit_reached.
 */
export async function assertLinksAllowed(transaction: Prisma.TransactionClient, accountId: string): Promise<void> {
  const account = await transaction.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { maxLinks: true, usedLinks: { select: { links: true } } },
  });
  const used = account.usedLinks?.links ?? 0n;
  if (account.maxLinks !== null && used > account.maxLinks)
    throw new ApiError('link_limit_reached', { limit: String(account.maxLinks), wanted: String(used) });
}

/**
 * Refuses one more tracking domain than the account may have, in the transaction that is going to store it. Throws
 * domain_limit_reached.
 */
export async function assertDomainAllowed(transaction: Prisma.TransactionClient, accountId: string): Promise<void> {
  const { maxDomains } = await transaction.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { maxDomains: true },
  });
  if (maxDomains === null) return;
  await transaction.$executeRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
  const used = await transaction.domain.count({ where: { accountId } });
  if (used >= maxDomains) throw new ApiError('domain_limit_reached', { limit: String(maxDomains), used: String(used) });
}
