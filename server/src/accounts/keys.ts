import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseOrTransaction, Key } from '@waymark/prisma';
import type { KeyKind } from '../rpc/caller.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { type Page, toPage } from '../rpc/pages.ts';
import { formerScopes, isScope, type Scope } from '../rpc/rights.data.ts';

const prefixes: Record<KeyKind, string> = { member: 'wm_mem_', secret: 'wm_sk_', publishable: 'wm_pk_' };
/** How many of the random characters of a key people see in a list. */
const shownCharacters = 4;

/** The prefixes of keys from before programs' keys had scopes and origins: they go on working. */
const formerPrefix = /^wm_(?:sec|pub)_/;
const keyPattern = /^wm_(?:sk|pk|mem|sec|pub)_[A-Za-z0-9_-]{43}$/;

/** What a new key is for, and what limits it. */
export interface NewKey {
  readonly accountId: string;
  readonly memberId?: string;
  readonly kind: KeyKind;
  readonly name: string;
  /** Of a secret key; without them those that secret keys had before there were scopes. */
  readonly scopes?: readonly Scope[];
  readonly projectId?: string | null;
  readonly origins?: readonly string[];
  readonly expiresAt?: Date | null;
}

/**
 * Creates a key of 256 random bits. The returned text is shown once and stored nowhere; the database keeps its SHA-256.
 */
export async function storeKey(database: DatabaseOrTransaction, owner: NewKey): Promise<{ key: string; row: Key }> {
  const { kind, scopes = formerScopes, origins = [] } = owner;
  const key = prefixes[kind] + randomBytes(32).toString('base64url');
  const limits = { scopes: kind === 'secret' ? [...scopes] : [], origins: [...origins] };
  const prefix = key.slice(0, prefixes[kind].length + shownCharacters);
  const row = await database.key.create({ data: { ...owner, ...limits, prefix, hash: hashOf(key) } });
  return { key, row };
}

/** The same for whoever needs the key alone. */
export async function createKey(database: DatabaseOrTransaction, owner: NewKey): Promise<string> {
  return (await storeKey(database, owner)).key;
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

/** A key as the API returns it. */
export function toKeyView(row: Key) {
  const { id, kind, name, prefix, memberId, projectId, origins, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  return {
    id: ids.key.encode(id),
    kind,
    name,
    prefix,
    memberId: encodeNullable(ids.member, memberId),
    scopes: scopesOf(row),
    projectId: encodeNullable(ids.project, projectId),
    origins,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

/** Those of a secret key that this version knows; a member's right is their role. */
export function scopesOf({ kind, scopes }: Key): readonly Scope[] {
  return kind === 'secret' ? scopes.filter(isScope) : [];
}

/** Whether a key is from before programs' keys had scopes and origins. */
export const isFormer = ({ prefix }: Key): boolean => formerPrefix.test(prefix);

/** Whether a text may be a key, before anybody is asked for it. */
export const looksLikeKey = (text: string): boolean => keyPattern.test(text);

/** As it is stored. */
export function hashOf(key: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(key).digest();
}
