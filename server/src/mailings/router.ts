import { isRecipientTag } from '@waymark/core';
import { z } from 'zod';
import { dayReport, messageReport } from '../events/reports/reports.ts';
import { findOwnProject } from '../projects/project.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { editProcedure, readProcedure, router, sendProcedure } from '../rpc/trpc.ts';
import { type CorrectionNeeds, correctionsOf, correctLink } from './change-destination.ts';
import { reportLinks } from './links.ts';
import { findOwnMessage, type RegisterNeeds, registerMessage } from './mailing.ts';
import { reasonsOf } from './reasons.ts';
import { maxMailLength, wrapMail } from './wrap.ts';

/** What the procedures of mailings work with. */
export interface MailingsNeeds extends RegisterNeeds, CorrectionNeeds {}

const name = nameSchema(200);
const messageId = z.int().positive();
/** Whose events are counted. */
const whose = z.enum(['people', 'all']).optional();
const recipient = z.strictObject({
  id: z.string().min(1).max(512).optional(),
  mergeTag: z
    .string()
    .max(200)
    .refine(isRecipientTag, 'has to be one merge tag that stands for a value, without quotes in it')
    .optional(),
  tracking: z.enum(['identified', 'anonymous', 'off']).optional(),
});

/**
 * register  send
 * wrap      send
 * list      read
 * links     read
 * days      read
 * reasons   read
 * correct   edit
 * corrections read
 */
export function mailingsRouter(needs: MailingsNeeds) {
  const { database } = needs;
  return router({
    register: sendProcedure
      .input(z.strictObject({ projectId: z.uuid(), name, targets: z.array(z.string().max(8192)).max(2000) }))
      .mutation(({ ctx, input }) => registerMessage(needs, ctx.accountId, input, ctx.language)),

    wrap: sendProcedure
      .input(
        z.strictObject({
          projectId: z.uuid(),
          name,
          html: z.string().max(maxMailLength),
          recipient: recipient.optional(),
          mergeTags: z.enum(['leave', 'pass-through']).optional(),
        }),
      )
      .mutation(({ ctx, input }) =>
        wrapMail(needs, ctx.accountId, { recipient: undefined, mergeTags: undefined, ...input }, ctx.language),
      ),

    list: readProcedure.input(z.strictObject({ projectId: z.uuid(), whose })).query(async ({ ctx, input }) => {
      await findOwnProject(database, ctx.accountId, input.projectId);
      return messageReport(database, ctx.accountId, input.projectId, input.whose);
    }),

    links: readProcedure.input(z.strictObject({ messageId, whose })).query(({ ctx, input }) => {
      return reportLinks(needs, ctx.accountId, input.messageId, input.whose);
    }),

    days: readProcedure.input(z.strictObject({ messageId, whose })).query(async ({ ctx, input }) => {
      await findOwnMessage(database, ctx.accountId, input.messageId);
      return dayReport(database, ctx.accountId, input.messageId, input.whose);
    }),

    reasons: readProcedure.input(z.strictObject({ messageId })).query(async ({ ctx, input }) => {
      await findOwnMessage(database, ctx.accountId, input.messageId);
      return reasonsOf(database, ctx.accountId, input.messageId, ctx.language);
    }),

    correct: editProcedure
      .input(z.strictObject({ linkId: z.int().positive(), destination: z.string().max(8192) }))
      .mutation(({ ctx, input }) => correctLink(needs, ctx.caller, input, ctx.language)),

    corrections: readProcedure
      .input(z.strictObject({ messageId: z.int().positive() }))
      .query(({ ctx, input }) => correctionsOf(database, ctx.accountId, input.messageId)),
  });
}
