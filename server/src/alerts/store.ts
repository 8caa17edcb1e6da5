import type { Alert, AlertLanguage, AlertSettings, Database, DatabaseOrTransaction } from '@waymark/prisma';
import { clockDriftMs } from '../net/steady-clock.ts';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';

/** At most so many alerts of an account, newest first, after a given one. */
export function listAlerts(
  database: Database,
  accountId: string,
  { unread, cursor, limit }: { unread: boolean; cursor?: MomentCursor | undefined; limit: number },
): Promise<Alert[]> {
  return database.alert.findMany({
    where: { accountId, ...(unread && { readAt: null }), ...olderThan(cursor) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** How many alerts of an account are unread. */
export function countUnread(database: Database, accountId: string): Promise<number> {
  return database.alert.count({ where: { accountId, readAt: null } });
}

/** Marks alerts of an account as read, or all of them without ids; alerts that are read already keep their time. */
export async function markRead(
  database: Database,
  accountId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<void> {
  const chosen = ids && { id: { in: [...ids] } };
  await database.alert.updateMany({ where: { accountId, readAt: null, ...chosen }, data: { readAt: now } });
}

/** An alert and whom its account wants to be alerted; null when either no longer exists. */
export async function findDelivery(
  database: Database,
  alertId: string,
): Promise<{ alert: Alert; settings: AlertSettings } | null> {
  const alert = await database.alert.findUnique({
    where: { id: alertId },
  });
  const settings = alert && (await findSettings(database, alert.accountId));
  return alert && settings && { alert, settings };
}

/**
 * Claims alerts that are not enqueued yet, the oldest first, with the webhooks of their accounts. Concurrent callers
 * get different ones; if the transaction fails, its alerts become available again.
 */
export function takeUnqueued(
  transaction: DatabaseOrTransaction,
  limit: number,
  now: Date,
): Promise<{ alertId: string; webhookUrl: string | null }[]> {
  return transaction.$queryRaw`
    WITH waiting AS (
      SELECT id FROM alert WHERE queued_at IS NULL ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), taken AS (
      UPDATE alert SET queued_at = ${now} FROM waiting WHERE alert.id = waiting.id RETURNING alert.id, account_id
    )
    SELECT id AS "alertId", webhook_url AS "webhookUrl" FROM taken LEFT JOIN alert_settings USING (account_id)`;
}

/** One mail: all alerts of an account that were waiting for it, and its recipients. */
export interface TakenMail {
  readonly accountId: string;
  readonly recipients: readonly string[];
}

/**
 * Assigns all alerts that wait for a mail to one mail per account, at `now`, unless the account's last one was sent
 * after `since`; one sent later than `now` was sent before the clock was set back. Alerts of an account without mail
 * recipients count as mailed. One process at a time handles an account.
 */
export function takeMails(transaction: DatabaseOrTransaction, now: Date, since: Date): Promise<TakenMail[]> {
  return transaction.$queryRaw`
    WITH waiting AS (
      SELECT DISTINCT account_id FROM alert WHERE mailed_at IS NULL
    ), ready AS (
      UPDATE alert_settings SET mailed_at = ${now} FROM waiting
      WHERE alert_settings.account_id = waiting.account_id AND recipients <> '{}'
        AND (alert_settings.mailed_at IS NULL OR alert_settings.mailed_at <= ${since}
          OR alert_settings.mailed_at > ${new Date(now.getTime() + clockDriftMs)})
      RETURNING alert_settings.account_id, recipients
    ), nobody AS (
      SELECT account_id FROM waiting LEFT JOIN alert_settings USING (account_id)
      WHERE recipients IS NULL OR recipients = '{}'
    ), taken AS (
      UPDATE alert SET mailed_at = ${now}
      WHERE mailed_at IS NULL AND account_id IN (SELECT account_id FROM ready UNION SELECT account_id FROM nobody)
    )
    SELECT account_id AS "accountId", recipients FROM ready`;
}

/** The alerts of one mail, the oldest first, and whom the account wants to be alerted now; null when there are none. */
export async function findMail(
  database: Database,
  accountId: string,
  mailedAt: string,
): Promise<{ alerts: Alert[]; settings: AlertSettings } | null> {
  const alerts = await database.alert.findMany({
    where: { accountId, mailedAt },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const settings = await findSettings(database, accountId);
  return alerts.length > 0 && settings ? { alerts, settings } : null;
}

/** Records the recipients to whom the alerts of one mail could not be delivered. */
export async function noteUnmailed(database: Database, accountId: string, mailedAt: string, to: string): Promise<void> {
  await database.$executeRaw`
    UPDATE alert SET undelivered = array_append(undelivered, ${to})
    WHERE account_id = ${accountId}::uuid AND mailed_at = ${new Date(mailedAt)} AND NOT undelivered @> ARRAY[${to}]`;
}

/** Records the recipients to whom an alert could not be delivered, without duplicates. */
export async function noteUndelivered(database: Database, alertId: string, to: string): Promise<void> {
  await database.$executeRaw`
    UPDATE alert SET undelivered = array_append(undelivered, ${to})
    WHERE id = ${alertId}::uuid AND NOT undelivered @> ARRAY[${to}]`;
}

/** The alert settings of an account; null when it never had any. */
export function findSettings(database: Database, accountId: string): Promise<AlertSettings | null> {
  return database.alertSettings.findUnique({ where: { accountId } });
}

/** Changes the given fields and keeps the others. */
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
