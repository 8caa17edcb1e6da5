import type { Database, WebhookDelivery } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import type { Caller } from '../rpc/caller.ts';
import { encodeNullable, ids } from '../rpc/ids.ts';
import { type MomentCursor, olderThan } from '../rpc/pages.ts';
import { type Attempt, type DeliverNeeds, deliver } from './deliver.ts';
import { findOwnEndpoint } from './endpoints.ts';
import type { NoticeType } from './event-types.ts';
import type { EnqueueDeliveries } from './outbox.ts';

/** What becomes of a delivery: `failed` is a dead letter, `empty` had nothing left to tell, `dropped` was never sent. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'empty', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** For how many days deliveries are kept. */
const keptDays = 30;

/** At most so many deliveries of an account, newest first, after a given one. */
export function listDeliveries(
  database: Database,
  accountId: string,
  { endpointId, state }: { readonly endpointId?: string | undefined; readonly state?: DeliveryState | undefined },
  { cursor, limit }: { readonly cursor?: MomentCursor | undefined; readonly limit: number },
): Promise<WebhookDelivery[]> {
  return database.webhookDelivery.findMany({
    where: { accountId, ...(endpointId && { endpointId }), ...(state && { state }), ...olderThan(cursor) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** A delivery as the API returns it. Of what it was about it has the number only. */
export function toDeliveryView(delivery: WebhookDelivery) {
  const { id, endpointId, noticeId, type, state, count, at, endedAt, attempts } = delivery;
  return {
    id: ids.delivery.encode(id),
    endpointId: ids.endpoint.encode(endpointId),
    /** What the receiver gets as webhook-id; null for what was dropped. */
    webhookId: encodeNullable(ids.notice, noticeId),
    type: type as NoticeType,
    state: state as DeliveryState,
    /** How many opens or clicks it has; 1 for everything else. */
    count,
    at: at.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    attempts: attempts as unknown as readonly Attempt[],
  };
}

/** Dependencies of sending once more. */
export interface RedeliverNeeds {
  readonly database: Database;
  readonly enqueue: EnqueueDeliveries;
}

/** Sends a delivery once more, with the same webhook-id. Throws no_such_delivery, endpoint_disabled. */
export async function redeliver({ database, enqueue }: RedeliverNeeds, accountId: string, id: string) {
  const delivery = await database.webhookDelivery.findFirst({
    where: { id, accountId, noticeId: { not: null } },
    include: { endpoint: { select: { disabledAt: true, failingSince: true } } },
  });
  if (!delivery) throw new ApiError('no_such_delivery');
  const { endpoint, endpointId } = delivery;
  if (endpoint.disabledAt !== null) throw new ApiError('endpoint_disabled');
  const waiting = await database.$transaction(async (transaction) => {
    const data = { state: 'waiting', endedAt: null };
    const { count } = await transaction.webhookDelivery.updateMany({ where: { id, state: { not: 'waiting' } }, data });
    // What waits is sent anyway.
    if (count > 0)
      await enqueue([{ deliveryId: id, endpointId, isFailing: endpoint.failingSince !== null }], transaction);
    return transaction.webhookDelivery.findUniqueOrThrow({ where: { id } });
  });
  return toDeliveryView(waiting);
}

/** Sends a test to an endpoint now, and says what became of it. Throws no_such_endpoint, endpoint_disabled. */
export async function sendTest(needs: DeliverNeeds, { accountId, member, keyKind }: Caller, id: string) {
  const { database, now } = needs;
  const endpoint = await findOwnEndpoint(database, accountId, id);
  if (endpoint.disabledAt !== null) throw new ApiError('endpoint_disabled');
  const at = now();
  const things = [member?.name ?? keyKind];
  const notice = await database.webhookNotice.create({
    data: { accountId, type: 'test', at, things, firstAt: at, lastAt: at },
  });
  const of = { accountId, endpointId: id, noticeId: notice.id, type: 'test', count: 1, at };
  const delivery = await database.webhookDelivery.create({ data: { ...of, state: 'waiting' } });
  // It is not tried again: whoever waits for it sees what became of it.
  await deliver(needs, delivery.id).catch(() => undefined);
  await database.webhookDelivery.updateMany({
    where: { id: delivery.id, state: 'waiting' },
    data: { state: 'failed', endedAt: now() },
  });
  return toDeliveryView(await database.webhookDelivery.findUniqueOrThrow({ where: { id: delivery.id } }));
}

/** The job that deletes old deliveries and what they were about. */
export async function pruneDeliveries(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  await database.webhookDelivery.deleteMany({ where: { at: { lt: before } } });
  await database.webhookNotice.deleteMany({ where: { at: { lt: before } } });
}
