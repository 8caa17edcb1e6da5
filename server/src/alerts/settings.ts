import { randomBytes } from 'node:crypto';
import type { AlertSettings, Database } from '@waymark/prisma';
import { secretBytes, writtenSecret } from './signature.ts';
import { findSettings, storeSettings } from './store.ts';
import { acceptWebhook } from './webhook-url.ts';

/** Dependencies of alert settings. */
export interface SettingsNeeds {
  readonly database: Database;
  /** Whether the operator has configured a mail server. */
  readonly canMail: boolean;
  /** Whether members reach this server only on their own machine: then a webhook may be there too. */
  readonly tryOut: boolean;
}

/** What an owner may change; omitted fields stay unchanged. */
export interface SettingsChange {
  readonly language?: 'en' | 'de' | undefined;
  readonly recipients?: readonly string[] | undefined;
  /** Null removes the webhook. */
  readonly webhookUrl?: string | null | undefined;
  /** Creates a new secret; the current one is no longer used from now on. */
  readonly newSecret?: boolean | undefined;
}

/** Whom an account wants to be alerted, and whether this installation can send mail. */
export async function alertSettings({ database, canMail }: Omit<SettingsNeeds, 'tryOut'>, accountId: string) {
  return toView(await findSettings(database, accountId), canMail);
}

/**
 * Changes the alert settings of an account. Adding the first webhook creates its secret. Throws webhook_refused with
 * the reason.
 */
export async function changeAlertSettings(
  { database, canMail, tryOut }: SettingsNeeds,
  accountId: string,
  change: SettingsChange,
) {
  const { language, recipients, webhookUrl, newSecret } = change;
  const before = await findSettings(database, accountId);
  const needsSecret = newSecret || (webhookUrl && !before?.webhookSecret);
  const stored = await storeSettings(database, accountId, {
    ...(language && { language }),
    ...(recipients && { recipients: distinct(recipients) }),
    ...(webhookUrl !== undefined && { webhookUrl: webhookUrl && acceptWebhook(webhookUrl, tryOut) }),
    ...(needsSecret && { webhookSecret: randomBytes(secretBytes) }),
  });
  return toView(stored, canMail);
}

function toView(settings: AlertSettings | null, canMail: boolean) {
  return {
    language: settings?.language ?? 'en',
    recipients: settings?.recipients ?? [],
    webhookUrl: settings?.webhookUrl ?? null,
    webhookSecret: settings?.webhookSecret ? writtenSecret(settings.webhookSecret) : null,
    canMail,
  };
}

/** The domain of a mail address is case-insensitive; the part before the @ is up to its mail server. */
function distinct(recipients: readonly string[]): string[] {
  const written = recipients.map((address) => address.replace(/@.*$/, (host) => host.toLowerCase()));
  return [...new Set(written)];
}
