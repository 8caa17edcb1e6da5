import type { Database } from '@waymark/prisma';
import { keysToCome, storedKeys } from './keys.ts';

/** What withdrawals work with. */
export interface WithdrawalNeeds {
  readonly database: Database;
  /** Resolves when this server knows what was stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** A recipient who withdrew consent; a key with `@` is listed by its hashes. */
export interface ListedWithdrawal {
  readonly recipient: string;
  readonly at: Date;
}

/**
 * From now on nothing is stored of these recipients, on any server and for mail already sent; their links go on working.
 * Whoever withdrew already keeps the time of the first. Answers under how many keys they are known now.
 */
export async function withdraw(
  { database, caughtUp }: WithdrawalNeeds,
  accountId: string,
  recipients: readonly string[],
): Promise<{ readonly keys: number }> {
  const keys = await keysToCome(database, accountId, recipients);
  await database.withdrawal.createMany({
    data: keys.map((recipient) => ({ accountId, recipient })),
    skipDuplicates: true,
  });
  await caughtUp();
  return { keys: keys.length };
}

/** These recipients are counted again from now on. */
export async function giveBack(
  { database, caughtUp }: WithdrawalNeeds,
  accountId: string,
  recipients: readonly string[],
): Promise<{ readonly keys: number }> {
  const keys = await storedKeys(database, accountId, recipients);
  const { count } = await database.withdrawal.deleteMany({ where: { accountId, recipient: { in: keys } } });
  await caughtUp();
  return { keys: count };
}

/** The withdrawals of an account in the order of their keys, after one of them; `next` is null at the end. */
export async function listWithdrawals(
  { database }: Pick<WithdrawalNeeds, 'database'>,
  accountId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly withdrawals: ListedWithdrawal[]; readonly next: string | null }> {
  const found = await database.withdrawal.findMany({
    where: { accountId, ...(after !== undefined && { recipient: { gt: after } }) },
    orderBy: { recipient: 'asc' },
    select: { recipient: true, at: true },
    take: limit + 1,
  });
  const withdrawals = found.slice(0, limit);
  return { withdrawals, next: found.length > limit ? (withdrawals.at(-1)?.recipient ?? null) : null };
}
