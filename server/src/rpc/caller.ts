import type { Role } from '@waymark/prisma';
import { ApiError } from './api-error.ts';
import { isScope, type Right, type Rule, rights, roles, type Scope } from './rights.data.ts';

export type { Right } from './rights.data.ts';

export type KeyKind = 'member' | 'secret' | 'publishable';

/** What limits a program's key. */
export interface KeyLimits {
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** The only project that it reaches; null: all of them. */
  readonly projectId: string | null;
  /** Of a publishable key: the origins of the pages that may send it. */
  readonly origins: readonly string[];
  /** Whether it is from before keys had scopes and origins, when nobody asked where a key was sent from. */
  readonly former: boolean;
}

/** Who the caller is: a member, by a key of theirs or a session, or a program by its key. */
export interface Caller {
  readonly accountId: string;
  readonly keyKind: KeyKind;
  readonly member: { readonly id: string; readonly name: string; readonly role: Role } | null;
  /** The session in which they are signed in, if it is by one. */
  readonly sessionId?: string;
  /** The key of a program; a member's right is their role, however they signed in. */
  readonly key?: KeyLimits;
}

/** The only project that a caller reaches; null: all of them. */
export const projectOf = ({ key }: Caller): string | null => key?.projectId ?? null;

/** Whether the role of a member, or the kind and scopes of a program's key, grant a right. */
export function may({ keyKind, member, key }: Caller, right: Right): boolean {
  const needed: Rule = rights[right];
  if (keyKind === 'member') return member !== null && roles.indexOf(member.role) >= roles.indexOf(needed.role);
  if (needed.key === 'every-key') return true;
  if (keyKind === 'publishable' || needed.key === 'no-key') return false;
  return needed.key === 'secret-key' || key?.scopes.includes(needed.key) === true;
}

/** Looks up the holder of a key; undefined for an unknown or revoked one. */
export type CallerOf = (key: string) => Promise<Caller | undefined>;

/** Who is signed in in the browser that asks. Throws foreign_origin for a page of another site. */
export type CallerOfSession = () => Promise<Caller | undefined>;

/** Authenticates the caller. Throws not_signed_in, unknown_key, account_suspended, and not_allowed or scope_needed without the right. */
export async function callerWith(
  right: Right,
  {
    key,
    callerOf,
    callerOfSession,
    isSuspended,
  }: {
    readonly key: string | undefined;
    readonly callerOf: CallerOf;
    readonly callerOfSession: CallerOfSession;
    readonly isSuspended: (accountId: string) => boolean;
  },
): Promise<Caller> {
  const caller = key === undefined ? await callerOfSession() : await callerOf(key);
  if (!caller) throw new ApiError(key === undefined ? 'not_signed_in' : 'unknown_key');
  if (isSuspended(caller.accountId)) throw new ApiError('account_suspended');
  if (may(caller, right)) return caller;
  const needed = rights[right].key;
  if (caller.keyKind === 'secret' && isScope(needed)) throw new ApiError('scope_needed', { scope: needed });
  throw new ApiError('not_allowed');
}
