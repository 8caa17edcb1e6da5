import { z } from 'zod';
import { showDiagnosis } from '../domains/show.ts';
import { findOwnProject, firstProjectId } from '../projects/project.ts';
import { previewProcedure, router } from '../rpc/trpc.ts';

const whichProject = z.strictObject({ projectId: z.uuid().optional() }).default({});

/**
 * settings  preview
 */
export const previewRouter = router({
  /** What a preview needs of a project, by default the first of the account: nothing secret, so publishable keys may ask. */
  settings: previewProcedure.input(whichProject).query(async ({ ctx, input }) => {
    const { database, originOf, tryOut } = ctx.services;
    const id = input.projectId ?? (await firstProjectId(database, ctx.accountId));
    const project = id === undefined ? null : await findOwnProject(database, ctx.accountId, id);
    const domain = project?.clickDomain ?? project?.openDomain ?? null;
    return {
      project: project && { id: project.id, name: project.name },
      origin: domain && originOf(domain.host),
      pixelOrigin: project?.openDomain ? originOf(project.openDomain.host) : null,
      host: domain?.host ?? null,
      status: domain?.status ?? null,
      diagnosis: domain && showDiagnosis(domain, ctx.language),
      trackOpens: project?.trackOpens ?? false,
      trackClicks: project?.trackClicks ?? false,
      allowLocalHosts: tryOut,
    };
  }),
});
