import { isRecipientTag } from '@waymark/core';
import { z } from 'zod';
import { dayReport, mailingReport } from '../events/reports/reports.ts';
import { findOwnProject } from '../projects/project.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { readProcedure, router, sendProcedure } from '../rpc/trpc.ts';
import type { DestinationNeeds } from './change-destination.ts';
import { reportLinks } from './links.ts';
import { createMailing, findOwnMailing, type RegisterNeeds } from './mailing.ts';
import { reasonsOf } from './reasons.ts';
import { maxMailLength, wrapMail } from './wrap.ts';

/** Dependencies of the mailing procedures. */
export interface MailingsNeeds extends RegisterNeeds, DestinationNeeds {}

const name = nameSchema(200);
const mailingId = z.int().positive();
/** Which event clients are counted. */
const traffic = z.enum(['human', 'all']).optional();
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
 * create   send  Registers a mailing with its links; the answer has what `render` needs.
 * wrap     send  Registers and wraps an HTML mail in one call.
 * list     read  The mailings of a project with their figures.
 * links    read  The links of a mailing with their figures.
 * daily    read  The figures of a mailing by day (UTC).
 * reasons  read  How many events of a mailing were counted as what, with a sentence for each reason.
 */
export function mailingsRouter(needs: MailingsNeeds) {
  const { database } = needs;
  return router({
    create: sendProcedure
      .input(z.strictObject({ projectId: z.uuid(), name, urls: z.array(z.string().max(8192)).max(2000) }))
      .mutation(({ ctx, input }) => createMailing(needs, ctx.accountId, input, ctx.language)),

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

    list: readProcedure.input(z.strictObject({ projectId: z.uuid(), traffic })).query(async ({ ctx, input }) => {
      await findOwnProject(database, ctx.accountId, input.projectId);
      return mailingReport(database, ctx.accountId, input.projectId, input.traffic);
    }),

    links: readProcedure.input(z.strictObject({ mailingId, traffic })).query(({ ctx, input }) => {
      return reportLinks(needs, ctx.accountId, input.mailingId, input.traffic);
    }),

    daily: readProcedure.input(z.strictObject({ mailingId, traffic })).query(async ({ ctx, input }) => {
      await findOwnMailing(database, ctx.accountId, input.mailingId);
      return dayReport(database, ctx.accountId, input.mailingId, input.traffic);
    }),

    reasons: readProcedure.input(z.strictObject({ mailingId })).query(async ({ ctx, input }) => {
      await findOwnMailing(database, ctx.accountId, input.mailingId);
      return reasonsOf(database, ctx.accountId, input.mailingId, ctx.language);
    }),
  });
}
