import type { Correction, Database, DatabaseOrTransaction, Domain, Link, Message } from '@waymark/prisma';

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

/** One link of an account, or null. */
export function findLink(database: DatabaseOrTransaction, accountId: string, id: number): Promise<Link | null> {
  return database.link.findUnique({ where: { id: BigInt(id), accountId } });
}

/** Changes a link's destination and notes it, both or neither; returns the one it had. Does nothing when it is the same. */
export function correctDestination(
  database: Database,
  {
    accountId,
    linkId,
    destination,
    member,
  }: { accountId: string; linkId: number; destination: string; member: { readonly id: string; readonly name: string } },
): Promise<string> {
  const id = BigInt(linkId);
  return database.$transaction(async (transaction) => {
    // Two corrections at once come one after the other, so that each notes what the one before it made.
    await transaction.$queryRaw`SELECT FROM link WHERE id = ${id} FOR NO KEY UPDATE`;
    const { destination: before } = await transaction.link.findUniqueOrThrow({ where: { id, accountId } });
    if (before === destination) return before;
    await transaction.link.update({ where: { id, accountId }, data: { destination } });
    const who = { memberId: member.id, memberName: member.name };
    await transaction.correction.create({ data: { accountId, linkId: id, ...who, before, after: destination } });
    return before;
  });
}

/** The destination that a link had before it was ever corrected. */
export async function registeredDestination(database: DatabaseOrTransaction, link: Link): Promise<string> {
  const first = await database.correction.findFirst({
    where: { linkId: link.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return first?.before ?? link.destination;
}

/** The corrections of a message's links, newest first. */
export function listCorrections(
  database: DatabaseOrTransaction,
  accountId: string,
  messageId: number,
): Promise<Correction[]> {
  const link = { messageId: BigInt(messageId), accountId };
  return database.correction.findMany({ where: { accountId, link }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
}
