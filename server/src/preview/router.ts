import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { toDiagnosisView } from '../domains/view.ts';
import { findOwnProject, firstProjectId } from '../projects/project.ts';
import { previewProcedure, router } from '../rpc/trpc.ts';

const whichProject = z.strictObject({ projectId: z.uuid().optional() }).default({});

/** Dependencies of the preview procedures. */
export interface PreviewNeeds {
  readonly database: Database;
  /** Scheme, host and port of wrapped links on a tracking domain. */
  readonly originOf: (host: string) => string;
  /** Whether members reach this server only on their own machine: then links may lead to it. */
  readonly tryOut: boolean;
}

/**
 * settings  preview  What a preview needs to know of a project, by default the first one; nothing secret.
 */
export function previewRouter({ database, originOf, tryOut }: PreviewNeeds) {
  return router({
    /**
     * What a preview needs of a project, by default the account's first; contains nothing secret, so publishable keys
     * may read it.
     */
    settings: previewProcedure.input(whichProject).query(async ({ ctx, input }) => {
      const id = input.projectId ?? (await firstProjectId(database, ctx.accountId));
      const project = id === undefined ? null : await findOwnProject(database, ctx.accountId, id);
      const domain = project?.clickDomain ?? project?.openDomain ?? null;
      return {
        project: project && { id: project.id, name: project.name },
        origin: domain && originOf(domain.host),
        pixelOrigin: project?.openDomain ? originOf(project.openDomain.host) : null,
        host: domain?.host ?? null,
        status: domain?.status ?? null,
        diagnosis: domain && toDiagnosisView(domain, ctx.language),
        trackOpens: project?.trackOpens ?? false,
        trackClicks: project?.trackClicks ?? false,
        allowLocalHosts: tryOut,
      };
    }),
  });
}
