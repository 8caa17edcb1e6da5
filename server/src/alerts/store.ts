import type { Alert, AlertLanguage, AlertSettings, Database, DatabaseOrTransaction } from '@waymark/prisma';

/** The alerts of an account before a moment, newest first. */
export function listAlerts(
  database: Database,
  accountId: string,
  { unread, before, limit }: { unread: boolean; before: string | undefined; limit: number },
): Promise<Alert[]> {
  return database.alert.findMany({
    where: { accountId, ...(unread && { readAt: null }), ...(before && { at: { lt: before } }) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** How many alerts of an account nobody has read. */
export function countUnread(database: Database, accountId: string): Promise<number> {
  return database.alert.count({ where: { accountId, readAt: null } });
}

/** Marks alerts of an account as read, all of them without ids; those read before keep their time. */
export async function markRead(
  database: Database,
  accountId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<void> {
  const chosen = ids && { id: { in: [...ids] } };
  await database.alert.updateMany({ where: { accountId, readAt: null, ...chosen }, data: { readAt: now } });
}

/** An alert and whom its account wants to be alerted; null when either is gone. */
export async function findDelivery(
  database: Database,
  alertId: string,
): Promise<{ alert: Alert; settings: AlertSettings } | null> {
  const found = await database.alert.findUnique({
    where: { id: alertId },
    include: { account: { select: { alertSettings: true } } },
  });
  if (!found?.account.alertSettings) return null;
  const { account, ...alert } = found;
  return account.alertSettings && { alert, settings: account.alertSettings };
}

/**
 * Takes alerts that are not in the queue yet, the oldest first, with the settings of their accounts. Whoever asks meanwhile
 * gets others, and the same ones again only if the transaction fails.
 */
export async function takeUnqueued(
  transaction: DatabaseOrTransaction,
  atMost: number,
  now: Date,
): Promise<{ alertId: string; settings: AlertSettings | undefined }[]> {
  const taken = await transaction.$queryRaw<{ id: string; accountId: string }[]>`
    WITH waiting AS (
      SELECT id FROM alert WHERE queued_at IS NULL ORDER BY at LIMIT ${atMost} FOR UPDATE SKIP LOCKED
    )
    UPDATE alert SET queued_at = ${now} FROM waiting WHERE alert.id = waiting.id
    RETURNING alert.id, account_id AS "accountId"`;
  const settings = await transaction.alertSettings.findMany({
    where: { accountId: { in: taken.map(({ accountId }) => accountId) } },
  });
  const byAccount = new Map(settings.map((one) => [one.accountId, one]));
  return taken.map(({ id, accountId }) => ({ alertId: id, settings: byAccount.get(accountId) }));
}

/** Notes whom an alert could not be delivered to, each once. */
export async function noteUndelivered(database: Database, alertId: string, to: string): Promise<void> {
  await database.$executeRaw`
    UPDATE alert SET undelivered = array_append(undelivered, ${to})
    WHERE id = ${alertId}::uuid AND NOT undelivered @> ARRAY[${to}]`;
}

/** The alert settings of an account; null when it never had any. */
export function findSettings(database: Database, accountId: string): Promise<AlertSettings | null> {
  return database.alertSettings.findUnique({ where: { accountId } });
}

/** Changes what is given and keeps the rest. */
export function storeSettings(
  database: Database,
  accountId: string,
  changes: {
    language?: AlertLanguage;
    recipients?: string[];
    webhookUrl?: string | null;
    webhookSecret?: Uint8Array<ArrayBuffer>;
  },
): Promise<AlertSettings> {
  return database.alertSettings.upsert({
    where: { accountId },
    create: { accountId, ...changes },
    update: changes,
  });
}
