import type { Database, WebhookEndpoint } from '@waymark/prisma';

/** Why an endpoint gets nothing any more: a member switched it off, it took nothing for days, or it said that it is gone. */
export type DisabledWhy = 'member' | 'failing' | 'gone';

/** Disables an endpoint that failed, and alerts its account; only once, however many deliveries fail. */
export async function disableEndpoint(
  database: Database,
  { id, accountId, url }: Pick<WebhookEndpoint, 'id' | 'accountId' | 'url'>,
  { why, since, at, problem }: { readonly why: 'failing' | 'gone'; since: Date; at: Date; problem: string },
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.webhookEndpoint.updateMany({
      where: { id, disabledAt: null },
      data: { disabledAt: at, disabledWhy: why },
    });
    if (count === 0) return;
    const details = { since: since.toISOString().slice(0, 16).replace('T', ' '), problem };
    await transaction.alert.create({
      data: {
        accountId,
        domainId: id,
        host: new URL(url).host,
        type: 'webhook_disabled',
        code: 'webhook_disabled',
        details,
        at,
      },
    });
  });
}
