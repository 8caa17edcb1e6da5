import { z } from 'zod';
import { findOwnProject, firstProjectId } from '../projects/project.ts';
import { projectOf } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { cursorText, pageFields, toPage } from '../rpc/pages.ts';
import { previewProcedure, readProcedure, reportsProcedure, router } from '../rpc/trpc.ts';
import { askedHost } from './fetching/asked-host.ts';
import { type InspectNeeds, inspectLinks } from './inspect.ts';
import { listFiles } from './inspected-hosts.ts';
import { type LinksNeeds, linksKnown } from './judging/links-of-mailing.ts';
import { type TriedBefore, withTried } from './tried.ts';
import { toFileView, toKnownView } from './view.ts';

/** Dependencies of the procedures about deep links. */
export interface DeepLinksNeeds extends InspectNeeds, LinksNeeds {
  readonly triedBefore: TriedBefore;
}

const maxUrls = 100;
const maxUrlLength = 8192;
const urls = z.array(z.string().max(maxUrlLength)).min(1).max(maxUrls);

/**
 * inspect  read     What becomes of up to 100 links when they are wrapped, with `projectId` on the tracking domain of that project, and in `tried` what opened when they were tried on phones. Asks their hosts where nothing is known of them; `again`: where what is known is older than a minute.
 * known    preview  What is known of up to 100 links already, and what was chosen for them in the project, by default the first of the account. Nobody is asked: of a host that the account never asked about it says `not-asked`.
 * history  reports  What the files of a host were like since the account first asked about it, newest first.
 */
export function deepLinksRouter(needs: DeepLinksNeeds) {
  return router({
    inspect: readProcedure
      .input(
        z.strictObject({
          urls,
          again: z.boolean().default(false),
          projectId: ids.project.schema.optional(),
        }),
      )
      .mutation(async ({ ctx: { accountId, caller, language }, input }) => {
        const inspected = await inspectLinks(needs, accountId, input, language);
        // A key of one project is not told what was tried in others.
        const links = await withTried(inspected.links, async (urls) =>
          projectOf(caller) === null ? needs.triedBefore(accountId, urls, language) : new Map(),
        );
        return { ...inspected, links };
      }),

    known: previewProcedure
      .input(z.strictObject({ urls, projectId: ids.project.schema.optional() }))
      .query(async ({ ctx, input }) => {
        const { database } = needs;
        const projectId = input.projectId ?? (await firstProjectId(database, ctx.accountId));
        const project = projectId === undefined ? null : await findOwnProject(database, ctx.accountId, projectId);
        const known = await linksKnown(needs, ctx.accountId, project, input.urls);
        return { links: known.map((link) => toKnownView(link, ctx.language)) };
      }),

    history: reportsProcedure
      .input(z.strictObject({ host: cursorText.max(1000), ...pageFields(z.tuple([moment, z.uuid()])) }))
      .query(async ({ ctx, input: { host, cursor, limit } }) => {
        const page = { cursor, limit: limit + 1 };
        return toPage(await listFiles(needs.database, ctx.accountId, nameOf(host), page), limit, {
          positionOf: ({ lastAt, id }) => [lastAt.toISOString(), id],
          view: (file) => toFileView(file, ctx.language),
        });
      }),
  });
}

/** A host as it is stored; one that is never asked has no history. */
function nameOf(host: string): string {
  const url = URL.parse(`https://${host}/`);
  const asked = url && askedHost(url);
  return asked && 'host' in asked ? asked.host : '';
}
