import { z } from 'zod';
import { Failure } from '../rpc/failure.ts';
import { nameShape } from '../rpc/name-schema.ts';
import { ownProcedure, previewProcedure, router } from '../rpc/trpc.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';

/**
 * whoami     preview
 * keys       own
 * createKey  own
 * revokeKey  own
 */
export const accountsRouter = router({
  whoami: previewProcedure.query(async ({ ctx }) => {
    const { accountId, member, keyKind } = ctx.caller;
    const account = await ctx.services.database.account.findUniqueOrThrow({ where: { id: accountId } });
    return { account: { id: account.id, name: account.name }, member, keyKind };
  }),

  keys: ownProcedure.query(({ ctx }) => listKeys(ctx.services.database, ctx.accountId)),

  /** The key stands in this answer and nowhere else. */
  createKey: ownProcedure
    .input(z.strictObject({ kind: z.enum(['secret', 'publishable']), name: nameShape(120) }))
    .mutation(async ({ ctx, input }) => {
      return { key: await createKey(ctx.services.database, { accountId: ctx.accountId, ...input }) };
    }),

  revokeKey: ownProcedure.input(z.strictObject({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    if (!(await revokeKey(ctx.services.database, ctx.accountId, input.id))) throw new Failure('no_such_key');
    return { id: input.id };
  }),
});
