import type { Database, DatabaseOrTransaction, DestinationChange, Domain, Link, Mailing } from '@waymark/prisma';

/** Stores a mailing; returns its id. */
export async function insertMailing(
  database: DatabaseOrTransaction,
  row: {
    accountId: string;
    projectId: string;
    name: string;
    clickDomainId: string | null;
    openDomainId: string | null;
    test: boolean;
  },
): Promise<number> {
  const { id } = await database.mailing.create({ data: row, select: { id: true } });
  return Number(id);
}

/** Stores the destinations of a mailing; returns the links' ids in the same order. */
export async function insertLinks(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  urls: readonly string[],
): Promise<number[]> {
  if (urls.length === 0) return [];
  // WITH ORDINALITY keeps the order, in which the sequence then assigns ids.
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    INSERT INTO link (account_id, mailing_id, url)
    SELECT ${accountId}::uuid, ${BigInt(mailingId)}, url
    FROM unnest(${[...urls]}::text[]) WITH ORDINALITY AS listed (url, position)
    ORDER BY position
    RETURNING id`;
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}

/** One mailing of an account, or null. */
export function findMailing(database: DatabaseOrTransaction, accountId: string, id: number): Promise<Mailing | null> {
  return database.mailing.findUnique({ where: { id: BigInt(id), accountId, deletedAt: null } });
}

/** The domain of a mailing's links, or null when they were not wrapped or the domain was removed. */
export async function findMailingDomain(
  database: DatabaseOrTransaction,
  accountId: string,
  id: number,
): Promise<Domain | null> {
  const where = { id: BigInt(id), accountId };
  const { clickDomainId } = await database.mailing.findUniqueOrThrow({ where, select: { clickDomainId: true } });
  return clickDomainId === null ? null : database.domain.findUnique({ where: { id: clickDomainId, accountId } });
}

/** The domains of a mailing's links and of its pixel; null for one that it does not have or that was removed. */
export async function findMailingDomains(
  database: DatabaseOrTransaction,
  accountId: string,
  id: number,
): Promise<{ readonly clicks: Domain | null; readonly opens: Domain | null }> {
  const mailing = await database.mailing.findUniqueOrThrow({ where: { id: BigInt(id), accountId } });
  const { clickDomainId, openDomainId } = mailing;
  const rows = await database.domain.findMany({
    where: { accountId, id: { in: [clickDomainId, openDomainId].filter((domainId) => domainId !== null) } },
  });
  const domain = (domainId: string | null) => rows.find((row) => row.id === domainId) ?? null;
  return { clicks: domain(clickDomainId), opens: domain(openDomainId) };
}

/** Where a link leads, and where it led before its destination was changed for the first time. */
export interface StoredDestination {
  readonly url: string;
  readonly originalUrl: string;
}

/** By id: those of a mailing's links that are stored. */
export async function findDestinations(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, StoredDestination>> {
  if (linkIds.length === 0) return new Map();
  const rows = await database.link.findMany({
    where: { accountId, mailingId: BigInt(mailingId), id: { in: [...new Set(linkIds)].map(BigInt) } },
    select: {
      id: true,
      url: true,
      destinationChanges: { orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 1, select: { before: true } },
    },
  });
  return new Map(
    rows.map(({ id, url, destinationChanges: [first] }) => [Number(id), { url, originalUrl: first?.before ?? url }]),
  );
}

/** One link of an account, or null. */
export function findLink(database: DatabaseOrTransaction, accountId: string, id: number): Promise<Link | null> {
  return database.link.findUnique({ where: { id: BigInt(id), accountId, mailing: { deletedAt: null } } });
}

/**
 * Changes a link's destination and records the change in one transaction; returns the previous one. Does nothing when
 * they are equal.
 */
export function changeUrl(
  database: Database,
  {
    accountId,
    linkId,
    url,
    member,
  }: { accountId: string; linkId: number; url: string; member: { readonly id: string; readonly name: string } },
): Promise<string> {
  const id = BigInt(linkId);
  return database.$transaction(async (transaction) => {
    // Concurrent corrections are serialized, so that each records the result of the previous one.
    await transaction.$queryRaw`SELECT FROM link WHERE id = ${id} FOR NO KEY UPDATE`;
    const { url: before } = await transaction.link.findUniqueOrThrow({ where: { id, accountId } });
    if (before === url) return before;
    await transaction.link.update({ where: { id, accountId }, data: { url } });
    const who = { memberId: member.id, memberName: member.name };
    await transaction.destinationChange.create({ data: { accountId, linkId: id, ...who, before, after: url } });
    return before;
  });
}

/** The original destination of a link, before any correction. */
export async function originalUrlOf(database: DatabaseOrTransaction, link: Link): Promise<string> {
  const first = await database.destinationChange.findFirst({
    where: { linkId: link.id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return first?.before ?? link.url;
}

/** At most so many corrections of a mailing's links, newest first, after a given one. */
export function listDestinationChanges(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  { cursor, limit }: { cursor?: readonly [at: string, id: string] | undefined; limit: number },
): Promise<DestinationChange[]> {
  const [at, id] = cursor ?? [];
  return database.destinationChange.findMany({
    where: {
      accountId,
      link: { mailingId: BigInt(mailingId), accountId },
      ...(at !== undefined && id !== undefined && { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
