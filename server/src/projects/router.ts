import type { Project } from '@waymark/prisma';
import { z } from 'zod';
import { projectOf } from '../rpc/caller.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { originSchema } from '../rpc/origins/origin-schema.ts';
import { cursorText, pageFields, searchText, toPage } from '../rpc/pages.ts';
import { previewProcedure, projectsProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { choiceProcedures } from './choices/procedures.ts';
import type { SeenConnections } from './connections/seen.ts';
import { type DeleteProjectNeeds, deleteProject } from './delete.ts';
import { changeProject } from './project.ts';
import { type SettingsNeeds, settingsOf } from './settings.ts';
import { listProjects } from './store.ts';
import { utmOf, utmSchema } from './utm-template.ts';

const name = nameSchema(120);
const deepLinkMode = z.enum(['leave', 'track']);

/** Dependencies of the project procedures. */
export type ProjectsNeeds = SettingsNeeds & DeleteProjectNeeds & Pick<SeenConnections, 'noteBuilder'>;

/** `plugin`: the name of a builder's plug-in that asks; `site`: the origin of the page that it runs in. */
const whichProject = z
  .strictObject({
    projectId: ids.project.schema.optional(),
    plugin: nameSchema(60).optional(),
    site: originSchema.optional(),
  })
  .default({});

/**
 * list              read      The projects of the account by name. `search` is a part of the name.
 * create            projects  Creates a project.
 * update            projects  Changes switches, domains, privacy, UTM template and what happens to deep links of a project. What is left out stays.
 * delete            projects  Deletes a project with its mailings; `links` says what becomes of links in sent mail. Without it nothing is deleted, and the answer says what there is.
 * settings          preview   What a preview needs of a project, by default the first of the account; nothing secret. `plugin`, `site`: the builder's plug-in that asks, and the origin of its page, which makes it a connection.
 * linkChoices       read      What was chosen in a project for links that open an app, by address, newest first. `search` is a part of the address.
 * chooseLink        projects  Keeps what is chosen for a link that opens an app, for its address in this project.
 * forgetLinkChoice  projects  Forgets what was chosen for the address of a link.
 */
export function projectsRouter(needs: ProjectsNeeds) {
  const { database } = needs;
  return router({
    list: readProcedure
      .input(z.strictObject({ search: searchText, ...pageFields(z.tuple([cursorText, z.uuid()])) }).prefault({}))
      .query(async ({ ctx, input: { limit, ...which } }) =>
        toPage(
          await listProjects(database, ctx.accountId, { ...which, only: projectOf(ctx.caller), limit: limit + 1 }),
          limit,
          {
            positionOf: (project) => [project.name, project.id],
            view: toProjectView,
          },
        ),
      ),

    create: projectsProcedure.input(z.strictObject({ name })).mutation(async ({ ctx, input }) => {
      const data = { accountId: ctx.accountId, name: input.name };
      return toProjectView(await database.project.create({ data }));
    }),

    update: projectsProcedure
      .input(
        z.strictObject({
          id: ids.project.schema,
          name: name.optional(),
          trackOpens: z.boolean().optional(),
          trackClicks: z.boolean().optional(),
          clickDomainId: ids.domain.schema.nullish(),
          openDomainId: ids.domain.schema.nullish(),
          ipMode: z.enum(['none', 'truncated', 'full']).optional(),
          retentionDays: z.int().min(1).max(396).optional(),
          referrerPolicy: z.enum(['no_referrer', 'strict_origin_when_cross_origin']).optional(),
          utm: utmSchema.optional(),
          deepLinks: deepLinkMode.optional(),
          publicAppLinks: deepLinkMode.optional(),
        }),
      )
      .mutation(async ({ ctx, input: { id, ...changes } }) =>
        toProjectView(await changeProject(database, ctx.accountId, id, changes)),
      ),

    delete: projectsProcedure
      .input(z.strictObject({ id: ids.project.schema, links: z.enum(['keep', 'break']).optional() }))
      .mutation(({ ctx, input }) => deleteProject(needs, ctx.caller, input, ctx)),

    settings: previewProcedure.input(whichProject).query(async ({ ctx, input: { projectId, plugin, site } }) => {
      const settings = await settingsOf(needs, ctx.caller, projectId, ctx.language);
      const found = settings.project && ids.project.schema.parse(settings.project.id);
      if (plugin !== undefined && found !== null) await needs.noteBuilder(ctx.caller, found, { plugin, site });
      return settings;
    }),

    ...choiceProcedures(needs),
  });
}

function toProjectView(project: Project) {
  const { id, name, trackOpens, trackClicks, clickDomainId, openDomainId } = project;
  const { ipMode, retentionDays, referrerPolicy, deepLinks, publicAppLinks } = project;
  return {
    id: ids.project.encode(id),
    name,
    trackOpens,
    trackClicks,
    clickDomainId: encodeNullable(ids.domain, clickDomainId),
    openDomainId: encodeNullable(ids.domain, openDomainId),
    ipMode,
    retentionDays,
    referrerPolicy,
    utm: utmOf(project),
    deepLinks,
    publicAppLinks,
  };
}
