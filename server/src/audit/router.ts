import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { inBoth } from '../rpc/input-problems.ts';
import { moment } from '../rpc/moment.ts';
import { cursorText, pageFields, toPage } from '../rpc/pages.ts';
import { ownProcedure, router } from '../rpc/trpc.ts';
import { listEntries, toEntryView } from './list.ts';
import { auditSettings, changeAuditSettings } from './settings.ts';

/** Dependencies of the procedures of the audit log. */
export interface AuditNeeds {
  readonly database: Database;
}

/** For how many days a log may be kept: ten years, as some laws ask for. */
const maxDays = 3653;

const actor = z.union(
  [ids.member.schema, ids.key.schema, z.literal('operator')],
  inBoth(
    'has to be the id of a member or key, or "operator"',
    'muss die ID eines Mitglieds oder Schlüssels oder „operator“ sein',
  ),
);

/** Which entries are wanted, as a request says it. */
export const entryFilter = z.strictObject({
  actor: actor.optional(),
  action: cursorText.max(100).optional(),
  subject: cursorText.max(100).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

/**
 * list            own  What was changed in the account, newest first: by whom, from where, before and after. Filters: the id of a member or key, or `operator`; a procedure as `action`; the id of what was changed; `from` a moment up to before another.
 * settings        own  For how many days the log is kept, and how much of an address.
 * updateSettings  own  Changes that. What is left out stays.
 */
export function auditRouter({ database }: AuditNeeds) {
  return router({
    list: ownProcedure
      .input(entryFilter.extend(pageFields(z.tuple([moment, z.uuid()]))).prefault({}))
      .query(async ({ ctx, input: { cursor, limit, ...filter } }) => {
        const entries = await listEntries(database, ctx.accountId, filter, { cursor, limit: limit + 1 });
        return toPage(entries, limit, {
          positionOf: ({ at, id }) => [at.toISOString(), id],
          view: (entry) => toEntryView(entry, ctx.language),
        });
      }),

    settings: ownProcedure.query(({ ctx }) => auditSettings(database, ctx.accountId)),

    updateSettings: ownProcedure
      .input(
        z.strictObject({
          retentionDays: z.int().min(1).max(maxDays).optional(),
          ipMode: z.enum(['none', 'truncated', 'full']).optional(),
        }),
      )
      .mutation(({ ctx, input }) => changeAuditSettings(database, ctx.accountId, input)),
  });
}
