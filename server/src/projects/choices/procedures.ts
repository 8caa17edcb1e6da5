import { type DeepLinkChoice, deepLinkChoices } from '@waymark/core';
import type { Database, LinkChoice as Row } from '@waymark/prisma';
import { z } from 'zod';
import { ids } from '../../rpc/ids.ts';
import { moment } from '../../rpc/moment.ts';
import { pageFields, searchText, toPage } from '../../rpc/pages.ts';
import { projectsProcedure, readProcedure } from '../../rpc/trpc.ts';
import { chooseLink, forgetChoice, listChoices } from './link-choices.ts';

const projectId = ids.project.schema;
/** As it is written in a mail, entities decoded; merge tags as they are. */
const url = z.string().max(8192);

/** What is chosen for links that open an app, by their addresses. */
export function choiceProcedures({ database, now }: { readonly database: Database; readonly now: () => Date }) {
  return {
    linkChoices: readProcedure
      .input(
        z.strictObject({
          projectId,
          search: searchText,
          ...pageFields(z.tuple([moment, z.string().regex(/^[\da-f]{64}$/)])),
        }),
      )
      .query(async ({ ctx, input: { projectId, cursor, limit, search } }) =>
        toPage(await listChoices(database, ctx.accountId, projectId, { cursor, limit: limit + 1, search }), limit, {
          positionOf: ({ chosenAt, digest }) => [chosenAt.toISOString(), digest],
          view: toChoiceView,
        }),
      ),

    chooseLink: projectsProcedure
      .input(z.strictObject({ projectId, url, choice: z.enum(deepLinkChoices) }))
      .mutation(async ({ ctx, input }) => toChoiceView(await chooseLink(database, ctx.accountId, input, now()))),

    forgetLinkChoice: projectsProcedure
      .input(z.strictObject({ projectId, url }))
      .mutation(({ ctx, input }) => forgetChoice(database, ctx.accountId, input)),
  };
}

function toChoiceView({ address, choice, chosenAt }: Row) {
  return { address, choice: choice as DeepLinkChoice, chosenAt: chosenAt.toISOString() };
}
