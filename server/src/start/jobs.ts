import type { DatabaseOrTransaction } from '@waymark/prisma';
import { fromPrisma, PgBoss, type Queue } from 'pg-boss';
import { pruneOwnConnections } from '../accounts/own-connections.ts';
import {
  type Delivery,
  type DeliveryNeeds,
  deliverByMail,
  deliverToWebhook,
  type Enqueue,
  giveUpDelivery,
  type QueueNeeds,
  queueAlerts,
} from '../alerts/deliveries.ts';
import { pruneAuditLog } from '../audit/settings.ts';
import { pruneHosts } from '../deep-links/inspected-hosts.ts';
import { pruneChecks } from '../domains/history.ts';
import { purgeDeletedMailings } from '../events/deleted-mailings.ts';
import { countUncounted } from '../events/reports/counts.ts';
import { enforceRetention } from '../events/retention.ts';
import { pruneChanges } from '../feed/change-log.ts';
import { createIncident } from '../observability/incident.ts';
import { prunePhoneTrials } from '../phone-trials/prune.ts';
import { pruneIdempotentCalls } from '../rest/answered-once.ts';
import { pruneSignIn } from '../sign-in/prune.ts';
import { endUndelivered } from '../webhooks/deliver.ts';
import { pruneDeliveries } from '../webhooks/deliveries.ts';
import type { EnqueueDeliveries } from '../webhooks/outbox.ts';
import { startWebhookJobs, type WebhookJobsNeeds, webhookQueue, webhookRetries } from './webhook-jobs.ts';

/** Dependencies of background jobs. */
interface JobsNeeds extends DeliveryNeeds, QueueNeeds, WebhookJobsNeeds {}

/** What a job is about. */
type JobData = Delivery | { readonly deliveryId: string };

/** Work that one of the servers on a database does, on demand or on a schedule. */
type Job = Omit<Queue, 'name'> & {
  /** The schedule in UTC: minute, hour, day, month, weekday. */
  readonly cron?: string;
  work(needs: JobsNeeds, data: JobData, enqueue: Enqueue): Promise<unknown>;
};

/** Retried after 5 to 10 seconds, then after twice as long each time, up to four hours: for about half a day. */
const retried = {
  retryLimit: 12,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 4 * 3600,
  expireInSeconds: 120,
  notify: true,
} as const;

/** Every queue with its worker and schedule; a dead-letter queue precedes the queues that use it. */
const jobs: Readonly<Record<string, Job>> = {
  'alert-undelivered': { work: giveUpDelivery },
  'alert-webhook': { ...retried, deadLetter: 'alert-undelivered', work: deliverToWebhook },
  'alert-mail': { ...retried, deadLetter: 'alert-undelivered', work: deliverByMail },
  // Alerts whose server died before it could enqueue them.
  'alert-queue': { cron: '* * * * *', work: (needs, _, enqueue) => queueAlerts(needs, enqueue) },
  'association-prune': { cron: '53 3 * * *', work: ({ database, now }) => pruneHosts(database, now()) },
  'audit-prune': { cron: '47 3 * * *', work: ({ database, now }) => pruneAuditLog(database, now()) },
  'change-prune': { cron: '41 3 * * *', work: ({ database, now }) => pruneChanges(database, now()) },
  // Reports count what they show themselves; this counts the rest.
  'event-count': { cron: '* * * * *', expireInSeconds: 3600, work: ({ database }) => countUncounted(database) },
  'mailing-purge': {
    cron: '* * * * *',
    expireInSeconds: 3600,
    work: ({ database }) => purgeDeletedMailings(database),
  },
  'event-retention': {
    cron: '7 3 * * *',
    expireInSeconds: 6 * 3600,
    work: ({ database, now }) => enforceRetention(database, now()),
  },
  'own-connection-prune': { cron: '*/10 * * * *', work: ({ database, now }) => pruneOwnConnections(database, now()) },
  'idempotent-call-prune': { cron: '37 * * * *', work: ({ database }) => pruneIdempotentCalls(database) },
  'phone-trial-prune': {
    cron: '3-59/10 * * * *',
    work: ({ database, now }) => prunePhoneTrials(database, now()),
  },
  'sign-in-prune': { cron: '31 3 * * *', work: ({ database, now }) => pruneSignIn(database, now()) },
  'webhook-undelivered': { work: endUndelivered },
  'webhook-prune': { cron: '13 3 * * *', work: ({ database, now }) => pruneDeliveries(database, now()) },
  'check-prune': { cron: '23 3 * * *', work: ({ database, now }) => pruneChecks(database, now()) },
};

/** The running background jobs. */
export interface Jobs {
  readonly enqueue: Enqueue;
  readonly enqueueWebhooks: EnqueueDeliveries;
  /** Lets running jobs finish for a few seconds; another server, or the next start, does those that do not. */
  stop(): Promise<void>;
}

const stopTimeoutMs = 5000;
/**
 * New jobs are picked up at once through notifications, retries by polling every 5 seconds, and a full batch is
 * followed by the next.
 */
const batching = {
  batchSize: 20,
  burstWhenBatchFull: true,
  notifyPollingIntervalSeconds: 5,
  perJobResults: true,
} as const;

/** Creates the queues in the schema `pgboss` of the same database and starts working on them. */
export async function startJobs(needs: JobsNeeds, databaseUrl: string): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 2,
    application_name: 'waymark-jobs',
    useListenNotify: true,
    registerInstance: false,
  });
  const working = createIncident(needs.log, {
    begins: 'background jobs are delayed',
    ends: 'background jobs are done again',
  });
  boss.on('error', working.failed);
  const enqueue: Enqueue = async (queue, deliveries, transaction) => {
    await boss.insert(
      queue,
      deliveries.map((data) => ({ data })),
      { db: fromPrisma(raw(transaction)) },
    );
  };
  /** A job that fails is retried on its own and does not delay the others in its batch. */
  const attempt = (work: Job['work']) => async (job: { id: string; data: JobData }) => {
    try {
      await work(needs, job.data, enqueue);
      working.worked();
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      needs.log.debug({ job: job.id, reason }, 'a background job failed and will be retried');
      return { id: job.id, status: 'failed' as const, output: { reason } };
    }
  };
  await boss.start();
  try {
    await createQueues(boss);
    for (const [name, { cron, work }] of Object.entries(jobs)) {
      await boss.work<JobData, unknown, typeof batching>(name, batching, (batch) =>
        Promise.all(batch.map(attempt(work))),
      );
      if (cron) await boss.schedule(name, cron, null, { singletonKey: name });
    }
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  const webhooks = startWebhookJobs(boss, needs, (transaction) => fromPrisma(raw(transaction)));
  return {
    enqueue,
    enqueueWebhooks: webhooks.enqueue,
    async stop() {
      await webhooks.stop();
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}

/** Creates the queues that are not there yet. */
export async function createQueues(boss: PgBoss): Promise<void> {
  for (const [name, { cron: _, work: __, ...queue }] of Object.entries(jobs)) await boss.createQueue(name, queue);
  await boss.createQueue(webhookQueue, webhookRetries);
}

/** Only what pg-boss needs of a transaction, because its type expects the generics of other drivers. */
function raw(transaction: DatabaseOrTransaction) {
  return {
    $queryRawUnsafe: <T>(query: string, ...values: unknown[]) => transaction.$queryRawUnsafe<T>(query, ...values),
  };
}
