import {
  type AlertOfDomain,
  explainAlert,
  explainAlerts,
  isDiagnosisCode,
  type Language,
  type Sentence,
} from '@waymark/core';
import type { Alert, Database } from '@waymark/prisma';
import { z } from 'zod';
import type { PublicPost } from '../net/public-post.ts';
import type { Log } from '../observability/log.ts';
import type { Mailer } from './mailer.ts';
import { signedHeaders } from './signature.ts';
import { findDelivery, findMail, noteUndelivered, noteUnmailed, takeMails, takeUnqueued } from './store.ts';

/** One thing to deliver: an alert to the account's webhook, or a mail about all alerts of a moment to one recipient. */
export type Delivery = WebhookDelivery | MailDelivery;

export interface WebhookDelivery {
  readonly alertId: string;
}

export interface MailDelivery {
  readonly accountId: string;
  /** Which of the account's mails, in ISO 8601. */
  readonly mailedAt: string;
  readonly to: string;
}

/** What stands among those whom an alert could not be delivered to when it is no mail address. */
const webhook = 'webhook';

const batchSize = 200;
/** How long an account's mails are apart at least: what is found meanwhile goes into the next. */
const mailCooldownMs = 3_600_000;
const detailsSchema = z.record(z.string(), z.string());

/** Puts deliveries into a queue within the transaction it is given. */
export type Enqueue = (
  queue: 'alert-webhook' | 'alert-mail',
  deliveries: readonly Delivery[],
  transaction: Parameters<typeof takeUnqueued>[0],
) => Promise<void>;

/** What putting alerts into the queues works with. */
export interface QueueNeeds {
  readonly database: Database;
  /** Whether the operator has set a mail server. */
  readonly canMail: boolean;
  readonly now: () => Date;
}

/**
 * Puts what is to be delivered of new alerts into the queues, in the transaction that marks them: once, by whichever server.
 * A webhook gets every alert. A person gets the first by mail, and whatever follows within the hour in one more.
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

/** What delivering works with. */
export interface DeliveryNeeds {
  readonly database: Database;
  readonly post: PublicPost;
  /** Null when the operator has set no mail server. */
  readonly mailer: Pick<Mailer, 'send'> | null;
  readonly log: Log;
  readonly now: () => Date;
}

/** Sends an alert to the webhook of its account. Throws when the receiver does not answer with 2xx: the queue tries again. */
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
    data: { ...toAlertView(alert, settings.language), domain: { id: alert.domainId, host: alert.host } },
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Waymark',
    ...signedHeaders(alert.id, now(), body, webhookSecret),
  };
  const status = await post(new URL(webhookUrl), { headers, body });
  if (status < 200 || status > 299) throw new Error(`The webhook answered with ${status}.`);
}

/** Mails the alerts of a moment to one recipient. Throws when the mail server does not take it: the queue tries again. */
export async function deliverByMail(
  { database, mailer }: Pick<DeliveryNeeds, 'database' | 'mailer'>,
  { accountId, mailedAt, to }: MailDelivery,
): Promise<void> {
  const found = await findMail(database, accountId, mailedAt);
  // Somebody who was taken off the list since then gets nothing any more.
  if (!found?.settings.recipients.includes(to) || !mailer) return;
  const { alerts, settings } = found;
  const known = alerts.flatMap(alertOfDomain);
  const unknown = alerts.filter((alert) => alertOfDomain(alert).length === 0).map(bareTitle);
  const { subject, text } =
    known.length > 0 ? explainAlerts(known, settings.language) : { subject: unknown[0]!, text: '' };
  const mail = { subject, text: [text, ...unknown.map((title) => `${title}\n`)].filter(Boolean).join('\n') };
  await mailer.send({ id: `${accountId}.${mailedAt}.${to}`, to, ...mail });
}

/** Notes a delivery that was given up after all attempts, for the list of alerts to show. */
export async function giveUpDelivery(
  { database, log }: Pick<DeliveryNeeds, 'database' | 'log'>,
  delivery: Delivery,
): Promise<void> {
  if ('alertId' in delivery) {
    log.warn({ alertId: delivery.alertId }, 'an alert could not be delivered and is given up');
    return noteUndelivered(database, delivery.alertId, webhook);
  }
  const { accountId, mailedAt, to } = delivery;
  log.warn({ accountId, mailedAt }, 'a mail about alerts could not be delivered and is given up');
  await noteUnmailed(database, accountId, mailedAt, to);
}

/** An alert as the API and webhooks show it, in the reader's language. */
export function toAlertView(alert: Alert, language: Language) {
  return {
    id: alert.id,
    type: typeOf(alert),
    code: alert.code,
    at: alert.at.toISOString(),
    ...sentenceOf(alert, language),
  };
}

/** A diagnosis that only another version knows is told by its code alone. */
function sentenceOf(alert: Alert, language: Language): Sentence {
  const [known] = alertOfDomain(alert);
  if (!known) return { title: bareTitle(alert), explanation: '', advice: '' };
  return explainAlert(known, language);
}

function bareTitle({ host, code }: Alert): string {
  return `${host}: ${code}`;
}

/** An alert as there are sentences for; none for a diagnosis that only another version knows. */
function alertOfDomain(alert: Alert): AlertOfDomain[] {
  const { code, details, host } = alert;
  return isDiagnosisCode(code) ? [{ type: typeOf(alert), code, details: detailsSchema.parse(details), host }] : [];
}

/** As the database and the API write it: the database client's names hold no dots. */
function typeOf({ type }: Alert): AlertOfDomain['type'] {
  return type === 'domain_broken' ? 'domain.broken' : 'domain.recovered';
}
