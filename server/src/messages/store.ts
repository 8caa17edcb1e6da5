import type { DatabaseOrTransaction, Domain, Message } from '@waymark/prisma';

/** Stores a message; returns its id. */
export async function insertMessage(
  database: DatabaseOrTransaction,
  row: {
    accountId: string;
    projectId: string;
    name: string;
    clickDomainId: string | null;
    openDomainId: string | null;
  },
): Promise<number> {
  const { id } = await database.message.create({ data: row, select: { id: true } });
  return Number(id);
}

/** Stores the destinations of a message; returns the links' ids in the same order. */
export async function insertLinks(
  database: DatabaseOrTransaction,
  accountId: string,
  messageId: number,
  destinations: readonly string[],
): Promise<number[]> {
  if (destinations.length === 0) return [];
  // WITH ORDINALITY keeps the order, and the sequence is read in it.
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    INSERT INTO link (account_id, message_id, destination)
    SELECT ${accountId}::uuid, ${BigInt(messageId)}, destination
    FROM unnest(${[...destinations]}::text[]) WITH ORDINALITY AS listed (destination, position)
    ORDER BY position
    RETURNING id`;
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}

/** One message of an account, or null. */
export function findMessage(database: DatabaseOrTransaction, accountId: string, id: number): Promise<Message | null> {
  return database.message.findUnique({ where: { id: BigInt(id), accountId } });
}

/** The domain that a message's links are on, or null when they were not wrapped or it was removed. */
export async function findMessageDomain(
  database: DatabaseOrTransaction,
  accountId: string,
  id: number,
): Promise<Domain | null> {
  const where = { id: BigInt(id), accountId };
  const { clickDomainId } = await database.message.findUniqueOrThrow({ where, select: { clickDomainId: true } });
  return clickDomainId === null ? null : database.domain.findUnique({ where: { id: clickDomainId, accountId } });
}
