import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import type { fromPrisma, Job, PgBoss } from 'pg-boss';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';
import { type DeliverNeeds, deliver } from '../webhooks/deliver.ts';
import { type EnqueueDeliveries, makeNotices, type OutboxNeeds } from '../webhooks/outbox.ts';

/** Dependencies of the work on webhooks. */
export interface WebhookJobsNeeds extends Omit<OutboxNeeds, 'enqueue'> {
  readonly webhooks: DeliverNeeds;
  readonly log: Log;
}

/** The running work on webhooks. */
export interface WebhookJobs {
  readonly enqueue: EnqueueDeliveries;
  /** Lets attempts finish that are under way, for a few seconds. */
  stop(): Promise<void>;
}

export const webhookQueue = 'webhook-deliver';

/** Retried after 5 to 10 seconds, then after twice as long each time, up to four hours: for about a day. */
export const webhookRetries = {
  retryLimit: 17,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 4 * 3600,
  expireInSeconds: 60,
  deadLetter: 'webhook-undelivered',
} as const;

/**
 * How many attempts a server makes at a time, and how many of those are for one endpoint, on all servers together: whoever
 * answers slowly or not at all delays nobody else. An endpoint that failed lately has one.
 */
const [maxAttempts, ofEndpoint] = [200, { default: 4, tiers: { failing: 1 } }];
const fetchedAtOnce = 50;
/** How often it is looked for what others have put into the queue, what is to be tried again, and what happened. */
const [pollMs, outboxMs] = [1000, 500];
const stopMs = 5000;

/** Makes deliveries of what happened, and delivers, until it is stopped. The queue is in the database. */
export function startWebhookJobs(
  boss: PgBoss,
  needs: WebhookJobsNeeds,
  inTransaction: (transaction: DatabaseOrTransaction) => ReturnType<typeof fromPrisma>,
): WebhookJobs {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let news = new AbortController();
  const working = createIncident(needs.log, {
    begins: 'webhooks are delayed',
    ends: 'webhooks are delivered again',
  });

  const enqueue: EnqueueDeliveries = async (deliveries, transaction) => {
    const jobs = deliveries.map(({ deliveryId, endpointId, isFailing }) => ({
      data: { deliveryId },
      group: { id: endpointId, ...(isFailing && { tier: 'failing' }) },
    }));
    await boss.insert(webhookQueue, jobs, { db: inTransaction(transaction) });
  };

  async function attempt({ id, data }: Job<{ deliveryId: string }>): Promise<void> {
    try {
      await deliver(needs.webhooks, data.deliveryId);
      await boss.complete(webhookQueue, id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // What cannot be said now is noticed when the job's time is over.
      await boss.fail(webhookQueue, id, { reason }).catch(working.failed);
    }
  }

  async function fetchJobs(): Promise<number> {
    const free = Math.min(maxAttempts - running.size, fetchedAtOnce);
    if (free <= 0) return 0;
    const jobs = await boss.fetch<{ deliveryId: string }>(webhookQueue, {
      batchSize: free,
      groupConcurrency: ofEndpoint,
    });
    for (const job of jobs) {
      const under = attempt(job).finally(() => {
        running.delete(under);
        news.abort();
      });
      running.add(under);
    }
    return jobs.length;
  }

  async function deliverUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      news = new AbortController();
      const fetched = await fetchJobs().then(tellWorked, tellFailed);
      if (fetched === 0) await pause(pollMs, AbortSignal.any([news.signal, stopping.signal]));
    }
  }

  async function makeUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      const isMore = await makeNotices({ ...needs, enqueue }).then(tellWorked, tellFailed);
      news.abort();
      if (!isMore) await pause(outboxMs, stopping.signal);
    }
  }

  function tellWorked<Result>(result: Result): Result {
    working.worked();
    return result;
  }

  function tellFailed(error: unknown): 0 {
    if (!stopping.signal.aborted) working.failed(error);
    return 0;
  }

  const loops = Promise.all([deliverUntilStopped(), makeUntilStopped()]);
  return {
    enqueue,
    async stop() {
      stopping.abort();
      await Promise.race([loops.then(() => Promise.all(running)), sleep(stopMs, undefined, { ref: false })]);
    },
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
