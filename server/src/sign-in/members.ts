import type { Database, DatabaseOrTransaction, Member, Role } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';

/** Gives a member another role. Throws no_such_member, last_owner. */
export async function changeRole(database: Database, accountId: string, id: string, role: Role): Promise<void> {
  await changeMember(database, accountId, id, async (transaction, member) => {
    if (role !== 'owner') await assertOtherOwner(transaction, member);
    await transaction.member.update({ where: { id }, data: { role } });
  });
}

/** Removes a member with their keys. Throws no_such_member, last_owner. */
export async function removeMember(database: Database, accountId: string, id: string): Promise<void> {
  await changeMember(database, accountId, id, async (transaction, member) => {
    await assertOtherOwner(transaction, member);
    await transaction.member.delete({ where: { id } });
  });
}

async function changeMember(
  database: Database,
  accountId: string,
  id: string,
  change: (transaction: DatabaseOrTransaction, member: Member) => Promise<void>,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    // Two owners who remove each other take turns.
    await transaction.$executeRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
    const member = await transaction.member.findFirst({ where: { id, accountId } });
    if (!member) throw new ApiError('no_such_member');
    await change(transaction, member);
  });
}

/** An account always has an owner, and one who can sign in if there was one. */
async function assertOtherOwner(
  transaction: DatabaseOrTransaction,
  { id, accountId, role, personId }: Member,
): Promise<void> {
  if (role !== 'owner') return;
  const others = await transaction.member.findMany({ where: { accountId, role: 'owner', id: { not: id } } });
  if (!others.some((other) => personId === null || other.personId !== null)) throw new ApiError('last_owner');
}
