import { z } from 'zod';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { personProcedure, previewProcedure, readProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { excludeConnection, includeConnection, type OwnConnectionNeeds, ownConnections } from './own-connections.ts';
import { usageOf } from './usage.ts';

/** Dependencies of the account procedures. */
export type AccountsNeeds = OwnConnectionNeeds;

/**
 * whoami             preview  The account, and who asks: a member with a role, or a key.
 * usage              read     What the account has and may have: links, events of this month, tracking domains.
 * ownConnections     reports  The connections from which clicks and opens do not count, and until when.
 * excludeConnection  person   Clicks and opens from this connection do not count for a day, or for so many `hours`; for members only.
 * includeConnection  person   Counts this connection again, or the one with the id; for members only.
 */
export function accountsRouter(needs: AccountsNeeds) {
  const { database } = needs;
  return router({
    whoami: previewProcedure.query(async ({ ctx }) => {
      const { accountId, member, keyKind, key } = ctx.caller;
      const account = await database.account.findUniqueOrThrow({ where: { id: accountId } });
      return {
        account: { id: ids.account.encode(account.id), name: account.name },
        member: member && { ...member, id: ids.member.encode(member.id) },
        keyKind,
        key: key
          ? { id: ids.key.encode(key.id), scopes: key.scopes, projectId: encodeNullable(ids.project, key.projectId) }
          : null,
      };
    }),

    usage: readProcedure.query(async ({ ctx }) => (await usageOf(database, needs.now(), ctx.accountId))[0]!),

    ownConnections: reportsProcedure.query(({ ctx }) => ownConnections(needs, ctx.accountId, ctx.address)),

    excludeConnection: personProcedure
      .input(z.strictObject({ hours: z.int().min(1).max(24).default(24) }).prefault({}))
      .mutation(({ ctx, input }) => excludeConnection(needs, ctx.caller, ctx.address, input.hours)),

    includeConnection: personProcedure
      .input(z.strictObject({ id: ids.connection.schema.optional() }).prefault({}))
      .mutation(({ ctx, input }) => includeConnection(needs, ctx.caller, ctx.address, input.id)),
  });
}
