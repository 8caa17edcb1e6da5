import type { Role } from '@waymark/prisma';
import { ApiError } from './api-error.ts';

export type KeyKind = 'member' | 'secret' | 'publishable';

/** Who the caller is, according to their key. */
export interface Caller {
  readonly accountId: string;
  readonly keyKind: KeyKind;
  readonly member: { readonly id: string; readonly name: string; readonly role: Role } | null;
}

/** Rights: show previews, read the account's data, register and wrap mail, change settings, manage keys. */
export type Right = 'preview' | 'read' | 'send' | 'edit' | 'own';

const rightsOfKeys: Record<Exclude<KeyKind, 'member'>, readonly Right[]> = {
  publishable: ['preview'],
  secret: ['preview', 'read', 'send'],
};

const rightsOfRoles: Record<Role, readonly Right[]> = {
  viewer: ['preview', 'read'],
  editor: ['preview', 'read', 'send', 'edit'],
  owner: ['preview', 'read', 'send', 'edit', 'own'],
};

/** Whether a caller's key, or the role of the member it belongs to, grants a right. */
export function may(caller: Caller, right: Right): boolean {
  if (caller.keyKind !== 'member') return rightsOfKeys[caller.keyKind].includes(right);
  return caller.member !== null && rightsOfRoles[caller.member.role].includes(right);
}

/** Looks up the holder of a key; undefined for an unknown or revoked one. */
export type CallerOf = (key: string) => Promise<Caller | undefined>;

/** Authenticates the caller. Throws not_signed_in, unknown_key, and not_allowed for a caller without the right. */
export async function callerWith(
  right: Right,
  { key, callerOf }: { readonly key: string | undefined; readonly callerOf: CallerOf },
): Promise<Caller> {
  if (key === undefined) throw new ApiError('not_signed_in');
  const caller = await callerOf(key);
  if (!caller) throw new ApiError('unknown_key');
  if (!may(caller, right)) throw new ApiError('not_allowed');
  return caller;
}
