import { z } from 'zod';
import { cursorText, pageFields } from '../rpc/pages.ts';
import { recipientIdSchema } from '../rpc/recipient-id-schema.ts';
import { eraseProcedure, recipientsProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { type EraseNeeds, eraseRecipients } from './erase.ts';
import { exportRecipient, exportRecipientAsCsv } from './export.ts';
import { listOptOuts, type OptOutNeeds, optIn, optOut } from './opt-outs.ts';

/** Dependencies of the recipient procedures. */
export type RecipientsNeeds = EraseNeeds & OptOutNeeds;

const recipientIds = z.array(recipientIdSchema).min(1).max(1000);

/**
 * optOut     recipients  Stores nothing of these recipients any more, for mail already sent too.
 * optIn      recipients  Stores events of these recipients again.
 * optOuts    reports     Who opted out, by id.
 * erase      erase       Deletes the events of these recipients, also those on their way.
 * export     reports     Everything that is stored of one recipient, newest event first.
 * exportCsv  reports     The same as CSV.
 *
 * Procedures that name a recipient are mutations even when they only read: a query's input would be part of the
 * request's URL.
 */
export function recipientsRouter(needs: RecipientsNeeds) {
  return router({
    optOut: recipientsProcedure
      .input(z.strictObject({ recipientIds }))
      .mutation(({ ctx, input }) => optOut(needs, ctx.accountId, input.recipientIds)),

    optIn: recipientsProcedure
      .input(z.strictObject({ recipientIds }))
      .mutation(({ ctx, input }) => optIn(needs, ctx.accountId, input.recipientIds)),

    optOuts: reportsProcedure
      .input(z.strictObject(pageFields(z.tuple([cursorText]))).prefault({}))
      .query(({ ctx, input }) => listOptOuts(needs, ctx.accountId, input)),

    erase: eraseProcedure
      .input(z.strictObject({ recipientIds }))
      .mutation(({ ctx, input }) => eraseRecipients(needs, ctx.accountId, input.recipientIds, ctx.entry)),

    export: reportsProcedure
      .input(z.strictObject({ recipientId: recipientIdSchema }))
      .mutation(({ ctx, input }) => exportRecipient(needs, ctx.accountId, input.recipientId)),

    exportCsv: reportsProcedure
      .input(z.strictObject({ recipientId: recipientIdSchema }))
      .mutation(({ ctx, input }) => exportRecipientAsCsv(needs, ctx.accountId, input.recipientId)),
  });
}
