import { freshDatabase } from '@waymark/prisma/testing';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/test-server.ts';
import { createLog } from '../observability/log.ts';
import { startJobs } from './jobs.ts';

let server: TestServer;
let boss: PgBoss;
beforeAll(async () => {
  server = await startTestServer();
  boss = new PgBoss({ connectionString: server.databaseUrl, max: 1, supervise: false, schedule: false });
  await boss.start();
});
afterAll(async () => {
  await boss.stop();
  await server.stop();
});

describe('background jobs', () => {
  it('are scheduled: pending alerts, uncounted events and deleted mailings every minute, clean-up once a day', async () => {
    const schedules = await boss.getSchedules();
    expect(schedules.map(({ name, cron }) => [name, cron]).sort()).toEqual([
      ['alert-queue', '* * * * *'],
      ['association-prune', '53 3 * * *'],
      ['audit-prune', '47 3 * * *'],
      ['change-prune', '41 3 * * *'],
      ['check-prune', '23 3 * * *'],
      ['event-count', '* * * * *'],
      ['event-retention', '7 3 * * *'],
      ['idempotent-call-prune', '37 * * * *'],
      ['mailing-purge', '* * * * *'],
      ['own-connection-prune', '*/10 * * * *'],
      ['phone-trial-prune', '3-59/10 * * * *'],
      ['sign-in-prune', '31 3 * * *'],
      ['webhook-prune', '13 3 * * *'],
    ]);
  });

  it('are retried for half a day, and then marked as undelivered where the list of alerts shows it', async () => {
    expect(await boss.getQueue('alert-webhook')).toMatchObject({ retryLimit: 12, retryBackoff: true });
    const { id: accountId, owner } = await server.account();
    await owner.alerts.updateSettings.mutate({ webhookUrl: 'http://localhost:1/nobody' });
    const { domain } = await server.make.domain(accountId);
    const { id: alertId } = await server.database.alert.create({
      data: {
        accountId,
        domainId: domain.id,
        host: domain.host,
        type: 'domain_broken',
        code: 'missing',
        details: {},
        at: new Date(),
        queuedAt: new Date(),
        undelivered: [],
      },
    });
    await boss.send('alert-webhook', { alertId, to: 'webhook' }, { retryLimit: 0 });
    await expect
      .poll(async () => (await owner.alerts.list.query({})).data[0]?.undelivered, { timeout: 20_000 })
      .toEqual(['webhook']);
  });

  it('mark every alert of a mail that was given up, and no other', async () => {
    const { id: accountId, owner } = await server.account();
    const mailedAt = new Date('2026-11-23T12:00:00.123Z');
    for (const at of [mailedAt, mailedAt, new Date('2026-11-23T11:00:00Z')]) {
      const { domain } = await server.make.domain(accountId);
      const what = { type: 'domain_broken', code: 'missing', details: {}, queuedAt: at, mailedAt: at } as const;
      await server.database.alert.create({
        data: { ...what, undelivered: [], accountId, domainId: domain.id, host: domain.host, at },
      });
    }
    await boss.send('alert-undelivered', { accountId, mailedAt: mailedAt.toISOString(), to: 'ada@brand.example' });
    const undelivered = async () => (await owner.alerts.list.query({})).data.map((alert) => alert.undelivered);
    await expect.poll(undelivered, { timeout: 20_000 }).toEqual([['ada@brand.example'], ['ada@brand.example'], []]);
  });

  it('are there again after a restart, without being scheduled twice', async () => {
    await server.restart();
    expect(await boss.getSchedules()).toHaveLength(13);
  });
});

it('background jobs stop although the database cuts their connections meanwhile, and no error ends the process', async () => {
  const { database, url, drop } = await freshDatabase();
  const post = () => Promise.reject(new Error('Nothing is sent here.'));
  const now = () => new Date();
  const webhooks = { database, post, now, eventsOf: async () => [], onAttempt: () => undefined };
  const mail = { mailer: null, canMail: false };
  const needs = { database, post, now, webhooks, ...mail, onDropped: () => undefined, log: createLog('silent') };
  for (let round = 0; round < 8; round++) {
    let isStopped = false;
    const stopping = (await startJobs(needs, url)).stop().then(() => (isStopped = true));
    while (!isStopped)
      await database.$queryRaw`SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'waymark-jobs'`;
    await stopping;
  }
  await drop();
});
