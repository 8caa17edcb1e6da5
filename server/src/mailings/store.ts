import type { Database, DatabaseOrTransaction, DestinationChange, Domain, Link, Mailing } from '@waymark/prisma';
import type { PendingEntry } from '../rpc/auditing/audit-trail.ts';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';

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

/** A place of a mailing where a wrapped link stands. */
export interface PlaceToStore {
  readonly url: string;
  readonly label: string;
  /** Its wrapped link is an app link. */
  readonly appLink: boolean;
}

/** Stores the links at the places of a mailing; returns their ids in the same order. */
export async function insertLinks(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  places: readonly PlaceToStore[],
): Promise<number[]> {
  if (places.length === 0) return [];
  // WITH ORDINALITY keeps the order, in which the sequence then assigns ids.
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    INSERT INTO link (account_id, mailing_id, url, label, app_link)
    SELECT ${accountId}::uuid, ${BigInt(mailingId)}, url, label, app_link
    FROM unnest(
      ${places.map(({ url }) => url)}::text[],
      ${places.map(({ label }) => label)}::text[],
      ${places.map(({ appLink }) => appLink)}::boolean[]
    ) WITH ORDINALITY AS listed (url, label, app_link, position)
    ORDER BY position
    RETURNING id`;
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}

/** Keeps the mail of a mailing, for rendering. */
export async function insertBody(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  prepared: string,
): Promise<void> {
  await database.mailingBody.create({ data: { accountId, mailingId: BigInt(mailingId), prepared } });
}

/** The mail of a mailing that was registered with it, or null. */
export async function findBody(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
): Promise<string | null> {
  const row = await database.mailingBody.findUnique({ where: { mailingId: BigInt(mailingId), accountId } });
  return row?.prepared ?? null;
}

/** The link at each place of a mailing, in order: ids were assigned in the order of the places. */
export async function findLinkIds(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
): Promise<number[]> {
  const where = { accountId, mailingId: BigInt(mailingId) };
  const rows = await database.link.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } });
  return rows.map(({ id }) => Number(id));
}

/** One mailing of an account, or null. */
export function findMailing(database: DatabaseOrTransaction, accountId: string, id: number): Promise<Mailing | null> {
  return database.mailing.findUnique({ where: { id: BigInt(id), accountId, deletedAt: null } });
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

/** The links of a mailing that lead where this one leads now, itself among them, with their original destinations. */
export async function findSameDestination(
  database: DatabaseOrTransaction,
  { id, mailingId, url }: Link,
): Promise<{ readonly id: bigint; readonly originalUrl: string }[]> {
  return database.$queryRaw`
    SELECT link.id, coalesce(first.before, link.url) AS "originalUrl"
    FROM link LEFT JOIN LATERAL (
      SELECT before FROM destination_change WHERE link_id = link.id ORDER BY at, id LIMIT 1
    ) AS first ON true
    WHERE link.mailing_id = ${mailingId} AND (link.id = ${id} OR link.url = ${url})
    ORDER BY link.id`;
}

/**
 * Changes the destination of a link, or of several that lead to the same one, and records the changes in one transaction;
 * returns the previous one. Does nothing when they are equal.
 */
export function changeUrl(
  database: Database,
  {
    accountId,
    link,
    everywhere,
    url,
    member,
    entry,
  }: {
    accountId: string;
    link: Link;
    everywhere: boolean;
    url: string;
    member: { readonly id: string; readonly name: string };
    /** Of the audit log. */
    entry: PendingEntry;
  },
): Promise<{ readonly before: string; readonly changed: readonly bigint[] }> {
  const { id, mailingId } = link;
  return database.$transaction(async (transaction) => {
    // Concurrent corrections of a mailing are serialized, so that each records the result of the previous one.
    await transaction.$queryRaw`SELECT FROM mailing WHERE id = ${mailingId} FOR NO KEY UPDATE`;
    const { url: before } = await transaction.link.findUniqueOrThrow({ where: { id, accountId } });
    if (before === url) return { before, changed: [] };
    const where = everywhere ? { mailingId, accountId, url: before } : { id, accountId };
    const links = await transaction.link.updateManyAndReturn({ where, data: { url }, select: { id: true } });
    const change = { accountId, memberId: member.id, memberName: member.name, before, after: url };
    await transaction.destinationChange.createMany({ data: links.map((one) => ({ ...change, linkId: one.id })) });
    await entry.storeIn(transaction);
    return { before, changed: links.map((one) => one.id).sort((one, other) => Number(one - other)) };
  });
}

/** At most so many corrections of a mailing's links, newest first, after a given one. */
export function listDestinationChanges(
  database: DatabaseOrTransaction,
  accountId: string,
  mailingId: number,
  { cursor, limit }: { cursor?: MomentCursor | undefined; limit: number },
): Promise<DestinationChange[]> {
  return database.destinationChange.findMany({
    where: { accountId, link: { mailingId: BigInt(mailingId), accountId }, ...olderThan(cursor) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
