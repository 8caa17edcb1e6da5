import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { editProcedure, reportsProcedure, router, webhooksProcedure } from '../rpc/trpc.ts';
import { toAlertView } from './deliveries.ts';
import { alertSettings, changeAlertSettings, type SettingsNeeds } from './settings.ts';
import { countUnread, listAlerts, markRead } from './store.ts';

/** How many mail recipients of alerts an account may have. */
const maxRecipients = 20;

/** Dependencies of the alert procedures. */
export interface AlertsNeeds extends SettingsNeeds {
  readonly now: () => Date;
}

/**
 * list            reports   Alerts, newest first, and how many are unread.
 * markRead        edit      Marks alerts as read, without `ids` all of them.
 * settings        webhooks  Who is alerted, and the secret that the webhook's receiver needs.
 * updateSettings  webhooks  Changes who is alerted. What is left out stays; `newSecret` replaces the secret at once.
 */
export function alertsRouter(needs: AlertsNeeds) {
  const { database, now } = needs;
  return router({
    list: reportsProcedure
      .input(
        z
          .strictObject({
            unread: z.boolean().default(false),
            ...pageFields(z.tuple([moment, z.uuid()])),
          })
          .prefault({}),
      )
      .query(async ({ ctx, input }) => {
        const alerts = await listAlerts(database, ctx.accountId, { ...input, limit: input.limit + 1 });
        const page = toPage(alerts, input.limit, {
          positionOf: ({ at, id }) => [at.toISOString(), id],
          view: (alert) => ({
            ...toAlertView(alert, ctx.language),
            domain: { id: ids.domain.encode(alert.domainId), host: alert.host },
            readAt: alert.readAt?.toISOString() ?? null,
            undelivered: alert.undelivered,
          }),
        });
        return { ...page, unread: await countUnread(database, ctx.accountId) };
      }),

    /** Marks all alerts when omitted. */
    markRead: editProcedure
      .input(z.strictObject({ ids: z.array(ids.alert.schema).max(1000).optional() }))
      .mutation(async ({ ctx, input }) => {
        await markRead(database, ctx.accountId, input.ids, now());
        return { unread: await countUnread(database, ctx.accountId) };
      }),

    /** Includes the secret that the webhook's receiver needs. */
    settings: webhooksProcedure.query(({ ctx }) => alertSettings(needs, ctx.accountId)),

    updateSettings: webhooksProcedure
      .input(
        z.strictObject({
          language: z.enum(['en', 'de']).optional(),
          recipients: z.array(z.email().max(254)).max(maxRecipients).optional(),
          webhookUrl: z.string().max(2000).nullable().optional(),
          newSecret: z.literal(true).optional(),
        }),
      )
      .mutation(({ ctx, input }) => changeAlertSettings(needs, ctx.accountId, input)),
  });
}
