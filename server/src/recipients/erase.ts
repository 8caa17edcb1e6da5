import type { Database, DatabaseOrTransaction } from '@waymark/prisma';
import { holdStoring } from '../events/storing/storing.ts';
import { storedIds } from './ids.ts';

/** A transaction that waits for batches under way may take as long as they do. */
const timeoutMs = 60_000;

/** What erasing works with. */
export interface EraseNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

/**
 * Deletes everything that is stored of these recipients: their events, also those that still wait in the event log of any
 * server, and with them their part in counts of people. An opt-out stays. Answers how many events went.
 */
export async function eraseRecipients(
  { database, now }: EraseNeeds,
  accountId: string,
  recipientIds: readonly string[],
): Promise<{ readonly events: number }> {
  const ids = await storedIds(database, accountId, recipientIds);
  const at = now();
  // When this is committed, every batch before it is stored and will be found, and every one after it knows the erasure.
  await database.$transaction(
    async (transaction) => {
      await holdStoring(transaction);
      await transaction.$executeRaw`
        INSERT INTO erasure (account_id, recipient_id, at) SELECT ${accountId}::uuid, id, ${at}::timestamptz FROM unnest(${ids}::text[]) AS id
        ON CONFLICT (account_id, recipient_id) DO UPDATE SET at = greatest(erasure.at, excluded.at)`;
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
  return { events: await deleteEvents(database, accountId, ids, at) };
}

/** Deletes what is stored under these ids up to a moment; answers how many events that were. */
export function deleteEvents(
  database: DatabaseOrTransaction,
  accountId: string,
  ids: readonly string[],
  at: Date,
): Promise<number> {
  return database.$executeRaw`
    DELETE FROM event
    WHERE account_id = ${accountId}::uuid AND recipient_id = ANY(${ids}::text[]) AND at <= ${at}::timestamptz`;
}
