import { z } from 'zod';
import { toKnownView } from '../../deep-links/view.ts';
import { encodeNullable, ids } from '../../rpc/ids.ts';
import { inBoth } from '../../rpc/input-problems.ts';
import { nameSchema } from '../../rpc/name-schema.ts';
import { sendProcedure } from '../../rpc/trpc.ts';
import { maxLinksInMail, maxRecipients } from '../limits.ts';
import { verifyMail } from '../verify.ts';
import { toChangeView, toPreparedView, toRegisteredView } from '../view.ts';
import { wrapMail } from '../wrap.ts';
import { createMailing, type SendingNeeds } from './create.ts';
import { prepareMailing } from './prepare.ts';
import { recipient, recipientToRender } from './recipient-schema.ts';
import { renderMailing } from './render.ts';

const name = nameSchema(200);
/** Each link as it is written and with its parameters. */
const maxLinksToAsk = 2 * maxLinksInMail;
const notText = inBoth('has to be text', 'muss Text sein');
const mailingId = ids.mailing.schema;
const projectId = ids.project.schema;
/** Whether it is sent to try it out, which is kept apart from figures. */
const test = z.boolean();

/** The procedures whose bodies may be long, so that they are called in a thread beside the one that answers, too. */
export function sendingProcedures(needs: SendingNeeds) {
  return {
    create: sendProcedure
      .input(
        z
          .strictObject({
            projectId,
            name,
            urls: z.array(z.string().max(8192)),
            labels: z.array(z.string().max(2000)).optional(),
            /** Places, counted from 0. */
            appLinks: z.array(z.int().min(0)).optional(),
            test: test.default(false),
          })
          .refine(({ urls, labels = urls }) => labels.length === urls.length, {
            path: ['labels'],
            message: inBoth('has to have one label for each URL', 'muss zu jeder URL eine Bezeichnung haben'),
          })
          .refine(({ urls, appLinks = [] }) => appLinks.every((place) => place < urls.length), {
            path: ['appLinks'],
            message: inBoth(
              'has to hold places of the URLs, counted from 0',
              'muss Plätze der URLs nennen, ab 0 gezählt',
            ),
          }),
      )
      .mutation(async ({ ctx, input }) => {
        const registered = await createMailing(needs, ctx.accountId, input, ctx.language);
        if (registered.mailingId !== null) await needs.noteSender(ctx.caller, input.projectId);
        return toRegisteredView(registered, ctx.language);
      }),

    prepare: sendProcedure
      .input(
        z.strictObject({
          projectId,
          name,
          html: z.string(notText),
          text: z.string(notText).optional(),
          amp: z.string(notText).optional(),
          textLinks: z.enum(['leave', 'wrap']).optional(),
          mergeTags: z.enum(['leave', 'pass-through']).optional(),
          test: test.default(false),
          report: z.enum(['none', 'summary', 'full']).default('none'),
        }),
      )
      .mutation(async ({ ctx, input: { html, text, amp, ...mail } }) => {
        const parts = { html, ...(text !== undefined && { text }), ...(amp !== undefined && { amp }) };
        const prepared = await prepareMailing(needs, ctx.accountId, { ...mail, parts }, ctx.language);
        if (prepared.reason === null) await needs.noteSender(ctx.caller, mail.projectId);
        return toPreparedView(prepared);
      }),

    render: sendProcedure
      .input(z.strictObject({ mailingId, recipients: z.array(recipientToRender).min(1).max(maxRecipients) }))
      .mutation(({ ctx, input }) => renderMailing(needs, ctx.accountId, input, ctx.language)),

    deepLinks: sendProcedure
      .input(z.strictObject({ projectId, urls: z.array(z.string().max(8192)).max(maxLinksToAsk) }))
      .mutation(async ({ ctx, input }) => {
        const known = await needs.registryOf(ctx.accountId).deepLinks(input.projectId, [...new Set(input.urls)]);
        return { links: known.map((link) => toKnownView(link, ctx.language)) };
      }),

    wrap: sendProcedure
      .input(
        z.strictObject({
          projectId,
          name,
          html: z.string(notText),
          recipient: recipient.optional(),
          mergeTags: z.enum(['leave', 'pass-through']).optional(),
          test: test.default(false),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const mail = { recipient: undefined, mergeTags: undefined, ...input };
        const wrapped = await wrapMail(needs, ctx.accountId, mail, ctx.language);
        if (wrapped.mailingId !== null) await needs.noteSender(ctx.caller, input.projectId);
        return { ...wrapped, mailingId: encodeNullable(ids.mailing, wrapped.mailingId) };
      }),

    verify: sendProcedure
      .input(
        z.strictObject({
          mailingId,
          before: z.string(notText),
          after: z.string(notText),
          part: z.enum(['html', 'text', 'amp']).optional(),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const verified = await verifyMail(needs, ctx.accountId, { part: undefined, ...input }, ctx.language);
        return { ...verified, changes: verified.changes.map(toChangeView) };
      }),
  };
}
