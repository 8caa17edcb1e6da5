import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { projectOf } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { originSchema } from '../rpc/origins/origin-schema.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { projectsProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { claimSite } from './connections/claim-site.ts';
import { findConnections, toConnectionView } from './connections/list.ts';

/** Dependencies of the procedures about connections. */
export interface ConnectionsNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

/**
 * list       read      What wraps mail: senders that registered mailings, plug-ins of builders, copies made by hand, each with its project, sites and when it was last seen. `counted` says whether mail that goes this way is counted, `if_copied` where somebody has to send the tracked copy.
 * claimSite  projects  Says how mail is sent that is written on a site: by the connection of the project with this id, and without one by hand. A site has one answer, the last.
 */
export function connectionsRouter({ database, now }: ConnectionsNeeds) {
  return router({
    list: readProcedure
      .input(z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({}))
      .query(async ({ ctx, input: { cursor, limit } }) => {
        const which = { after: cursor?.[0], projectId: projectOf(ctx.caller), limit: limit + 1 };
        return toPage(await findConnections(database, ctx.accountId, which), limit, {
          positionOf: ({ id }) => [id],
          view: (connection) => toConnectionView(connection, now(), ctx.language),
        });
      }),

    claimSite: projectsProcedure
      .input(
        z.strictObject({
          projectId: ids.project.schema,
          site: originSchema,
          connectionId: ids.projectConnection.schema.optional(),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const id = await claimSite(database, ctx.accountId, { connectionId: undefined, ...input });
        return { id: ids.projectConnection.encode(id) };
      }),
  });
}
