import type { Database, Key } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import type { Scope } from '../rpc/rights.data.ts';

/** What may be changed in a key. */
export interface KeyChanges {
  readonly name?: string | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly expiresAt?: Date | null;
}

/** One key of an account. Throws no_such_key. */
export async function findOwnKey(database: Database, accountId: string, id: string): Promise<Key> {
  const key = await database.key.findUnique({ where: { id, accountId } });
  if (!key) throw new ApiError('no_such_key');
  return key;
}

/** Changes a key; every server knows within half a minute. Throws key_unchangeable. */
export async function changeKey(
  database: Database,
  { id, kind, revokedAt }: Key,
  { scopes, origins, ...changes }: KeyChanges,
): Promise<Key> {
  const unfit = (scopes && kind !== 'secret') || (origins && kind !== 'publishable');
  if (unfit || revokedAt !== null) throw new ApiError('key_unchangeable');
  const lists = { ...(scopes && { scopes: [...scopes] }), ...(origins && { origins: [...origins] }) };
  const { name, expiresAt } = changes;
  const data = { ...lists, ...(name !== undefined && { name }), ...(expiresAt !== undefined && { expiresAt }) };
  return database.key.update({ where: { id }, data });
}

/** Revokes a key; every server forgets it within half a minute. One that was revoked before stays so. */
export async function revokeKey(database: Database, { id, accountId }: Key, at: Date): Promise<Key> {
  await database.key.updateMany({ where: { id, accountId, revokedAt: null }, data: { revokedAt: at } });
  return findOwnKey(database, accountId, id);
}
