import { previewProcedure, router } from '../http/trpc.ts';

/**
 * whoami  preview
 */
export const accountsRouter = router({
  whoami: previewProcedure.query(async ({ ctx }) => {
    const { accountId, member, keyKind } = ctx.caller;
    const account = await ctx.services.database.account.findUniqueOrThrow({ where: { id: accountId } });
    return { account: { id: account.id, name: account.name }, member, keyKind };
  }),
});
