import { z } from 'zod';
import type { SignerNeeds } from '../domains/signer.ts';
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
import { pageFields, searchText, toPage } from '../rpc/pages.ts';
import { editProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import type { DestinationNeeds } from './change-destination.ts';
import { type DeletionNeeds, deleteMailing } from './deletion.ts';
import { reportLinks } from './links.ts';
import { findOwnMailing } from './mailing.ts';
import type { SendingNeeds } from './sending/create.ts';
import { sendingProcedures } from './sending/procedures.ts';
import { toReasonView } from './view.ts';

/** Dependencies of the mailing procedures. */
export interface MailingsNeeds extends SendingNeeds, SignerNeeds, DestinationNeeds, DeletionNeeds {}

const mailingId = ids.mailing.schema;
const projectId = ids.project.schema;
/** Which event clients are counted. */
const traffic = z.enum(['human', 'all']).optional();

/**
 * create        send     Registers a mailing with the destination at each of its places; the answer has what `render` needs. `appLinks`: the places of app links; without it `deepLinks` says what becomes of the destinations.
 * deepLinks     send     What becomes of the links of a mailing before it is registered, and what was chosen for them. Asks hosts of which nothing is known, and waits three seconds at most.
 * prepare       send     Registers a mailing by its mail, which is kept, so that `render` needs its id alone. `report` says how much is answered of its links.
 * render        send     The mails of up to 500 recipients, each with their tracking, in their order; nothing is stored of them. `reason` says why they are unchanged.
 * wrap          send     Registers and wraps an HTML mail in one call.
 * verify        send     Says what wrapping changed in a mail, that it changed nothing else, and where its links lead.
 * list          reports  The mailings of a project with their figures, newest first; with `test` those that were sent to try them out, whose number is in `tests`. `search` is a part of the name.
 * get           reports  One mailing with its figures.
 * delete        edit     Deletes a mailing; `links` says what becomes of links in sent mail. Without it nothing is deleted, and the answer says what there is.
 * links         reports  The links of a mailing with their figures, each place for itself, in the order of the mail.
 * destinations  reports  The figures of a mailing by destination, all places that lead there together, in the order of the mail.
 * daily         reports  The figures of a mailing by day (UTC).
 * reasons       reports  How many events of a mailing were counted as what, with a sentence for each reason.
 */
export function mailingsRouter(needs: MailingsNeeds) {
  const { database } = needs;
  return router({
    ...sendingProcedures(needs),

    list: reportsProcedure
      .input(
        z.strictObject({
          projectId,
          search: searchText,
          test: z.boolean().default(false),
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

    get: reportsProcedure.input(z.strictObject({ mailingId, traffic })).query(async ({ ctx, input }) => {
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

    links: reportsProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.int()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        const page = { after: cursor?.[0] ?? 0, limit: limit + 1 };
        return toPage(await reportLinks(needs, ctx.accountId, mailingId, page, traffic), limit, {
          positionOf: ({ id }) => [id],
          view: (link) => ({ ...link, id: ids.link.encode(link.id) }),
        });
      }),

    destinations: reportsProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.int()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        await findOwnMailing(database, ctx.accountId, mailingId);
        const page = { mailingId, after: cursor?.[0], limit: limit + 1 };
        return toPage(await destinationReport(database, ctx.accountId, page, traffic), limit, {
          positionOf: ({ firstLinkId }) => [firstLinkId],
          view: ({ firstLinkId: _, ...figures }) => figures,
        });
      }),

    daily: reportsProcedure
      .input(z.strictObject({ mailingId, traffic, ...pageFields(z.tuple([z.iso.date()])) }))
      .query(async ({ ctx, input: { mailingId, traffic, cursor, limit } }) => {
        await findOwnMailing(database, ctx.accountId, mailingId);
        const page = { mailingId, after: cursor?.[0], limit: limit + 1 };
        return toPage(await dayReport(database, ctx.accountId, page, traffic), limit, {
          positionOf: ({ day }) => [day],
          view: (day) => day,
        });
      }),

    reasons: reportsProcedure.input(z.strictObject({ mailingId })).query(async ({ ctx, input }) => {
      await findOwnMailing(database, ctx.accountId, input.mailingId);
      const reasons = await reasonReport(database, ctx.accountId, input.mailingId);
      return { data: reasons.map((reason) => toReasonView(reason, ctx.language)) };
    }),
  });
}
