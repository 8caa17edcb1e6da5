import type { Database } from '@waymark/prisma';
import { idsToCome, storedIds } from './ids.ts';

/** What opt-outs work with. */
export interface OptOutNeeds {
  readonly database: Database;
  /** Resolves when this server knows what was stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** A recipient who opted out; an id with `@` is listed by its hashes. */
export interface ListedOptOut {
  readonly recipientId: string;
  readonly at: Date;
}

/**
 * From now on nothing is stored of these recipients, on any server and for mail already sent; their links keep working.
 * Whoever opted out already keeps the time of the first. Answers under how many ids they are known now.
 */
export async function optOut(
  { database, caughtUp }: OptOutNeeds,
  accountId: string,
  recipientIds: readonly string[],
): Promise<{ readonly ids: number }> {
  const ids = await idsToCome(database, accountId, recipientIds);
  await database.optOut.createMany({
    data: ids.map((recipientId) => ({ accountId, recipientId })),
    skipDuplicates: true,
  });
  await caughtUp();
  return { ids: ids.length };
}

/** These recipients are counted again from now on. */
export async function optIn(
  { database, caughtUp }: OptOutNeeds,
  accountId: string,
  recipientIds: readonly string[],
): Promise<{ readonly ids: number }> {
  const ids = await storedIds(database, accountId, recipientIds);
  const { count } = await database.optOut.deleteMany({ where: { accountId, recipientId: { in: ids } } });
  await caughtUp();
  return { ids: count };
}

/** The opt-outs of an account in the order of their ids, after one of them; `next` is null at the end. */
export async function listOptOuts(
  { database }: Pick<OptOutNeeds, 'database'>,
  accountId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly optOuts: ListedOptOut[]; readonly next: string | null }> {
  const found = await database.optOut.findMany({
    where: { accountId, ...(after !== undefined && { recipientId: { gt: after } }) },
    orderBy: { recipientId: 'asc' },
    select: { recipientId: true, at: true },
    take: limit + 1,
  });
  const optOuts = found.slice(0, limit);
  return { optOuts, next: found.length > limit ? (optOuts.at(-1)?.recipientId ?? null) : null };
}
