import type { Database } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { createAuth } from './auth.ts';
import { invite } from './invitations.ts';
import { makeResetPath } from './reset.ts';
import { signInSecret } from './secret.ts';

const dayMs = 24 * 3_600_000;

/** What the operator's recovery of a member needs. */
export interface RecoveryNeeds {
  readonly database: Database;
  /** Where members reach this server. */
  readonly address: string;
  readonly now: () => Date;
}

/**
 * The link that the operator gives to a member who cannot sign in any more. It works once: for a day, to choose a new
 * password; or for a week, if they only had a key, to choose an e-mail address and a password. Throws no_such_member.
 */
export async function recoveryLinkFor({ database, address, now }: RecoveryNeeds, memberId: string): Promise<string> {
  const member = await database.member.findUnique({ where: { id: memberId } });
  if (!member) throw new ApiError('no_such_member');
  const { accountId, role, personId } = member;
  if (personId === null) return address + (await invite(database, { accountId, role, memberId }, now())).path;
  const auth = createAuth({ database, address, secret: await signInSecret(database) });
  return address + (await makeResetPath({ auth, now }, personId, dayMs));
}
