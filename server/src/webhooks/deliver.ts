import type { Database, WebhookEndpoint, WebhookNotice } from '@waymark/prisma';
import { signedHeaders } from '../alerts/signature.ts';
import type { PublicPost } from '../net/public-post.ts';
import { ids } from '../rpc/ids.ts';
import { type BodyNeeds, type ReadNotice, readNotice } from './body.ts';
import { disableEndpoint } from './disable.ts';

/** Dependencies of delivering. */
export interface DeliverNeeds extends BodyNeeds {
  readonly database: Database;
  readonly post: PublicPost;
  readonly now: () => Date;
  /** Counts an attempt by what became of it. */
  readonly onAttempt: (outcome: 'delivered' | 'failed') => void;
}

/** One attempt to deliver, as the list of deliveries shows it. */
export interface Attempt {
  readonly at: string;
  /** What the receiver answered; null without an answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The beginning of what it answered. */
  readonly answer: string;
  /** Why it counts as failed; null when it was delivered. */
  readonly problem: string | null;
}

/** An endpoint that took nothing for so long is disabled. */
const patienceMs = 5 * 24 * 3_600_000;
const longestAnswer = 1000;

/**
 * Makes one attempt to deliver. Throws unless the receiver answers with 2xx, so that the queue retries. A delivery that is
 * no longer wanted, or of which nothing is left to tell, ends without a request.
 */
export async function deliver(needs: DeliverNeeds, deliveryId: string): Promise<void> {
  const { database, now } = needs;
  const found = await database.webhookDelivery.findUnique({
    where: { id: deliveryId },
    include: { notice: true },
  });
  if (found?.state !== 'waiting' || found.notice === null) return;
  const { notice } = found;
  // By itself: secrets are decrypted only so.
  const endpoint = await database.webhookEndpoint.findUniqueOrThrow({ where: { id: found.endpointId } });
  if (endpoint.disabledAt !== null) return end(database, deliveryId, 'failed', now());
  const read = await readNotice(needs, notice, found);
  if (read === null) return end(database, deliveryId, 'empty', now());
  const attempt = await attemptTo(needs, { endpoint, notice, read });
  await noteAttempt(needs, deliveryId, endpoint, attempt);
  if (attempt.problem !== null) throw new Error(attempt.problem);
}

/** The dead letter: a delivery that failed at every attempt. It can be sent once more by a member. */
export async function endUndelivered(
  { database, now }: Pick<DeliverNeeds, 'database' | 'now'>,
  { deliveryId }: { readonly deliveryId: string },
): Promise<void> {
  await end(database, deliveryId, 'failed', now());
}

interface Sending {
  readonly endpoint: WebhookEndpoint;
  readonly notice: WebhookNotice;
  readonly read: ReadNotice;
}

/** Sends a notice and says what became of it. Never rejects. */
async function attemptTo({ post, now }: DeliverNeeds, { endpoint, notice, read }: Sending): Promise<Attempt> {
  const at = now();
  const body = JSON.stringify(read.notice);
  const { secret, formerSecret, formerUntil } = endpoint;
  const secrets = formerSecret && formerUntil && formerUntil > at ? [secret, formerSecret] : [secret];
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Waymark',
    ...signedHeaders(ids.notice.encode(notice.id), at, body, ...secrets),
  };
  const begun = performance.now();
  const answered = await post(new URL(endpoint.url), { headers, body }).catch((error: unknown) => asProblem(error));
  const durationMs = Math.round(performance.now() - begun);
  if (typeof answered === 'string')
    return { at: at.toISOString(), status: null, durationMs, answer: '', problem: answered };
  const { status } = answered;
  const answer = keptAnswer(answered.body, read.recipientIds);
  return { at: at.toISOString(), status, durationMs, answer, problem: problemOf(status) };
}

/** Receivers that answer with what they got would bring recipients into the list of deliveries, where nobody erases them. */
function keptAnswer(body: string, recipientIds: readonly string[]): string {
  let text = Buffer.from(body, 'latin1')
    .toString()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  for (const id of recipientIds) text = text.replaceAll(id, '…');
  return text.slice(0, longestAnswer);
}

function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `It answered with ${status}, and redirects are not followed.`;
  return `It answered with ${status}.`;
}

function asProblem(error: unknown): string {
  if (error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name))
    return 'It did not answer in time.';
  return error instanceof Error ? error.message : String(error);
}

async function noteAttempt(
  needs: DeliverNeeds,
  id: string,
  endpoint: WebhookEndpoint,
  attempt: Attempt,
): Promise<void> {
  const { database, now, onAttempt } = needs;
  const isDelivered = attempt.problem === null;
  onAttempt(isDelivered ? 'delivered' : 'failed');
  const ended = isDelivered ? now() : null;
  await database.$executeRaw`
    UPDATE webhook_delivery SET attempts = attempts || ${JSON.stringify([attempt])}::jsonb,
      state = CASE WHEN ${isDelivered} THEN 'delivered' ELSE state END, ended_at = coalesce(${ended}::timestamptz, ended_at)
    WHERE id = ${id}::uuid`;
  if (isDelivered) {
    if (endpoint.failingSince !== null)
      await database.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: { failingSince: null } });
    return;
  }
  const since = endpoint.failingSince ?? now();
  if (endpoint.failingSince === null)
    await database.webhookEndpoint.updateMany({
      where: { id: endpoint.id, failingSince: null },
      data: { failingSince: since },
    });
  // Standard Webhooks: 410 says that nobody wants to be told any more.
  const isGone = attempt.status === 410;
  if (isGone || now().getTime() - since.getTime() > patienceMs)
    await disableEndpoint(database, endpoint, {
      why: isGone ? 'gone' : 'failing',
      since,
      at: now(),
      problem: attempt.problem ?? '',
    });
}

async function end(database: Database, id: string, state: 'failed' | 'empty', at: Date): Promise<void> {
  await database.webhookDelivery.updateMany({ where: { id, state: 'waiting' }, data: { state, endedAt: at } });
}
