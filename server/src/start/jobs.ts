import type { DatabaseOrTransaction } from '@waymark/prisma';
import { fromPrisma, PgBoss, type Queue } from 'pg-boss';
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
import { pruneChecks } from '../domains/history.ts';
import { countUncounted } from '../events/reports/counts.ts';
import { keepEventsForTheirTime } from '../events/retention.ts';
import { pruneChanges } from '../feed/change-log.ts';

/** What work in the background works with. */
interface JobsNeeds extends DeliveryNeeds, QueueNeeds {}

/** Work that one of all servers on a database does: when it is asked for, or by the clock. */
type Job = Omit<Queue, 'name'> & {
  /** When it is done without being asked for, in UTC: minute, hour, day, month, weekday. */
  readonly cron?: string;
  work(needs: JobsNeeds, data: Delivery, enqueue: Enqueue): Promise<unknown>;
};

/** Tried again after 5 to 10 seconds, then after twice as long, up to four hours: for about half a day. */
const retried = {
  retryLimit: 12,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 4 * 3600,
  expireInSeconds: 120,
  notify: true,
} as const;

/** Every queue with who works on it and when; a dead letter stands above the queues it serves. */
const jobs: Readonly<Record<string, Job>> = {
  'alert-undelivered': { work: giveUpDelivery },
  'alert-webhook': { ...retried, deadLetter: 'alert-undelivered', work: deliverToWebhook },
  'alert-mail': { ...retried, deadLetter: 'alert-undelivered', work: deliverByMail },
  // What the server that found it could not put into the queue, because it died at that moment.
  'alert-queue': { cron: '* * * * *', work: (needs, _, enqueue) => queueAlerts(needs, enqueue) },
  'change-prune': { cron: '41 3 * * *', work: ({ database, now }) => pruneChanges(database, now()) },
  // A report counts what it shows by itself; this is for the rest.
  'event-count': { cron: '* * * * *', expireInSeconds: 3600, work: ({ database }) => countUncounted(database) },
  'event-retention': {
    cron: '7 3 * * *',
    expireInSeconds: 6 * 3600,
    work: ({ database, now }) => keepEventsForTheirTime(database, now()),
  },
  'check-prune': { cron: '23 3 * * *', work: ({ database, now }) => pruneChecks(database, now()) },
};

/** The work in the background. */
export interface Jobs {
  readonly enqueue: Enqueue;
  /** Lets work under way finish for a few seconds; what is not finished is done by another server, or after the next start. */
  stop(): Promise<void>;
}

const stopTimeoutMs = 5000;
/** What is new is heard of at once, what is to be tried again is looked for every 5 seconds, and a full batch is followed by the next. */
const batching = {
  batchSize: 20,
  burstWhenBatchFull: true,
  notifyPollingIntervalSeconds: 5,
  perJobResults: true,
} as const;

/** Opens the queues in the schema `pgboss` of the same database and begins to work on them. */
export async function startJobs(needs: JobsNeeds, databaseUrl: string): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 3,
    application_name: 'waymark-jobs',
    useListenNotify: true,
    registerInstance: false,
  });
  boss.on('error', (error) => needs.log.error({ error }, 'work in the background waits'));
  const enqueue: Enqueue = async (queue, deliveries, transaction) => {
    await boss.insert(
      queue,
      deliveries.map((data) => ({ data })),
      { db: fromPrisma(raw(transaction)) },
    );
  };
  /** One that fails is tried again by itself, and keeps no other of its batch back. */
  const attempt = (work: Job['work']) => async (job: { id: string; data: Delivery }) => {
    try {
      await work(needs, job.data, enqueue);
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      needs.log.debug({ job: job.id, reason }, 'work in the background failed and is tried again');
      return { id: job.id, status: 'failed' as const, output: { reason } };
    }
  };
  await boss.start();
  try {
    for (const [name, { cron, work, ...queue }] of Object.entries(jobs)) {
      await boss.createQueue(name, queue);
      await boss.work<Delivery, unknown, typeof batching>(name, batching, (batch) =>
        Promise.all(batch.map(attempt(work))),
      );
      if (cron) await boss.schedule(name, cron, null, { singletonKey: name });
    }
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return { enqueue, stop: () => boss.stop({ graceful: true, timeout: stopTimeoutMs }) };
}

/** Only what pg-boss needs of a transaction: its type knows other drivers' generics. */
function raw(transaction: DatabaseOrTransaction) {
  return {
    $queryRawUnsafe: <T>(query: string, ...values: unknown[]) => transaction.$queryRawUnsafe<T>(query, ...values),
  };
}
