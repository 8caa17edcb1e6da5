import { createHash, randomBytes } from 'node:crypto';
import type { Database, DatabaseOrTransaction, Invitation, Role } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { createPerson } from './person.ts';

const weekMs = 7 * 24 * 3_600_000;

/** Who is invited. */
export interface Invited {
  readonly accountId: string;
  readonly role: Role;
  readonly email?: string | undefined;
  /** A member who only has a key so far. */
  readonly memberId?: string;
}

/** Who accepts: somebody who signs in already, or somebody new. */
export type Guest =
  | { readonly personId: string }
  | { readonly name: string; readonly email: string; readonly passwordHash: string };

/** Creates an invitation; its path is returned and stored nowhere. */
export async function invite(
  database: DatabaseOrTransaction,
  invited: Invited,
  now: Date,
): Promise<{ readonly id: string; readonly path: string; readonly expiresAt: Date }> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + weekMs);
  const { email, ...others } = invited;
  const data = { ...others, ...(email !== undefined && { email }), hash: hashOf(token), expiresAt };
  const { id } = await database.invitation.create({ data });
  return { id, path: `/invitation/${token}`, expiresAt };
}

/** The invitation behind a link, with its account and the member whom it is for; null when it is over. */
export function findInvitation(database: DatabaseOrTransaction, token: string, now: Date) {
  return database.invitation.findFirst({
    where: { hash: hashOf(token), expiresAt: { gt: now } },
    include: { account: true, member: true },
  });
}

/** Makes a guest a member. Throws invitation_used, already_member, email_taken; then the invitation goes on working. */
export async function acceptInvitation(database: Database, token: string, guest: Guest, now: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    const invitation = await findInvitation(transaction, token, now);
    const used = invitation && (await transaction.invitation.deleteMany({ where: { id: invitation.id } }));
    if (!invitation || used?.count !== 1) throw new ApiError('invitation_used');
    const personId = await personOf(transaction, guest);
    await join(transaction, invitation, personId);
  });
}

async function personOf(transaction: DatabaseOrTransaction, guest: Guest): Promise<string> {
  if ('personId' in guest) return guest.personId;
  if (await transaction.person.findUnique({ where: { email: guest.email } })) throw new ApiError('email_taken');
  return createPerson(transaction, guest);
}

async function join(transaction: DatabaseOrTransaction, invitation: Invitation, personId: string): Promise<void> {
  const { accountId, role, memberId } = invitation;
  const known = await transaction.member.findUnique({ where: { personId_accountId: { personId, accountId } } });
  if (known) throw new ApiError('already_member');
  if (memberId !== null) {
    await transaction.member.update({ where: { id: memberId }, data: { personId } });
    return;
  }
  const { name } = await transaction.person.findUniqueOrThrow({ where: { id: personId } });
  await transaction.member.create({ data: { accountId, name, role, personId } });
}

function hashOf(token: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(token).digest();
}
