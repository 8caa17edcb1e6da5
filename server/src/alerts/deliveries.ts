import { explainAlert, isDiagnosisCode, type Language, type Sentence } from '@waymark/core';
import type { Alert } from '@waymark/prisma';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { signedHeaders } from './signature.ts';
import { findDelivery, noteUndelivered, takeUnqueued } from './store.ts';

/** One thing to deliver: an alert to the account's webhook, or to the mail address of one recipient. */
export interface Delivery {
  readonly alertId: string;
  readonly to: string;
}

/** What stands in `to` when it is no mail address. */
const webhook = 'webhook';

const batch = 200;
const detailsShape = z.record(z.string(), z.string());

/** Puts deliveries into a queue within the transaction it is given. */
export type Enqueue = (
  queue: 'alert-webhook' | 'alert-mail',
  deliveries: readonly Delivery[],
  transaction: Parameters<typeof takeUnqueued>[0],
) => Promise<void>;

/**
 * Puts what is to be delivered of new alerts into the queues, in the transaction that marks them: once, by whichever server.
 */
export async function queueAlerts({ database, mailer, now }: Services, enqueue: Enqueue): Promise<void> {
  for (let taken = batch; taken === batch; ) {
    taken = await database.$transaction(async (transaction) => {
      const alerts = await takeUnqueued(transaction, batch, now());
      const webhooks = alerts.flatMap(({ alertId, settings }) =>
        settings?.webhookUrl ? [{ alertId, to: webhook }] : [],
      );
      const mails = alerts.flatMap(({ alertId, settings }) =>
        mailer && settings ? settings.recipients.map((to) => ({ alertId, to })) : [],
      );
      if (webhooks.length > 0) await enqueue('alert-webhook', webhooks, transaction);
      if (mails.length > 0) await enqueue('alert-mail', mails, transaction);
      return alerts.length;
    });
  }
}

/** Sends an alert to the webhook of its account. Throws when the receiver does not answer with 2xx: the queue tries again. */
export async function deliverToWebhook({ database, post, now }: Services, { alertId }: Delivery): Promise<void> {
  const found = await findDelivery(database, alertId);
  if (!found) return;
  const { alert, settings } = found;
  const { webhookUrl, webhookSecret } = settings;
  if (webhookUrl === null || webhookSecret === null) return;
  const body = JSON.stringify({
    type: `domain.${alert.kind}`,
    timestamp: alert.at.toISOString(),
    data: { ...showAlert(alert, settings.language), domain: { id: alert.domainId, host: alert.host } },
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Waymark',
    ...signedHeaders(alert.id, now(), body, webhookSecret),
  };
  const status = await post(new URL(webhookUrl), { headers, body });
  if (status < 200 || status > 299) throw new Error(`The webhook answered with ${status}.`);
}

/** Mails an alert to one recipient. Throws when the mail server does not take it: the queue tries again. */
export async function deliverByMail({ database, mailer }: Services, { alertId, to }: Delivery): Promise<void> {
  const found = await findDelivery(database, alertId);
  // Somebody who was taken off the list since then gets nothing any more.
  if (!found?.settings.recipients.includes(to) || !mailer) return;
  const { title, explanation, advice } = sentenceOf(found.alert, found.settings.language);
  const lines = [explanation, advice, found.alert.at.toISOString()];
  await mailer.send({ id: `${alertId}.${to}`, to, subject: title, text: `${lines.join('\n\n')}\n` });
}

/** Notes a delivery that was given up after all attempts, for the list of alerts to show. */
export async function giveUpDelivery({ database, log }: Services, { alertId, to }: Delivery): Promise<void> {
  log.warn({ alertId }, 'an alert could not be delivered and is given up');
  await noteUndelivered(database, alertId, to);
}

/** An alert as the API and webhooks show it, in the reader's language. */
export function showAlert(alert: Alert, language: Language) {
  return {
    id: alert.id,
    kind: alert.kind,
    code: alert.code,
    at: alert.at.toISOString(),
    ...sentenceOf(alert, language),
  };
}

/** A diagnosis that only another version knows is told by its code alone. */
function sentenceOf({ kind, code, details, host }: Alert, language: Language): Sentence {
  if (!isDiagnosisCode(code)) return { title: `${host}: ${code}`, explanation: '', advice: '' };
  return explainAlert({ kind, code, details: detailsShape.parse(details), host }, language);
}
