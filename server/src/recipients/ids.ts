import { storedRecipientId } from '@waymark/core';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { keptRecipientId } from '../edge/event.ts';

/**
 * The ids under which events of these recipients are stored, without duplicates. An id with `@` appears in links only
 * as its hash under the signing key of one host, so it has one hash for every signing key that any domain of the
 * account has or had.
 */
export async function storedIds(
  database: DatabaseOrTransaction,
  accountId: string,
  recipientIds: readonly string[],
): Promise<string[]> {
  const former = await database.formerKey.findMany({ where: { accountId }, select: { secret: true } });
  return idsUnder([...(await openingKeys(database, accountId)), ...former], recipientIds);
}

/**
 * The same without hashes for removed domains, whose links no longer work: the ids under which future events may be
 * stored.
 */
export async function idsToCome(
  database: DatabaseOrTransaction,
  accountId: string,
  recipientIds: readonly string[],
): Promise<string[]> {
  return idsUnder(await openingKeys(database, accountId), recipientIds);
}

/** An id that one key leaves unhashed is left unhashed by all of them, and needs no domain. */
const noSecret = new Uint8Array(32);

interface Secret {
  readonly secret: Uint8Array;
}

function openingKeys(database: DatabaseOrTransaction, accountId: string): Promise<Secret[]> {
  return database.signingKey.findMany({ where: { accountId }, select: { secret: true } });
}

function idsUnder(secrets: readonly Secret[], recipientIds: readonly string[]): string[] {
  const stored = recipientIds.flatMap((recipientId) =>
    storedRecipientId(recipientId, noSecret) === recipientId
      ? [recipientId]
      : secrets.map(({ secret }) => storedRecipientId(recipientId, secret)),
  );
  return [...new Set(stored.flatMap((id) => keptRecipientId(id) ?? []))];
}
