import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { ids } from '../rpc/ids.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { pageFields } from '../rpc/pages.ts';
import { ownProcedure, previewProcedure, router } from '../rpc/trpc.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';

/** Dependencies of the account procedures. */
export interface AccountsNeeds {
  readonly database: Database;
}

/**
 * whoami     preview  The account, and who asks: a member with a role, or a key.
 * keys       own      The keys of the account, newest first, without their secrets.
 * createKey  own      Creates a key; no other answer ever shows it.
 * revokeKey  own      Revokes a key: requests with it are refused from then on.
 */
export function accountsRouter({ database }: AccountsNeeds) {
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

    keys: ownProcedure
      .input(z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({}))
      .query(({ ctx, input }) => listKeys(database, ctx.accountId, input)),

    /** The key is in this response and nowhere else. */
    createKey: ownProcedure
      .input(z.strictObject({ kind: z.enum(['secret', 'publishable']), name: nameSchema(120) }))
      .mutation(async ({ ctx, input }) => {
        return { key: await createKey(database, { accountId: ctx.accountId, ...input }) };
      }),

    revokeKey: ownProcedure.input(z.strictObject({ id: ids.key.schema })).mutation(async ({ ctx, input }) => {
      if (!(await revokeKey(database, ctx.accountId, input.id))) throw new ApiError('no_such_key');
      return { id: ids.key.encode(input.id) };
    }),
  });
}
