import type { Database } from '@waymark/prisma';
import { type Page, toPage } from '../rpc/pages.ts';
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

/** The opt-outs of an account, ordered by id, after a given one. */
export async function listOptOuts(
  { database }: Pick<OptOutNeeds, 'database'>,
  accountId: string,
  { cursor, limit }: { readonly cursor?: readonly [recipientId: string] | undefined; readonly limit: number },
): Promise<Page<ListedOptOut>> {
  const found = await database.optOut.findMany({
    where: { accountId, ...(cursor && { recipientId: { gt: cursor[0] } }) },
    orderBy: { recipientId: 'asc' },
    select: { recipientId: true, at: true },
    take: limit + 1,
  });
  return toPage(found, limit, { positionOf: ({ recipientId }) => [recipientId], view: (optOut) => optOut });
}
