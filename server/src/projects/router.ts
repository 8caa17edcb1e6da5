import type { Project } from '@waymark/prisma';
import { z } from 'zod';
import { nameShape } from '../rpc/name-schema.ts';
import { editProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { changeProject } from './project.ts';
import { listProjects } from './store.ts';

const name = nameShape(120);

/**
 * list    read
 * create  edit
 * update  edit
 */
export const projectsRouter = router({
  list: readProcedure.query(async ({ ctx }) => (await listProjects(ctx.services.database, ctx.accountId)).map(shown)),

  create: editProcedure.input(z.strictObject({ name })).mutation(async ({ ctx, input }) => {
    const data = { accountId: ctx.accountId, name: input.name };
    return shown(await ctx.services.database.project.create({ data }));
  }),

  update: editProcedure
    .input(
      z.strictObject({
        id: z.uuid(),
        name: name.optional(),
        trackOpens: z.boolean().optional(),
        trackClicks: z.boolean().optional(),
        clickDomainId: z.uuid().nullish(),
        openDomainId: z.uuid().nullish(),
        ipMode: z.enum(['none', 'truncated', 'full']).optional(),
        retentionDays: z.int().min(1).max(396).optional(),
        referrerPolicy: z.enum(['no_referrer', 'strict_origin_when_cross_origin']).optional(),
      }),
    )
    .mutation(async ({ ctx, input: { id, ...changes } }) =>
      shown(await changeProject(ctx.services.database, ctx.accountId, id, changes)),
    ),
});

function shown(project: Project) {
  const { id, name, trackOpens, trackClicks, clickDomainId, openDomainId } = project;
  const { ipMode, retentionDays, referrerPolicy } = project;
  return { id, name, trackOpens, trackClicks, clickDomainId, openDomainId, ipMode, retentionDays, referrerPolicy };
}
