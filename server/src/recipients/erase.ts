import { holdStoring } from '../events/storing.ts';
import type { Services } from '../services.ts';
import { storedKeys } from './keys.ts';

/** A transaction that waits for batches under way may take as long as they do, in milliseconds. */
const patience = 60_000;

/**
 * Deletes everything that is stored of these recipients: their events, also those that still wait in the event log of any
 * server, and with them their part in counts of people. A withdrawal of consent stays. Answers how many events went.
 */
export async function eraseRecipients(
  { database, now }: Services,
  accountId: string,
  recipients: readonly string[],
): Promise<{ readonly events: number }> {
  const keys = await storedKeys(database, accountId, recipients);
  const at = now();
  // When this is committed, every batch before it is stored and will be found, and every one after it knows the erasure.
  await database.$transaction(
    async (transaction) => {
      await holdStoring(transaction);
      await transaction.$executeRaw`
        INSERT INTO erasure (account_id, recipient, at) SELECT ${accountId}::uuid, key, ${at}::timestamptz FROM unnest(${keys}::text[]) AS key
        ON CONFLICT (account_id, recipient) DO UPDATE SET at = greatest(erasure.at, excluded.at)`;
    },
    { timeout: patience, maxWait: patience },
  );
  const events = await database.$executeRaw`
    DELETE FROM event USING message
    WHERE event.message_id = message.id AND message.account_id = ${accountId}::uuid AND event.recipient = ANY(${keys}::text[])
      AND event.at <= ${at}::timestamptz`;
  return { events };
}
