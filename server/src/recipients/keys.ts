import { storedRecipient } from '@waymark/core';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { keptRecipient } from '../edge/event.ts';

/**
 * The recipient keys under which events of these recipients are stored, each once. A key with `@` stands in links as its
 * hash under the signing key of one host, so it has one for every key that any domain of the account has or had.
 */
export async function storedKeys(
  database: DatabaseOrTransaction,
  accountId: string,
  recipients: readonly string[],
): Promise<string[]> {
  const keys = await database.signingKey.findMany({ where: { accountId }, select: { secret: true } });
  const stored = recipients.flatMap((recipient) => keys.map(({ secret }) => storedRecipient(recipient, secret)));
  return [...new Set(stored.flatMap((key) => keptRecipient(key) ?? []))];
}
