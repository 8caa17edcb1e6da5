import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { findOwnProject } from '../projects/project.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { readProcedure, router } from '../rpc/trpc.ts';
import { listEvents } from './queries.ts';

/** Dependencies of the event procedures. */
export interface EventsNeeds {
  readonly database: Database;
}

/**
 * list  read  Events of a project or of one mailing, newest first.
 */
export function eventsRouter({ database }: EventsNeeds) {
  return router({
    list: readProcedure
      .input(
        z.strictObject({
          projectId: ids.project.schema,
          mailingId: ids.mailing.schema.optional(),
          limit: z.int().min(1).max(1000).default(100),
        }),
      )
      .query(async ({ ctx, input }) => {
        await findOwnProject(database, ctx.accountId, input.projectId);
        const events = await listEvents(database, ctx.accountId, input);
        return events.map((event) => ({
          ...event,
          id: ids.event.encode(event.id),
          linkId: encodeNullable(ids.link, event.linkId),
          mailingId: ids.mailing.encode(event.mailingId),
        }));
      }),
  });
}
