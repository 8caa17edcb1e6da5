import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseOrTransaction, Key } from '@waymark/prisma';
import type { Caller, CallerOf, KeyKind } from '../rpc/caller.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { type Page, toPage } from '../rpc/pages.ts';
import { formerScopes } from '../rpc/rights.data.ts';

const prefixes: Record<KeyKind, string> = { member: 'wm_mem_', secret: 'wm_sec_', publishable: 'wm_pub_' };
const keyPattern = /^wm_(mem|sec|pub)_[A-Za-z0-9_-]{43}$/;

/** How long a key is cached after a look-up; a revoked key works at most this much longer. */
const cacheTtlMs = 30_000;
const maxCachedKeys = 10_000;

/**
 * Creates a key of 256 random bits. The returned text is shown once and stored nowhere; the database keeps its SHA-256.
 */
export async function createKey(
  database: DatabaseOrTransaction,
  owner: { accountId: string; memberId?: string; kind: KeyKind; name: string },
): Promise<string> {
  const key = prefixes[owner.kind] + randomBytes(32).toString('base64url');
  await database.key.create({ data: { ...owner, prefix: key.slice(0, 11), hash: hashOf(key) } });
  return key;
}

/** The keys of an account, newest first, with what a person recognises them by, but never the keys themselves. */
export async function listKeys(
  database: DatabaseOrTransaction,
  accountId: string,
  { cursor, limit }: { readonly cursor?: readonly [id: string] | undefined; readonly limit: number },
): Promise<Page<ReturnType<typeof toKeyView>>> {
  const keys = await database.key.findMany({
    where: { accountId, ...(cursor && { id: { lt: cursor[0] } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(keys, limit, { positionOf: ({ id }) => [id], view: toKeyView });
}

function toKeyView({ id, kind, name, prefix, memberId, createdAt, revokedAt }: Key) {
  return {
    id: ids.key.encode(id),
    kind,
    name,
    prefix,
    memberId: encodeNullable(ids.member, memberId),
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

/** Revokes a key; every server forgets it within half a minute. Returns false when the account has no such key. */
export async function revokeKey(database: DatabaseOrTransaction, accountId: string, id: string): Promise<boolean> {
  const known = { id, accountId };
  if (!(await database.key.findUnique({ where: known }))) return false;
  await database.key.updateMany({ where: { ...known, revokedAt: null }, data: { revokedAt: new Date() } });
  return true;
}

/** Looks keys up. Valid keys are cached for half a minute, so that a busy sender does not cost a query per request. */
export function createKeyring(
  database: DatabaseOrTransaction,
  now: () => number = () => performance.now(),
): { readonly callerOf: CallerOf } {
  const cached = new Map<string, { caller: Caller; until: number }>();

  /** The holder of this key, or undefined for an unknown or revoked one. */
  async function callerOf(key: string): Promise<Caller | undefined> {
    if (!keyPattern.test(key)) return;
    const hash = hashOf(key);
    const name = hash.toString('base64');
    const known = cached.get(name);
    if (known && known.until > now()) return known.caller;
    cached.delete(name);

    const row = await database.key.findUnique({ where: { hash }, include: { member: true } });
    if (!row || row.revokedAt) return;
    const { id, accountId, kind, member } = row;
    const caller: Caller = {
      accountId,
      keyKind: kind,
      member: member && { id: member.id, name: member.name, role: member.role },
      ...(kind !== 'member' && { key: { id, scopes: kind === 'secret' ? formerScopes : [] } }),
    };
    if (cached.size >= maxCachedKeys) cached.clear();
    cached.set(name, { caller, until: now() + cacheTtlMs });
    return caller;
  }

  return { callerOf };
}

function hashOf(key: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(key).digest();
}
