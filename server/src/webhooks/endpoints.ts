import { randomBytes } from 'node:crypto';
import type { Database, WebhookEndpoint } from '@waymark/prisma';
import { secretBytes, writtenSecret } from '../alerts/signature.ts';
import { acceptWebhook } from '../alerts/webhook-url.ts';
import { ApiError } from '../rpc/api-error.ts';
import { ids } from '../rpc/ids.ts';
import { toPage } from '../rpc/pages.ts';
import type { DisabledWhy } from './disable.ts';
import type { WebhookEvent } from './event-types.ts';

/** Dependencies of endpoints. */
export interface EndpointNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Whether members reach this server only on their own machine: then a webhook may be there too. */
  readonly tryOut: boolean;
}

/** What a member says of an endpoint. */
export interface EndpointFields {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly description: string;
}

export const maxEndpoints = 20;
/** How long deliveries are signed with the secret before a rotation too, so that a receiver can be changed meanwhile. */
const overlapMs = 24 * 3_600_000;

/** An endpoint as the API returns it: never with its secret. */
export function toEndpointView(endpoint: WebhookEndpoint) {
  const { id, url, description, events, createdAt, disabledAt, disabledWhy, failingSince, formerUntil, dropped } =
    endpoint;
  return {
    id: ids.endpoint.encode(id),
    url,
    description,
    events: events as WebhookEvent[],
    enabled: disabledAt === null,
    disabledAt: disabledAt?.toISOString() ?? null,
    disabledWhy: disabledWhy as DisabledWhy | null,
    /** Since when nothing could be delivered. */
    failingSince: failingSince?.toISOString() ?? null,
    /** Until when deliveries are signed with the secret before the last rotation too. */
    formerSecretUntil: formerUntil?.toISOString() ?? null,
    /** How many opens and clicks were never sent, because too much waited already. */
    dropped: Number(dropped),
    createdAt: createdAt.toISOString(),
  };
}

/** The endpoints of an account, oldest first. */
export async function listEndpoints(
  database: Database,
  accountId: string,
  { cursor, limit }: { readonly cursor?: readonly [id: string] | undefined; readonly limit: number },
) {
  const endpoints = await database.webhookEndpoint.findMany({
    where: { accountId, ...(cursor && { id: { gt: cursor[0] } }) },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  return toPage(endpoints, limit, { positionOf: ({ id }) => [id], view: toEndpointView });
}

/** One endpoint of an account. Throws no_such_endpoint. */
export async function findOwnEndpoint(database: Database, accountId: string, id: string): Promise<WebhookEndpoint> {
  const endpoint = await database.webhookEndpoint.findFirst({ where: { id, accountId } });
  if (!endpoint) throw new ApiError('no_such_endpoint');
  return endpoint;
}

/** Adds an endpoint; no other answer ever shows its secret. Throws webhook_refused, too_many_endpoints. */
export async function createEndpoint(
  { database, now, tryOut }: EndpointNeeds,
  accountId: string,
  { url, events, description }: EndpointFields,
) {
  const accepted = acceptWebhook(url, tryOut);
  const secret = randomBytes(secretBytes);
  const data = { accountId, url: accepted, events: distinct(events), description, secret, createdAt: now() };
  const endpoint = await database.$transaction(async (transaction) => {
    // Two calls at once would both find room for one more.
    await transaction.$executeRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
    if ((await transaction.webhookEndpoint.count({ where: { accountId } })) >= maxEndpoints)
      throw new ApiError('too_many_endpoints', { limit: String(maxEndpoints) });
    return transaction.webhookEndpoint.create({ data });
  });
  return { ...toEndpointView(endpoint), secret: writtenSecret(secret) };
}

/** Changes an endpoint, or switches it on or off. What is left out stays. Throws no_such_endpoint, webhook_refused. */
export async function updateEndpoint(
  { database, now, tryOut }: EndpointNeeds,
  accountId: string,
  id: string,
  change: { readonly [Field in keyof EndpointFields]?: EndpointFields[Field] | undefined } & {
    readonly enabled?: boolean | undefined;
  },
) {
  const endpoint = await findOwnEndpoint(database, accountId, id);
  const { url, events, description, enabled } = change;
  const isSwitched = enabled !== undefined && enabled !== (endpoint.disabledAt === null);
  const state = enabled
    ? { disabledAt: null, disabledWhy: null, failingSince: null }
    : { disabledAt: now(), disabledWhy: 'member' };
  const changed = await database.webhookEndpoint.update({
    where: { id, accountId },
    data: {
      ...(url !== undefined && { url: acceptWebhook(url, tryOut) }),
      ...(events && { events: distinct(events) }),
      ...(description !== undefined && { description }),
      ...(isSwitched && state),
    },
  });
  return toEndpointView(changed);
}

/** Gives an endpoint a new secret; deliveries are signed with both for a day. Throws no_such_endpoint. */
export async function rotateSecret({ database, now }: EndpointNeeds, accountId: string, id: string) {
  const endpoint = await findOwnEndpoint(database, accountId, id);
  const secret = randomBytes(secretBytes);
  const formerUntil = new Date(now().getTime() + overlapMs);
  const changed = await database.webhookEndpoint.update({
    where: { id, accountId },
    data: { secret, formerSecret: endpoint.secret, formerUntil },
  });
  return { ...toEndpointView(changed), secret: writtenSecret(secret) };
}

/** Removes an endpoint with its deliveries. Throws no_such_endpoint. */
export async function removeEndpoint({ database }: EndpointNeeds, accountId: string, id: string) {
  await findOwnEndpoint(database, accountId, id);
  await database.webhookEndpoint.deleteMany({ where: { id, accountId } });
  return { id: ids.endpoint.encode(id) };
}

function distinct(events: readonly WebhookEvent[]): WebhookEvent[] {
  return [...new Set(events)];
}
