import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { findOwnProject } from '../projects/project.ts';
import { ids } from '../rpc/ids.ts';
import { inBoth } from '../rpc/input-problems.ts';
import { moment } from '../rpc/moment.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { recipientIdSchema } from '../rpc/recipient-id-schema.ts';
import { reportsProcedure, router } from '../rpc/trpc.ts';
import { listEvents } from './queries.ts';
import { toEventView } from './view.ts';

/** Dependencies of the event procedures. */
export interface EventsNeeds {
  readonly database: Database;
  /** The ids under which events of a recipient are stored. */
  readonly storedIdsOf: (accountId: string, recipientId: string) => Promise<readonly string[]>;
}

const filters = z
  .strictObject({
    projectId: ids.project.schema.optional(),
    mailingId: ids.mailing.schema.optional(),
    linkId: ids.link.schema.optional(),
    recipientId: recipientIdSchema.optional(),
    type: z.enum(['click', 'open']).optional(),
    client: z.enum(['human', 'proxy', 'scanner', 'bot']).optional(),
    test: z.boolean().optional(),
    from: moment.optional(),
    to: moment.optional(),
    ...pageFields(z.tuple([moment, z.uuid()])),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: inBoth(
      'has to be later than "from"; events from the one up to the other are listed',
      'muss später sein als „from“; aufgelistet werden die Ereignisse vom einen bis vor das andere',
    ),
  });

/**
 * list  reports  Events, newest first, `from` a moment up to before another: of the account, or as the filters say; test sends only with `test`, or where their mailing or link is named. Ask by POST where it names a recipient.
 */
export function eventsRouter({ database, storedIdsOf }: EventsNeeds) {
  return router({
    list: reportsProcedure
      .input(filters.prefault({}))
      .query(async ({ ctx, input: { cursor, limit, recipientId, test, ...filter } }) => {
        if (filter.projectId !== undefined) await findOwnProject(database, ctx.accountId, filter.projectId);
        const recipientIds = recipientId === undefined ? undefined : await storedIdsOf(ctx.accountId, recipientId);
        // Who names a mailing or a link means it, whatever it was sent for.
        const isNamed = filter.mailingId !== undefined || filter.linkId !== undefined;
        const wanted = { ...filter, recipientIds, test: test ?? (isNamed ? undefined : false) };
        const page = { cursor, limit: limit + 1 };
        const events = await listEvents(database, ctx.accountId, wanted, page);
        return toPage(events, limit, { positionOf: ({ at, id }) => [at.toISOString(), id], view: toEventView });
      }),
  });
}
