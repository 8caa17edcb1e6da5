import type { Database, DatabaseOrTransaction } from '@waymark/prisma';
import { batch, isBatched } from './event-types.ts';

/** A delivery on its way into the queue. */
export interface QueuedDelivery {
  readonly deliveryId: string;
  readonly endpointId: string;
  /** Whether its endpoint took nothing lately: then it is tried with less at a time. */
  readonly isFailing: boolean;
}

/** Puts deliveries into the queue within a transaction. */
export type EnqueueDeliveries = (
  deliveries: readonly QueuedDelivery[],
  transaction: DatabaseOrTransaction,
) => Promise<void>;

/** Dependencies of making notices. */
export interface OutboxNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly enqueue: EnqueueDeliveries;
  /** Counts opens and clicks that are never sent, because too much waits for an endpoint already. */
  readonly onDropped: (events: number) => void;
}

/** How many notices may wait for one endpoint: up to 100,000 opens or clicks. */
export const maxWaiting = 1000;

/** How many accounts' batches one pass of a server makes. */
const batchesAtOnce = 200;

interface TakenRow {
  readonly thing: string;
  readonly at: Date;
}

/**
 * Makes notices of what is in the outbox: of opens and clicks once there are a hundred, or once the first has waited three
 * seconds; of everything else at once. Each is taken by one server, in the transaction that stores its deliveries. Returns
 * whether there is more to do.
 */
export async function makeNotices(needs: OutboxNeeds): Promise<boolean> {
  const due = await needs.database.$queryRaw<{ accountId: string; type: string }[]>`
    SELECT account_id AS "accountId", type FROM webhook_outbox
    GROUP BY account_id, type
    HAVING type NOT IN ('open', 'click') OR count(*) >= ${batch.events}::int
      OR min(stored_at) <= now() - ${batch.waitMs}::int * interval '1 millisecond'
    ORDER BY min(id) LIMIT ${batchesAtOnce}::int`;
  let isMore = due.length === batchesAtOnce;
  // An account's batches take turns with those of others.
  for (const { accountId, type } of due) {
    const taken = await needs.database.$transaction((transaction) => makeBatch(needs, transaction, accountId, type));
    if (taken >= batch.events) isMore = true;
  }
  return isMore;
}

async function makeBatch(
  { now, enqueue, onDropped }: OutboxNeeds,
  transaction: DatabaseOrTransaction,
  accountId: string,
  type: string,
): Promise<number> {
  const rows = await transaction.$queryRaw<TakenRow[]>`
    DELETE FROM webhook_outbox WHERE id IN (
      SELECT id FROM webhook_outbox WHERE account_id = ${accountId}::uuid AND type = ${type}
      ORDER BY id LIMIT ${batch.events}::int FOR UPDATE SKIP LOCKED
    ) RETURNING thing, at`;
  if (rows.length === 0) return 0;
  const groups = isBatched(type) ? [rows] : rows.map((row) => [row]);
  const endpoints: Receiving[] = [];
  for (const endpoint of await receiving(transaction, accountId, type)) {
    if (endpoint.waiting + groups.length <= maxWaiting) endpoints.push(endpoint);
    else {
      await noteDropped(transaction, { accountId, endpointId: endpoint.id, type, count: rows.length, at: now() });
      onDropped(rows.length);
    }
  }
  if (endpoints.length === 0) return rows.length;
  const queued: QueuedDelivery[] = [];
  for (const group of groups)
    queued.push(...(await storeNotice(transaction, { accountId, type, group, endpoints, at: now() })));
  await enqueue(queued, transaction);
  return rows.length;
}

/** An endpoint that is told of something, and how much waits for it. */
interface Receiving {
  readonly id: string;
  readonly isFailing: boolean;
  readonly waiting: number;
}

function receiving(transaction: DatabaseOrTransaction, accountId: string, type: string): Promise<Receiving[]> {
  return transaction.$queryRaw`
    SELECT id, failing_since IS NOT NULL AS "isFailing", (
      SELECT count(*)::int FROM webhook_delivery WHERE endpoint_id = webhook_endpoint.id AND state = 'waiting'
    ) AS waiting
    FROM webhook_endpoint WHERE account_id = ${accountId}::uuid AND disabled_at IS NULL AND events @> ARRAY[${type}]`;
}

interface NewNotice {
  readonly accountId: string;
  readonly type: string;
  readonly group: readonly TakenRow[];
  readonly endpoints: readonly Receiving[];
  readonly at: Date;
}

async function storeNotice(
  transaction: DatabaseOrTransaction,
  { accountId, type, group, endpoints, at }: NewNotice,
): Promise<QueuedDelivery[]> {
  const times = group.map((row) => row.at.getTime());
  const [firstAt, lastAt] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const things = group.map(({ thing }) => thing);
  const notice = await transaction.webhookNotice.create({
    data: { accountId, type, at: isBatched(type) ? at : lastAt, things, firstAt, lastAt },
  });
  const common = { accountId, noticeId: notice.id, type, state: 'waiting', count: things.length, at };
  const made = await transaction.webhookDelivery.createManyAndReturn({
    data: endpoints.map(({ id }) => ({ ...common, endpointId: id })),
    select: { id: true, endpointId: true },
  });
  const failing = new Set(endpoints.filter(({ isFailing }) => isFailing).map(({ id }) => id));
  return made.map(({ id, endpointId }) => ({ deliveryId: id, endpointId, isFailing: failing.has(endpointId) }));
}

interface Dropped {
  readonly accountId: string;
  readonly endpointId: string;
  readonly type: string;
  readonly count: number;
  readonly at: Date;
}

const hour = 3_600_000;

/** What is dropped stands in the list of deliveries, with one row for an hour, and is counted at its endpoint. */
async function noteDropped(transaction: DatabaseOrTransaction, { count, at, ...which }: Dropped): Promise<void> {
  await transaction.webhookEndpoint.update({
    where: { id: which.endpointId },
    data: { dropped: { increment: count } },
  });
  const since = new Date(at.getTime() - hour);
  const lately = { endpointId: which.endpointId, type: which.type, state: 'dropped', at: { gt: since } };
  const known = await transaction.webhookDelivery.updateMany({ where: lately, data: { count: { increment: count } } });
  if (known.count > 0) return;
  await transaction.webhookDelivery.create({ data: { ...which, state: 'dropped', count, at, endedAt: at } });
}
