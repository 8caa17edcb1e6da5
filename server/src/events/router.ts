import { z } from 'zod';
import { findOwnProject } from '../projects/project.ts';
import { readProcedure, router } from '../rpc/trpc.ts';
import { listEvents } from './queries.ts';

/**
 * list  read
 */
export const eventsRouter = router({
  list: readProcedure
    .input(
      z.strictObject({
        projectId: z.uuid(),
        messageId: z.int().positive().optional(),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .query(async ({ ctx, input }) => {
      await findOwnProject(ctx.services.database, ctx.accountId, input.projectId);
      return listEvents(ctx.services.database, ctx.accountId, input);
    }),
});
