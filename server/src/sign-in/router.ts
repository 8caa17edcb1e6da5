import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { ids } from '../rpc/ids.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { personProcedure, router } from '../rpc/trpc.ts';

const page = z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({});

/** Dependencies of the procedures of a session. */
export interface SessionNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

/**
 * me             person  Who is signed in, in which account with which role, in which others, and in which language sentences come.
 * list           person  The browsers in which the caller is signed in, the newest first.
 * end            person  Signs the caller out in one of them.
 * endOthers      person  Signs the caller out everywhere else.
 * switchAccount  person  From now on this session works in another account of the caller's.
 */
export function sessionRouter({ database, now }: SessionNeeds) {
  /** The person behind a member; undefined for one who only has a key. */
  async function personOf(memberId: string | undefined): Promise<string | undefined> {
    if (memberId === undefined) return undefined;
    const member = await database.member.findUnique({ where: { id: memberId } });
    return member?.personId ?? undefined;
  }

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

    list: personProcedure.input(page).query(async ({ ctx, input: { cursor, limit } }) => {
      const userId = await personOf(ctx.caller.member?.id);
      if (userId === undefined) return { data: [], nextCursor: null };
      const sessions = await database.session.findMany({
        where: { userId, expiresAt: { gt: now() }, ...(cursor && { id: { lt: cursor[0] } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const view = ({ id, createdAt, updatedAt, ipAddress, userAgent }: (typeof sessions)[number]) => ({
        id: ids.session.encode(id),
        isThis: id === ctx.caller.sessionId,
        createdAt: createdAt.toISOString(),
        /** Give or take a day. */
        usedAt: updatedAt.toISOString(),
        address: ipAddress || null,
        userAgent: userAgent || null,
      });
      return toPage(sessions, limit, { positionOf: ({ id }) => [id], view });
    }),

    end: personProcedure.input(z.strictObject({ id: ids.session.schema })).mutation(async ({ ctx, input }) => {
      const userId = await personOf(ctx.caller.member?.id);
      const ended = userId && (await database.session.deleteMany({ where: { id: input.id, userId } }));
      if (!ended || ended.count === 0) throw new ApiError('no_such_session');
      return { id: ids.session.encode(input.id) };
    }),

    endOthers: personProcedure.mutation(async ({ ctx }) => {
      const userId = await personOf(ctx.caller.member?.id);
      const { sessionId } = ctx.caller;
      if (userId === undefined) return { ended: 0 };
      const others = sessionId === undefined ? {} : { id: { not: sessionId } };
      const { count } = await database.session.deleteMany({ where: { userId, ...others } });
      return { ended: count };
    }),

    switchAccount: personProcedure
      .input(z.strictObject({ id: ids.account.schema }))
      .mutation(async ({ ctx, input }) => {
        const personId = await personOf(ctx.caller.member?.id);
        const { sessionId } = ctx.caller;
        if (personId === undefined || sessionId === undefined) throw new ApiError('session_needed');
        const where = { personId_accountId: { personId, accountId: input.id } };
        const member = await database.member.findUnique({ where, include: { account: true } });
        if (!member) throw new ApiError('not_your_account');
        await database.session.update({ where: { id: sessionId }, data: { memberId: member.id } });
        return toAccount(member);
      }),
  });
}

function toAccount({ role, account }: { role: 'owner' | 'editor' | 'viewer'; account: { id: string; name: string } }) {
  return { id: ids.account.encode(account.id), name: account.name, role };
}
