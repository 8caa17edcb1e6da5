import { createHmac } from 'node:crypto';

/** How many random bytes a webhook's secret has. */
export const secretBytes = 32;

/** A webhook's secret as its receiver's program takes it (Standard Webhooks, “Signature scheme”). */
export function writtenSecret(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

/**
 * The headers that tell a receiver that we sent this body, and when: Standard Webhooks 1.0, HMAC-SHA-256 over id, timestamp
 * and body. The id is the same at every attempt, so that a receiver may drop what it has.
 */
export function signedHeaders(id: string, at: Date, body: string, secret: Uint8Array): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
