import {
  type AlertOfDomain,
  explainAlert,
  explainAlerts,
  isAlertCode,
  type Language,
  type Sentence,
} from '@waymark/core';
import type { Alert, Database } from '@waymark/prisma';
import { z } from 'zod';
import type { PublicPost } from '../net/public-post.ts';
import type { Log } from '../observability/log.ts';
import { ids } from '../rpc/ids.ts';
import type { Mailer } from './mailer.ts';
import { signedHeaders } from './signature.ts';
import { findDelivery, findMail, noteUndelivered, noteUnmailed, takeMails, takeUnqueued } from './store.ts';

/** One delivery: an alert for the account's webhook, or a mail to one recipient about all alerts of a moment. */
export type Delivery = WebhookDelivery | MailDelivery;

export interface WebhookDelivery {
  readonly alertId: string;
}

export interface MailDelivery {
  readonly accountId: string;
  /** Which of the account's mails this is, in ISO 8601. */
  readonly mailedAt: string;
  readonly to: string;
}

/** The name of the webhook in the list of failed deliveries, where the others are mail addresses. */
const webhook = 'webhook';

const batchSize = 200;
/** The minimum interval between two mails of an account; alerts found meanwhile go into the next one. */
const mailCooldownMs = 3_600_000;
const detailsSchema = z.record(z.string(), z.string());

/** Enqueues deliveries within the given transaction. */
export type Enqueue = (
  queue: 'alert-webhook' | 'alert-mail',
  deliveries: readonly Delivery[],
  transaction: Parameters<typeof takeUnqueued>[0],
) => Promise<void>;

/** Dependencies of enqueuing alerts. */
export interface QueueNeeds {
  readonly database: Database;
  /** Whether the operator has configured a mail server. */
  readonly canMail: boolean;
  readonly now: () => Date;
}

/**
 * Enqueues the deliveries of new alerts, in the transaction that marks them, so that exactly one server does it. A
 * webhook gets every alert. A person gets the first by mail, and everything that follows within the hour in one more.
 */
export async function queueAlerts(needs: QueueNeeds, enqueue: Enqueue): Promise<void> {
  await queueWebhooks(needs, enqueue);
  await queueMails(needs, enqueue);
}

async function queueWebhooks({ database, now }: QueueNeeds, enqueue: Enqueue): Promise<void> {
  for (let taken = batchSize; taken === batchSize; ) {
    taken = await database.$transaction(async (transaction) => {
      const alerts = await takeUnqueued(transaction, batchSize, now());
      const webhooks = alerts.filter(({ webhookUrl }) => webhookUrl !== null).map(({ alertId }) => ({ alertId }));
      if (webhooks.length > 0) await enqueue('alert-webhook', webhooks, transaction);
      return alerts.length;
    });
  }
}

async function queueMails({ database, canMail, now }: QueueNeeds, enqueue: Enqueue): Promise<void> {
  const at = now();
  await database.$transaction(async (transaction) => {
    const taken = await takeMails(transaction, at, new Date(at.getTime() - mailCooldownMs));
    const mails = taken.flatMap(({ accountId, recipients }) =>
      recipients.map((to) => ({ accountId, mailedAt: at.toISOString(), to })),
    );
    if (canMail && mails.length > 0) await enqueue('alert-mail', mails, transaction);
  });
}

/** Dependencies of delivering alerts. */
export interface DeliveryNeeds {
  readonly database: Database;
  readonly post: PublicPost;
  /** Null when the operator has configured no mail server. */
  readonly mailer: Pick<Mailer, 'send'> | null;
  readonly log: Log;
  readonly now: () => Date;
}

/** Sends an alert to its account's webhook. Throws unless the receiver answers with 2xx, so that the queue retries. */
export async function deliverToWebhook(
  { database, post, now }: Pick<DeliveryNeeds, 'database' | 'post' | 'now'>,
  { alertId }: WebhookDelivery,
): Promise<void> {
  const found = await findDelivery(database, alertId);
  if (!found) return;
  const { alert, settings } = found;
  const { webhookUrl, webhookSecret } = settings;
  if (webhookUrl === null || webhookSecret === null) return;
  const body = JSON.stringify({
    type: typeOf(alert),
    timestamp: alert.at.toISOString(),
    data: {
      ...toAlertView(alert, settings.language),
      domain: { id: ids.domain.encode(alert.domainId), host: alert.host },
    },
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Waymark',
    ...signedHeaders(ids.alert.encode(alert.id), now(), body, webhookSecret),
  };
  const { status } = await post(new URL(webhookUrl), { headers, body });
  if (status < 200 || status > 299) throw new Error(`The webhook answered with ${status}.`);
}

/**
 * Mails the alerts of a moment to one recipient. Throws when the mail server does not accept it, so that the queue
 * retries.
 */
export async function deliverByMail(
  { database, mailer }: Pick<DeliveryNeeds, 'database' | 'mailer'>,
  { accountId, mailedAt, to }: MailDelivery,
): Promise<void> {
  const found = await findMail(database, accountId, mailedAt);
  // Recipients who were removed from the list since then get no more mail.
  if (!found?.settings.recipients.includes(to) || !mailer) return;
  const { alerts, settings } = found;
  const known = alerts.flatMap(alertOfDomain);
  const unknown = alerts.filter((alert) => alertOfDomain(alert).length === 0).map(bareTitle);
  const { subject, text } =
    known.length > 0 ? explainAlerts(known, settings.language) : { subject: unknown[0]!, text: '' };
  const mail = { subject, text: [text, ...unknown.map((title) => `${title}\n`)].filter(Boolean).join('\n') };
  await mailer.send({ id: `${accountId}.${mailedAt}.${to}`, to, ...mail });
}

/** Records a delivery that failed at every attempt, to be shown in the list of alerts. */
export async function giveUpDelivery(
  { database, log }: Pick<DeliveryNeeds, 'database' | 'log'>,
  delivery: Delivery,
): Promise<void> {
  if ('alertId' in delivery) {
    log.warn({ alertId: delivery.alertId }, 'giving up on an alert that could not be delivered');
    return noteUndelivered(database, delivery.alertId, webhook);
  }
  const { accountId, mailedAt, to } = delivery;
  log.warn({ accountId, mailedAt }, 'giving up on a mail about alerts that could not be delivered');
  await noteUnmailed(database, accountId, mailedAt, to);
}

/** An alert as the API and webhooks return it, in the reader's language. */
export function toAlertView(alert: Alert, language: Language) {
  return {
    id: ids.alert.encode(alert.id),
    type: typeOf(alert),
    code: alert.code,
    at: alert.at.toISOString(),
    ...sentenceOf(alert, language),
  };
}

/** A code unknown to this version is reduced to its code. */
function sentenceOf(alert: Alert, language: Language): Sentence {
  const [known] = alertOfDomain(alert);
  if (!known) return { title: bareTitle(alert), explanation: '', advice: '' };
  return explainAlert(known, language);
}

function bareTitle({ host, code }: Alert): string {
  return `${host}: ${code}`;
}

/** The input of an alert's sentences; empty for a code unknown to this version. */
function alertOfDomain(alert: Alert): AlertOfDomain[] {
  const { code, details, host } = alert;
  return isAlertCode(code) ? [{ type: typeOf(alert), code, details: detailsSchema.parse(details), host }] : [];
}

/** The spelling of the database and the API: enum names in the Prisma client cannot contain dots. */
function typeOf({ type }: Alert): AlertOfDomain['type'] {
  return apiTypes[type];
}

const apiTypes = {
  domain_broken: 'domain.broken',
  domain_recovered: 'domain.recovered',
  webhook_disabled: 'webhook.disabled',
} as const;
