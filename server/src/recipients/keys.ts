import { storedRecipientId } from '@waymark/core';
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
  const former = await database.formerKey.findMany({ where: { accountId }, select: { secret: true } });
  return keysUnder([...(await openingKeys(database, accountId)), ...former], recipients);
}

/** The same without those of removed domains, whose links open no more: what future events can be stored under. */
export async function keysToCome(
  database: DatabaseOrTransaction,
  accountId: string,
  recipients: readonly string[],
): Promise<string[]> {
  return keysUnder(await openingKeys(database, accountId), recipients);
}

/** A key that stays as it is under this one does so under any, and needs no domain. */
const noSecret = new Uint8Array(32);

interface Secret {
  readonly secret: Uint8Array;
}

function openingKeys(database: DatabaseOrTransaction, accountId: string): Promise<Secret[]> {
  return database.signingKey.findMany({ where: { accountId }, select: { secret: true } });
}

function keysUnder(secrets: readonly Secret[], recipients: readonly string[]): string[] {
  const stored = recipients.flatMap((recipient) =>
    storedRecipientId(recipient, noSecret) === recipient
      ? [recipient]
      : secrets.map(({ secret }) => storedRecipientId(recipient, secret)),
  );
  return [...new Set(stored.flatMap((key) => keptRecipient(key) ?? []))];
}
