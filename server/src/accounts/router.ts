import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { ids } from '../rpc/ids.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { pageFields } from '../rpc/pages.ts';
import { keysProcedure, personProcedure, previewProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { excludeConnection, includeConnection, type OwnConnectionNeeds, ownConnections } from './own-connections.ts';

/** Dependencies of the account procedures. */
export type AccountsNeeds = OwnConnectionNeeds;

/**
 * whoami             preview  The account, and who asks: a member with a role, or a key.
 * keys               keys     The keys of the account, newest first, without their secrets.
 * createKey          keys     Creates a key; no other answer ever shows it.
 * revokeKey          keys     Revokes a key: requests with it are refused from then on.
 * ownConnections     reports  The connections from which clicks and opens do not count, and until when.
 * excludeConnection  person   Clicks and opens from this connection do not count for a day, or for so many `hours`; for members only.
 * includeConnection  person   Counts this connection again, or the one with the id; for members only.
 */
export function accountsRouter(needs: AccountsNeeds) {
  const { database } = needs;
  return router({
    whoami: previewProcedure.query(async ({ ctx }) => {
      const { accountId, member, keyKind } = ctx.caller;
      const account = await database.account.findUniqueOrThrow({ where: { id: accountId } });
      return {
        account: { id: ids.account.encode(account.id), name: account.name },
        member: member && { ...member, id: ids.member.encode(member.id) },
        keyKind,
      };
    }),

    keys: keysProcedure
      .input(z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({}))
      .query(({ ctx, input }) => listKeys(database, ctx.accountId, input)),

    ownConnections: reportsProcedure.query(({ ctx }) => ownConnections(needs, ctx.accountId, ctx.address)),

    excludeConnection: personProcedure
      .input(z.strictObject({ hours: z.int().min(1).max(24).default(24) }).prefault({}))
      .mutation(({ ctx, input }) => excludeConnection(needs, ctx.caller, ctx.address, input.hours)),

    includeConnection: personProcedure
      .input(z.strictObject({ id: ids.connection.schema.optional() }).prefault({}))
      .mutation(({ ctx, input }) => includeConnection(needs, ctx.caller, ctx.address, input.id)),

    /** The key is in this response and nowhere else. */
    createKey: keysProcedure
      .input(z.strictObject({ kind: z.enum(['secret', 'publishable']), name: nameSchema(120) }))
      .mutation(async ({ ctx, input }) => {
        return { key: await createKey(database, { accountId: ctx.accountId, ...input }) };
      }),

    revokeKey: keysProcedure.input(z.strictObject({ id: ids.key.schema })).mutation(async ({ ctx, input }) => {
      if (!(await revokeKey(database, ctx.accountId, input.id))) throw new ApiError('no_such_key');
      return { id: ids.key.encode(input.id) };
    }),
  });
}
