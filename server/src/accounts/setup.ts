import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { createPerson } from '../sign-in/person.ts';
import { createKey } from './keys.ts';

/**
 * The token of the one-time link that sets up the first owner, or undefined once there is one. Every call creates a new
 * token and invalidates the previous one, so that a link from an old log is useless.
 */
export async function freshSetupToken(database: Database): Promise<string | undefined> {
  if (await database.setupToken.findFirst({ where: { usedAt: { not: null } } })) return;
  const token = randomBytes(24).toString('base64url');
  await database.$transaction([
    database.setupToken.deleteMany({ where: { usedAt: null } }),
    database.setupToken.create({ data: { hash: hashOf(token) } }),
  ]);
  return token;
}

/** Whether a set-up link is still valid. */
export async function setupTokenWorks(database: Database, token: string): Promise<boolean> {
  const row = await database.setupToken.findUnique({ where: { hash: hashOf(token) } });
  return row !== null && row.usedAt === null;
}

/** Consumes a set-up link: creates the account, its owner and the owner's key, which is returned and shown once. */
export async function setUpOwner(
  database: Database,
  token: string,
  names: { account: string; member: string },
  /** How the owner signs in, besides the key. */
  login?: { email: string; passwordHash: string },
): Promise<string> {
  return database.$transaction(async (transaction) => {
    const used = await transaction.setupToken.updateMany({
      where: { hash: hashOf(token), usedAt: null },
      data: { usedAt: new Date() },
    });
    if (used.count === 0) throw new ApiError('setup_link_used');
    const account = await transaction.account.create({ data: { name: names.account } });
    const personId = login && (await createPerson(transaction, { name: names.member, emailVerified: true, ...login }));
    const member = await transaction.member.create({
      data: { accountId: account.id, name: names.member, role: 'owner', ...(personId && { personId }) },
    });
    return createKey(transaction, {
      accountId: account.id,
      memberId: member.id,
      kind: 'member',
      name: 'First sign-in',
    });
  });
}

function hashOf(token: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(token).digest();
}
