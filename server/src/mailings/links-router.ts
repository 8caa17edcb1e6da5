import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { pageFields } from '../rpc/pages.ts';
import { editProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { changeDestination, type DestinationNeeds, historyOf } from './change-destination.ts';

/**
 * changeDestination  edit     Changes where a link leads, at `all` places of the mailing that lead there or at this `one`, also in mail that was sent.
 * history            reports  Changed destinations of a mailing, newest first: who, when, from where to where.
 */
export function linksRouter(needs: DestinationNeeds) {
  return router({
    changeDestination: editProcedure
      .input(
        z.strictObject({
          linkId: ids.link.schema,
          url: z.string().max(8192),
          places: z.enum(['all', 'one']).default('all'),
        }),
      )
      .mutation(({ ctx, input }) => changeDestination(needs, ctx.caller, input, ctx)),

    history: reportsProcedure
      .input(z.strictObject({ mailingId: ids.mailing.schema, ...pageFields(z.tuple([moment, z.uuid()])) }))
      .query(({ ctx, input }) => historyOf(needs.database, ctx.accountId, input)),
  });
}
