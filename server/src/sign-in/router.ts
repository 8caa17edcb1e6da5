import type { Database } from '@waymark/prisma';
import { ids } from '../rpc/ids.ts';
import { personProcedure, router } from '../rpc/trpc.ts';

/** Dependencies of the procedures of a session. */
export interface SessionNeeds {
  readonly database: Database;
}

/**
 * me  person  Who is signed in, in which account with which role, in which others, and in which language sentences come.
 */
export function sessionRouter({ database }: SessionNeeds) {
  return router({
    me: personProcedure.query(async ({ ctx }) => {
      const { person, ...member } = await database.member.findUniqueOrThrow({
        where: { id: ctx.caller.member?.id ?? '' },
        include: {
          account: true,
          person: { include: { members: { include: { account: true }, orderBy: { id: 'asc' } } } },
        },
      });
      return {
        member: { id: ids.member.encode(member.id), name: member.name, role: member.role },
        account: toAccount(member),
        accounts: (person?.members ?? [member]).map(toAccount),
        email: person?.email ?? null,
        language: ctx.language,
      };
    }),
  });
}

function toAccount({ role, account }: { role: 'owner' | 'editor' | 'viewer'; account: { id: string; name: string } }) {
  return { id: ids.account.encode(account.id), name: account.name, role };
}
