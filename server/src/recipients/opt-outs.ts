import type { Database } from '@waymark/prisma';
import { idsToCome, storedIds } from './ids.ts';

/** Dependencies of opt-outs. */
export interface OptOutNeeds {
  readonly database: Database;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** A recipient who opted out; an id with `@` is listed by its hashes. */
export interface ListedOptOut {
  readonly recipientId: string;
  readonly at: Date;
}

/**
 * From now on nothing is stored about these recipients, on any server and including mail already sent; their links keep
 * working. A recipient who had already opted out keeps the original time. Returns how many ids they are known under.
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

/** Counts these recipients again from now on. */
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

/** The opt-outs of an account, ordered by id, after a given one; `next` is null at the end. */
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
