import { z } from 'zod';
import { readProcedure, router, sendProcedure } from '../rpc/trpc.ts';
import { type EraseNeeds, eraseRecipients } from './erase.ts';
import { exportRecipient, exportRecipientAsCsv } from './export.ts';
import { giveBack, listWithdrawals, type WithdrawalNeeds, withdraw } from './withdrawals.ts';

/** What the procedures of recipients work with. */
export type RecipientsNeeds = EraseNeeds & WithdrawalNeeds;

const recipient = z.string().min(1).max(512);
const recipients = z.array(recipient).min(1).max(1000);

/**
 * withdraw     send
 * giveBack     send
 * withdrawals  read
 * erase        send
 * export       read
 * exportCsv    read
 *
 * What names a recipient is a mutation also where it only reads: a query's input would stand in the address of the request.
 */
export function recipientsRouter(needs: RecipientsNeeds) {
  return router({
    withdraw: sendProcedure
      .input(z.strictObject({ recipients }))
      .mutation(({ ctx, input }) => withdraw(needs, ctx.accountId, input.recipients)),

    giveBack: sendProcedure
      .input(z.strictObject({ recipients }))
      .mutation(({ ctx, input }) => giveBack(needs, ctx.accountId, input.recipients)),

    withdrawals: readProcedure
      .input(z.strictObject({ after: z.string().max(512).optional(), limit: z.int().min(1).max(1000).default(100) }))
      .query(({ ctx, input }) => listWithdrawals(needs, ctx.accountId, input)),

    erase: sendProcedure
      .input(z.strictObject({ recipients }))
      .mutation(({ ctx, input }) => eraseRecipients(needs, ctx.accountId, input.recipients)),

    export: readProcedure
      .input(z.strictObject({ recipient }))
      .mutation(({ ctx, input }) => exportRecipient(needs, ctx.accountId, input.recipient)),

    exportCsv: readProcedure
      .input(z.strictObject({ recipient }))
      .mutation(({ ctx, input }) => exportRecipientAsCsv(needs, ctx.accountId, input.recipient)),
  });
}
