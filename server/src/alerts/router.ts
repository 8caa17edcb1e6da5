import { z } from 'zod';
import { editProcedure, ownProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { showAlert } from './deliveries.ts';
import { alertSettings, changeAlertSettings } from './settings.ts';
import { countUnread, listAlerts, markRead } from './store.ts';

/** How many people an account may have alerted by mail. */
const mostRecipients = 20;

/**
 * list            read
 * markRead        edit
 * settings        own
 * updateSettings  own
 */
export const alertsRouter = router({
  list: readProcedure
    .input(
      z.strictObject({
        unread: z.boolean().default(false),
        before: z.iso.datetime().optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { database } = ctx.services;
      const alerts = await listAlerts(database, ctx.accountId, { ...input, before: input.before });
      return {
        unread: await countUnread(database, ctx.accountId),
        alerts: alerts.map((alert) => ({
          ...showAlert(alert, ctx.language),
          domain: { id: alert.domainId, host: alert.host },
          readAt: alert.readAt?.toISOString() ?? null,
          undelivered: alert.undelivered,
        })),
      };
    }),

  /** All of them without ids. */
  markRead: editProcedure
    .input(z.strictObject({ ids: z.array(z.uuid()).max(1000).optional() }))
    .mutation(async ({ ctx, input }) => {
      const { database, now } = ctx.services;
      await markRead(database, ctx.accountId, input.ids, now());
      return { unread: await countUnread(database, ctx.accountId) };
    }),

  /** Also the secret that the webhook's receiver needs. */
  settings: ownProcedure.query(({ ctx }) => alertSettings(ctx.services, ctx.accountId)),

  updateSettings: ownProcedure
    .input(
      z.strictObject({
        language: z.enum(['en', 'de']).optional(),
        recipients: z.array(z.email().max(254)).max(mostRecipients).optional(),
        webhookUrl: z.string().max(2000).nullable().optional(),
        newSecret: z.literal(true).optional(),
      }),
    )
    .mutation(({ ctx, input }) => changeAlertSettings(ctx.services, ctx.accountId, input)),
});
