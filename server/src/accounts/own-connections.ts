import { randomBytes } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { hashOfConnection } from '../edge/own-connections.ts';
import { ApiError } from '../rpc/api-error.ts';
import { type Caller, may } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';

const hour = 3_600_000;
/**
 * How many connections of a member, and of an account, do not count at a time: each costs the account's clicks a hash. Beyond
 * the account's number every member may still have one, so that nobody uses up what others need.
 */
const [maxOfMember, maxOfAccount] = [5, 20];

/** Dependencies of taking connections out of the figures. */
export interface OwnConnectionNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** A connection that does not count; `here` says that it is the caller's. */
export interface OwnConnectionView {
  readonly id: string;
  readonly member: { readonly id: string; readonly name: string };
  readonly until: string;
  readonly here: boolean;
}

/**
 * From now on clicks and opens from the caller's connection do not count for the account, for some hours. Of the address
 * only an HMAC is kept, under a key of its own. Throws not_allowed, address_unknown, too_many_connections.
 */
export async function excludeConnection(
  { database, now, caughtUp }: OwnConnectionNeeds,
  { accountId, member }: Caller,
  address: string | undefined,
  hours: number,
): Promise<OwnConnectionView> {
  if (member === null) throw new ApiError('not_allowed');
  if (address === undefined) throw new ApiError('address_unknown');
  const until = new Date(now().getTime() + hours * hour);
  const key = new Uint8Array(randomBytes(32));
  const hash = new Uint8Array(Buffer.from(hashOfConnection(key, address), 'base64'));
  const row = await database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
    const others = await transaction.ownConnection.findMany({ where: { accountId, until: { gt: now() } } });
    const theirs = others.filter((one) => one.memberId === member.id);
    const same = theirs.filter((one) => isHere(one, address));
    const more = theirs.length - same.length;
    if (more >= (others.length - same.length >= maxOfAccount ? 1 : maxOfMember))
      throw new ApiError('too_many_connections', { limit: String(maxOfMember), all: String(maxOfAccount) });
    await transaction.ownConnection.deleteMany({ where: { accountId, id: { in: same.map(({ id }) => id) } } });
    return transaction.ownConnection.create({ data: { accountId, memberId: member.id, key, hash, until } });
  });
  await caughtUp();
  return toView({ ...row, member }, address);
}

/**
 * Counts the caller's connection again, or the one with this id. What another member excluded is left to editors and
 * owners. Returns how many were taken back. Throws not_allowed, no_such_connection.
 */
export async function includeConnection(
  { database, caughtUp }: OwnConnectionNeeds,
  caller: Caller,
  address: string | undefined,
  id: string | undefined,
): Promise<{ readonly connections: number }> {
  const { accountId, member } = caller;
  if (member === null) throw new ApiError('not_allowed');
  const all = await database.ownConnection.findMany({ where: { accountId } });
  const chosen = all.filter((one) => (id === undefined ? isHere(one, address) : one.id === id));
  const theirs = chosen.filter((one) => one.memberId === member.id || may(caller, 'edit'));
  if (id !== undefined && chosen.length === 0) throw new ApiError('no_such_connection');
  if (id !== undefined && theirs.length === 0) throw new ApiError('not_allowed');
  const { count } = await database.ownConnection.deleteMany({ where: { id: { in: theirs.map((one) => one.id) } } });
  await caughtUp();
  return { connections: count };
}

/** The connections of an account that do not count now, and until when. */
export async function ownConnections(
  { database, now }: OwnConnectionNeeds,
  accountId: string,
  address: string | undefined,
): Promise<{ readonly connections: OwnConnectionView[] }> {
  const rows = await database.ownConnection.findMany({
    where: { accountId, until: { gt: now() } },
    include: { member: { select: { id: true, name: true } } },
    orderBy: { id: 'asc' },
  });
  return { connections: rows.map((row) => toView(row, address)) };
}

/** Forgets the connections whose time is over. */
export async function pruneOwnConnections(database: Database, now: Date): Promise<void> {
  await database.ownConnection.deleteMany({ where: { until: { lte: now } } });
}

interface Stored {
  readonly id: string;
  readonly key: Uint8Array;
  readonly hash: Uint8Array;
  readonly until: Date;
}

function isHere({ key, hash }: Stored, address: string | undefined): boolean {
  return address !== undefined && hashOfConnection(key, address) === Buffer.from(hash).toString('base64');
}

function toView(row: Stored & { readonly member: { id: string; name: string } }, address: string | undefined) {
  const { id, member, until } = row;
  return {
    id: ids.connection.encode(id),
    member: { id: ids.member.encode(member.id), name: member.name },
    until: until.toISOString(),
    here: isHere(row, address),
  };
}
