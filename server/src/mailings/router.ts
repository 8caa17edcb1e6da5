import { isRecipientTag } from '@waymark/core';
import { z } from 'zod';
import {
  dayReport,
  destinationReport,
  mailingReport,
  reasonReport,
  reportOn,
  testReport,
} from '../events/reports/reports.ts';
import { findOwnProject } from '../projects/project.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { pageFields, searchText, toPage } from '../rpc/pages.ts';
import { recipientIdSchema } from '../rpc/recipient-id-schema.ts';
import { editProcedure, readProcedure, router, sendProcedure } from '../rpc/trpc.ts';
import type { DestinationNeeds } from './change-destination.ts';
import { type DeletionNeeds, deleteMailing } from './deletion.ts';
import { reportLinks } from './links.ts';
import { createMailing, findOwnMailing, type RegisterNeeds } from './mailing.ts';
import { verifyMail } from './verify.ts';
import { toChangeView, toReasonView, toRegisteredView } from './view.ts';
import { wrapMail } from './wrap.ts';

/** Dependencies of the mailing procedures. */
export interface MailingsNeeds extends RegisterNeeds, DestinationNeeds, DeletionNeeds {}

const name = nameSchema(200);
const mailingId = ids.mailing.schema;
const projectId = ids.project.schema;
/** Whether it is sent to try it out, which is kept apart from figures. */
const test = z.boolean();
/** Which event clients are counted. */
const traffic = z.enum(['human', 'all']).optional();
/** As strict as core's assertRecipient. */
const recipient = z
  .strictObject({
    id: z
      .union([recipientIdSchema, z.int().min(0)], 'has to be text of 1 to 512 characters, or a whole number')
      .optional(),
    mergeTag: z
      .string()
      .max(200)
      .refine(isRecipientTag, 'has to be one merge tag that stands for a value, without quotes in it')
      .optional(),
    tracking: z.enum(['identified', 'anonymous', 'off']).optional(),
  })
  .refine(
    ({ id, mergeTag, tracking }) => tracking !== 'identified' || id !== undefined || mergeTag !== undefined,
    'nobody can be identified without an id or a merge tag',
  );

/**
 * create        send  Registers a mailing with the destination at each of its places; the answer has what `render` needs.
 * wrap          send  Registers and wraps an HTML mail in one call.
 * verify        send  Says what wrapping changed in a mail, that it changed nothing else, and where its links lead.
 * list          read  The mailings of a project with their figures, newest first; with `test` those that were sent to try them out, whose number is in `tests`. `search` is a part of the name.
 * get           read  One mailing with its figures.
 * delete        edit  Deletes a mailing; `links` says what becomes of links in sent mail. Without it nothing is deleted, and the answer says what there is.
 * links         read  The links of a mailing with their figures, each place for itself, in the order of the mail.
 * destinations  read  The figures of a mailing by destination, all places that lead there together, in the order of the mail.
 * daily         read  The figures of a mailing by day (UTC).
 * reasons       read  How many events of a mailing were counted as what, with a sentence for each reason.
 */
export function mailingsRouter(needs: MailingsNeeds) {
  const { database } = needs;
  return router({
    create: sendProcedure
      .input(
        z
          .strictObject({
            projectId,
            name,
            urls: z.array(z.string().max(8192)),
            labels: z.array(z.string().max(2000)).optional(),
            test: test.default(false),
          })
          .refine(({ urls, labels = urls }) => labels.length === urls.length, {
            path: ['labels'],
            message: 'has to have one label for each URL',
          }),
      )
      .mutation(async ({ ctx, input }) =>
        toRegisteredView(await createMailing(needs, ctx.accountId, input, ctx.language)),
      ),

    wrap: sendProcedure
      .input(
        z.strictObject({
          projectId,
          name,
          html: z.string(),
          recipient: recipient.optional(),
          mergeTags: z.enum(['leave', 'pass-through']).optional(),
          test: test.default(false),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const mail = { recipient: undefined, mergeTags: undefined, ...input };
        const wrapped = await wrapMail(needs, ctx.accountId, mail, ctx.language);
        return { ...wrapped, mailingId: encodeNullable(ids.mailing, wrapped.mailingId) };
      }),

    verify: sendProcedure
      .input(
        z.strictObject({
          mailingId,
          before: z.string(),
          after: z.string(),
          part: z.enum(['html', 'text', 'amp']).optional(),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const verified = await verifyMail(needs, ctx.accountId, { part: undefined, ...input }, ctx.language);
        return { ...verified, changes: verified.changes.map(toChangeView) };
      }),

    list: readProcedure
      .input(
        z.strictObject({
          projectId,
          search: searchText,
          test: test.default(false),
          traffic,
          ...pageFields(z.tuple([z.int()])),
        }),
      )
      .query(async ({ ctx, input: { traffic, cursor, limit, ...which } }) => {
        await findOwnProject(database, ctx.accountId, which.projectId);
        const page = { ...which, before: cursor?.[0], limit: limit + 1 };
        const mailings = toPage(await mailingReport(database, ctx.accountId, page, traffic), limit, {
          positionOf: ({ id }) => [id],
          view: (mailing) => ({ ...mailing, id: ids.mailing.encode(mailing.id) }),
        });
        return { ...mailings, tests: await testReport(database, ctx.accountId, which.projectId) };
      }),

    get: readProcedure.input(z.strictObject({ mailingId, traffic })).query(async ({ ctx, input }) => {
      const mailing = await findOwnMailing(database, ctx.accountId, input.mailingId);
      const [report] = await reportOn(database, [mailing.id], input.traffic);
      return {
        ...report!,
        id: ids.mailing.encode(input.mailingId),
        projectId: ids.project.encode(mailing.projectId),
        clickDomainId: encodeNullable(ids.domain, mailing.clickDomainId),
        openDomainId: encodeNullable(ids.domain, mailing.openDomainId),
      };
    }),

    delete: editProcedure
      .input(z.strictObject({ mailingId, links: z.enum(['keep', 'break']).optional() }))
      .mutation(({ ctx, input }) => deleteMailing(needs, ctx.caller, input, ctx)),

    links: readProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.int()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        const page = { after: cursor?.[0] ?? 0, limit: limit + 1 };
        return toPage(await reportLinks(needs, ctx.accountId, mailingId, page, traffic), limit, {
          positionOf: ({ id }) => [id],
          view: (link) => ({ ...link, id: ids.link.encode(link.id) }),
        });
      }),

    destinations: readProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.int()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        await findOwnMailing(database, ctx.accountId, mailingId);
        const page = { mailingId, after: cursor?.[0], limit: limit + 1 };
        return toPage(await destinationReport(database, ctx.accountId, page, traffic), limit, {
          positionOf: ({ firstLinkId }) => [firstLinkId],
          view: ({ firstLinkId: _, ...figures }) => figures,
        });
      }),

    daily: readProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.iso.date()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        await findOwnMailing(database, ctx.accountId, mailingId);
        const page = { mailingId, after: cursor?.[0], limit: limit + 1 };
        return toPage(await dayReport(database, ctx.accountId, page, traffic), limit, {
          positionOf: ({ day }) => [day],
          view: (day) => day,
        });
      }),

    reasons: readProcedure.input(z.strictObject({ mailingId })).query(async ({ ctx, input }) => {
      await findOwnMailing(database, ctx.accountId, input.mailingId);
      const reasons = await reasonReport(database, ctx.accountId, input.mailingId);
      return { data: reasons.map((reason) => toReasonView(reason, ctx.language)) };
    }),
  });
}
