import type { DatabaseOrTransaction } from '@waymark/prisma';
import { fromPrisma, PgBoss, type Queue } from 'pg-boss';
import {
  type Delivery,
  deliverByMail,
  deliverToWebhook,
  type Enqueue,
  giveUpDelivery,
  queueAlerts,
} from '../alerts/deliveries.ts';
import { pruneChecks } from '../domains/history.ts';
import { countUncounted } from '../events/reports/counts.ts';
import { keepEventsForTheirTime } from '../events/retention.ts';
import { pruneChanges } from '../feed/change-log.ts';
import type { Services } from '../services.ts';

/** Work that one of all servers on a database does: when it is asked for, or by the clock. */
type Job = Omit<Queue, 'name'> & {
  /** When it is done without being asked for, in UTC: minute, hour, day, month, weekday. */
  readonly cron?: string;
  work(services: Services, data: Delivery, enqueue: Enqueue): Promise<unknown>;
};

/** Tried again after 5 to 10 seconds, then after twice as long, up to four hours: for about half a day. */
const patient = {
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
  'alert-webhook': { ...patient, deadLetter: 'alert-undelivered', work: deliverToWebhook },
  'alert-mail': { ...patient, deadLetter: 'alert-undelivered', work: deliverByMail },
  // What the server that found it could not put into the queue, because it died at that moment.
  'alert-queue': { cron: '* * * * *', work: (services, _, enqueue) => queueAlerts(services, enqueue) },
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

const stopPatience = 5000;
/** What is new is heard of at once, what is to be tried again is looked for every 5 seconds, and a full batch is followed by the next. */
const together = {
  batchSize: 20,
  burstWhenBatchFull: true,
  notifyPollingIntervalSeconds: 5,
  perJobResults: true,
} as const;

/** Opens the queues in the schema `pgboss` of the same database and begins to work on them. */
export async function startJobs(services: Services, databaseUrl: string): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 3,
    application_name: 'waymark-jobs',
    useListenNotify: true,
    registerInstance: false,
  });
  boss.on('error', (error) => services.log.error({ error }, 'work in the background waits'));
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
      await work(services, job.data, enqueue);
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      services.log.debug({ job: job.id, reason }, 'work in the background failed and is tried again');
      return { id: job.id, status: 'failed' as const, output: { reason } };
    }
  };
  await boss.start();
  try {
    for (const [name, { cron, work, ...queue }] of Object.entries(jobs)) {
      await boss.createQueue(name, queue);
      await boss.work<Delivery, unknown, typeof together>(name, together, (batch) =>
        Promise.all(batch.map(attempt(work))),
      );
      if (cron) await boss.schedule(name, cron, null, { singletonKey: name });
    }
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return { enqueue, stop: () => boss.stop({ graceful: true, timeout: stopPatience }) };
}

/** Only what pg-boss needs of a transaction: its type knows other drivers' generics. */
function raw(transaction: DatabaseOrTransaction) {
  return {
    $queryRawUnsafe: <T>(query: string, ...values: unknown[]) => transaction.$queryRawUnsafe<T>(query, ...values),
  };
}
