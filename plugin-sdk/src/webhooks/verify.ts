import { WaymarkError } from '../api/waymark-error.ts';

/** A delivery as your server received it. */
export interface ReceivedWebhook {
  /** The body as it arrived, not parsed and written again. */
  readonly body: string;
  /** All headers of the request, of a `Headers` or of Node's own object. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The webhook's secret, `whsec_…`; while it is being replaced, the old and the new one. */
  readonly secret: string | readonly string[];
  /** How old a delivery may be, and how far ahead of this machine's clock. Default 300 seconds. */
  readonly toleranceSeconds?: number;
  /** The time, for tests. */
  readonly now?: () => Date;
}

/**
 * The content of a delivery that comes from your server and is fresh, as Standard Webhooks 1.0 says; throws `delivery_refused`
 * for every other. `webhook-id` is the same when a delivery is repeated: drop what you have seen.
 */
export async function verifyWebhook(received: ReceivedWebhook): Promise<unknown> {
  const { body, secret, toleranceSeconds = 300, now = () => new Date() } = received;
  if (typeof body !== 'string') throw refused('its body was not handed in as text');
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(received.headers, name),
  );
  if (!id || !timestamp || !signature) throw refused('a header of its signature is missing');
  const age = now().getTime() / 1000 - Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(age) > toleranceSeconds) throw refused('it is too old, or from the future');
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const keys = await Promise.all((typeof secret === 'string' ? [secret] : secret).map(keyOf));
  const signatures = signature.split(' ').filter((one) => one.startsWith('v1,'));
  for (const key of keys)
    for (const one of signatures) if (await isSignature(key, one.slice(3), signed)) return JSON.parse(body);
  throw refused('its signature is not that of its content');
}

function headerOf(headers: ReceivedWebhook['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([written]) => written.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

/** Called `CryptoKey` by libraries of types that this file is also compiled without. */
type HmacKey = Parameters<typeof crypto.subtle.verify>[1];

function keyOf(secret: string): Promise<HmacKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (bytes === undefined || bytes.length === 0) throw refused('the secret is not one, such as whsec_…');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** Compares in constant time. */
async function isSignature(key: HmacKey, signature: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const bytes = bytesOf(signature);
  return bytes !== undefined && (await crypto.subtle.verify('HMAC', key, bytes, signed));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function refused(reason: string): WaymarkError {
  return new WaymarkError(
    'delivery_refused',
    `This is no delivery of your server: ${reason}.`,
    'Answer 400. If it should have been one, check the secret, the clock, and that the body is verified as it arrived.',
  );
}
