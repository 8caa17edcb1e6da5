import { Webhook } from 'standardwebhooks';

/** The length of a webhook's secret in bytes. */
export const secretBytes = 32;

/** A webhook's secret in the format that receivers expect (Standard Webhooks, “Signature scheme”). */
export function writtenSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

/**
 * The headers that prove to a receiver that we sent this body, and when: Standard Webhooks 1.0, a signature with each of the
 * secrets. The id is the same at every attempt, so that a receiver can drop duplicates.
 */
export function signedHeaders(id: string, at: Date, body: string, ...secrets: readonly Uint8Array[]) {
  const signatures = secrets.map((secret) => new Webhook(secret, { format: 'raw' }).sign(id, at, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
