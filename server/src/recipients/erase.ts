import type { Database, DatabaseOrTransaction } from '@waymark/prisma';
import { holdStoring } from '../events/storing/storing.ts';
import type { PendingEntry } from '../rpc/auditing/audit-trail.ts';
import { storedIds } from './ids.ts';

/** A transaction that waits for running batches may take as long as they do. */
const timeoutMs = 60_000;

/** Dependencies of an erasure. */
export interface EraseNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

/**
 * Deletes everything that is stored about these recipients: their events, including those still in the event log of any
 * server, and thereby their share in counts of people. An opt-out stays. Returns how many events were deleted.
 */
export async function eraseRecipients(
  { database, now }: EraseNeeds,
  accountId: string,
  recipientIds: readonly string[],
  entry: PendingEntry,
): Promise<{ readonly events: number }> {
  const ids = await storedIds(database, accountId, recipientIds);
  const at = now();
  // Once this is committed, every earlier batch is stored and will be found, and every later one knows of the erasure.
  await database.$transaction(
    async (transaction) => {
      await holdStoring(transaction);
      await transaction.$executeRaw`
        INSERT INTO erasure (account_id, recipient_id, at) SELECT ${accountId}::uuid, id, ${at}::timestamptz FROM unnest(${ids}::text[]) AS id
        ON CONFLICT (account_id, recipient_id) DO UPDATE SET at = greatest(erasure.at, excluded.at)`;
      await entry.storeIn(transaction);
    },
    { timeout: timeoutMs, maxWait: timeoutMs },
  );
  return { events: await deleteEvents(database, accountId, ids, at) };
}

/** Deletes events stored under these ids up to a given time; returns how many. */
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
