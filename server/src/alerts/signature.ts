import { createHmac } from 'node:crypto';

/** The length of a webhook's secret in bytes. */
export const secretBytes = 32;

/** A webhook's secret in the format that receivers expect (Standard Webhooks, “Signature scheme”). */
export function writtenSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

/**
 * The headers that prove to a receiver that we sent this body, and when: Standard Webhooks 1.0, HMAC-SHA-256 over id,
 * timestamp and body. The id is the same at every attempt, so that a receiver can drop duplicates.
 */
export function signedHeaders(id: string, at: Date, body: string, secret: Uint8Array): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
