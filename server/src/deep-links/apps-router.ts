import type { ListedApp } from '@waymark/prisma';
import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { inBoth } from '../rpc/input-problems.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { domainsProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { checkFiles, type FileCheckNeeds, filesOf } from './apps/check-files.ts';
import { toFilesView } from './apps/files-view.ts';
import {
  acceptApp,
  addApp,
  confirmApp,
  confirmationOf,
  identityOf,
  listApps,
  removeApp,
  unconfirmApp,
  updateApp,
} from './apps/listed-apps.ts';

/** Dependencies of the procedures about the apps of a domain. */
export type AppsNeeds = FileCheckNeeds;

const byId = z.strictObject({ id: ids.app.schema });
const ofDomain = z.strictObject({ domainId: ids.domain.schema });

const typed = z.string().max(1000);
/** All that a program printed about a certificate, or about several. */
const pasted = z.string().max(20_000);
const appSchema = z.discriminatedUnion(
  'system',
  [
    z.strictObject({ system: z.literal('ios'), teamId: typed, bundleId: typed }),
    z.strictObject({ system: z.literal('android'), packageName: typed, fingerprints: z.array(pasted).max(100) }),
  ],
  inBoth('has to have "system": "ios" or "android"', 'muss "system": "ios" oder "android" haben'),
);

/**
 * list        read     The apps that the association files of a domain list, each with what its team confirmed.
 * add         domains  Lists an app: of iOS its team id and bundle id, of Android its package name and the SHA-256 fingerprints of its certificates, each alone or in all that openssl, keytool or apksigner printed.
 * update      domains  Changes an app; with another name it has to be confirmed again.
 * remove      domains  Takes an app out of the files.
 * confirm     domains  Notes that the app's team confirmed from which version on it declares the domain: its links are kept from then on. `date`: when; today if not given.
 * unconfirm   domains  Takes the confirmation back.
 * files       read     Both association files as they are served, or would be with one more `app`, and what was found of them from outside the last time.
 * checkFiles  domains  Looks at both files from outside, at the domain's public name and at Apple's servers; six times a minute for each account, checks of domains included.
 */
export function appsRouter(needs: AppsNeeds) {
  return router({
    list: readProcedure.input(ofDomain).query(async ({ ctx, input }) => {
      return { apps: (await listApps(needs, ctx.accountId, input.domainId)).map(toAppView) };
    }),

    add: domainsProcedure
      .input(ofDomain.extend({ app: appSchema }))
      .mutation(async ({ ctx, input }) => toAppView(await addApp(needs, ctx.accountId, input, ctx.language))),

    update: domainsProcedure
      .input(byId.extend({ app: appSchema }))
      .mutation(async ({ ctx, input }) => toAppView(await updateApp(needs, ctx.accountId, input, ctx.language))),

    remove: domainsProcedure.input(byId).mutation(({ ctx, input }) => removeApp(needs, ctx.accountId, input.id)),

    confirm: domainsProcedure
      .input(byId.extend({ version: nameSchema(50), date: z.iso.date().optional() }))
      .mutation(async ({ ctx, input }) => toAppView(await confirmApp(needs, ctx.accountId, input))),

    unconfirm: domainsProcedure
      .input(byId)
      .mutation(async ({ ctx, input }) => toAppView(await unconfirmApp(needs, ctx.accountId, input.id))),

    files: readProcedure.input(ofDomain.extend({ app: appSchema.optional() })).query(async ({ ctx, input }) => {
      const more = input.app && acceptApp(input.app, ctx.language);
      return toFilesView(await filesOf(needs, ctx.accountId, input.domainId), ctx.language, more);
    }),

    checkFiles: domainsProcedure.input(ofDomain).mutation(async ({ ctx, input }) => {
      await checkFiles(needs, ctx.accountId, input.domainId);
      return toFilesView(await filesOf(needs, ctx.accountId, input.domainId), ctx.language);
    }),
  });
}

/** An app as the API returns it. */
function toAppView(row: ListedApp) {
  return {
    id: ids.app.encode(row.id),
    domainId: ids.domain.encode(row.domainId),
    ...identityOf(row),
    confirmed: confirmationOf(row),
    createdAt: row.createdAt.toISOString(),
  };
}
