import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LeasedDomain } from './leases.ts';
import { type Schedule, type ScheduleOptions, startSchedule } from './schedule.ts';

let fresh: FreshDatabase;
let database: Database;
let accountId: string;
let schedule: Schedule;
let errors: unknown[];
beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
});
beforeEach(async () => {
  errors = [];
  await database.account.deleteMany();
  accountId = (await factories(database).account()).id;
});
afterEach(() => schedule.stop());
afterAll(() => fresh.drop());

function start(check: ScheduleOptions['check'], options: Partial<ScheduleOptions> = {}): void {
  const onError = (error: unknown) => errors.push(error);
  const now = () => new Date();
  schedule = startSchedule({
    database,
    now,
    check,
    perSecond: 1000,
    pollIntervalMs: 20,
    stopTimeoutMs: 200,
    onError,
    ...options,
  });
}

async function addDue(count: number): Promise<void> {
  const due = new Date(Date.now() - 1000);
  for (let n = 0; n < count; n++) await factories(database).domain(accountId, { nextCheckAt: due });
}

/** What a check stores, as far as the schedule is concerned. */
async function finish({ id }: LeasedDomain): Promise<void> {
  const nextCheckAt = new Date(Date.now() + 86_400_000);
  await database.domain.update({ where: { id }, data: { nextCheckAt, leasedUntil: null } });
}

const leases = () => database.domain.count({ where: { leasedUntil: { not: null } } });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await condition()); tries++) await sleep(20);
  expect(await condition()).toBe(true);
}

describe('the schedule', () => {
  it('checks what is due, including what falls due while it runs, and nothing twice', async () => {
    const checked: string[] = [];
    await addDue(3);
    start(async (domain) => {
      checked.push(domain.id);
      await finish(domain);
    });
    await until(() => checked.length === 3);
    await addDue(2);
    await until(() => checked.length === 5);
    await sleep(100);
    expect(new Set(checked).size).toBe(5);
    expect(checked).toHaveLength(5);
    expect(errors).toEqual([]);
  });

  it('starts no more checks a second than allowed, however many are due', async () => {
    await addDue(60);
    const begun: number[] = [];
    start(
      async (domain) => {
        begun.push(performance.now());
        await finish(domain);
      },
      { perSecond: 20 },
    );
    await until(() => begun.length >= 30);
    const busiest = begun.map((from) => begun.filter((at) => at >= from && at < from + 1000).length);
    expect(Math.max(...busiest)).toBeLessThanOrEqual(26);
  });

  it('starts none while resolvers are overloaded, and resumes afterwards', async () => {
    await addDue(6);
    let checked = 0;
    let waiting = 0;
    start(async (domain) => finish(domain).then(() => void checked++), {
      maxConcurrent: 2,
      isBusy: () => checked >= 2 && waiting++ < 5,
    });
    await until(() => waiting === 5);
    expect(checked).toBe(2);
    await until(() => checked === 6);
  });

  it('never runs more checks at once than allowed', async () => {
    await addDue(10);
    let underWay = 0;
    let most = 0;
    let checked = 0;
    start(
      async (domain) => {
        most = Math.max(most, ++underWay);
        await sleep(30);
        await finish(domain);
        underWay--;
        checked++;
      },
      { maxConcurrent: 3 },
    );
    await until(() => checked === 10);
    expect(most).toBe(3);
  });

  it('continues when a check fails, and does not retry that one at once', async () => {
    await addDue(3);
    let tried = 0;
    start(async (domain) => {
      if (++tried === 2) throw new Error('broken');
      await finish(domain);
    });
    await until(() => tried === 3);
    await sleep(100);
    expect([tried, errors.length, await leases()]).toEqual([3, 1, 1]);
  });

  it('continues after the database was away', async () => {
    let checked = 0;
    let away = true;
    const refuse = () => Promise.reject(new Error('away'));
    const sometimes = new Proxy(database, {
      get: (target, name) => (away && name === '$queryRaw' ? refuse : Reflect.get(target, name)),
    });
    await addDue(1);
    start(async (domain) => finish(domain).then(() => void checked++), { database: sometimes });
    await until(() => errors.length > 2);
    away = false;
    await until(() => checked === 1);
  });
});

describe('a stopped schedule', () => {
  it('lets running checks finish and starts no more', async () => {
    await addDue(5);
    let begun = 0;
    let finished = 0;
    start(
      async (domain) => {
        begun++;
        await sleep(100);
        await finish(domain);
        finished++;
      },
      { maxConcurrent: 2 },
    );
    await until(() => begun === 2);
    await schedule.stop();
    expect([begun, finished, await leases()]).toEqual([2, 2, 0]);
  });

  it('releases the lease of a slow check, so that another server can check at once, and logs no failure', async () => {
    await addDue(2);
    const gone = Promise.withResolvers<void>();
    let begun = 0;
    start(() => {
      begun++;
      return gone.promise;
    });
    await until(() => begun === 2);
    expect(await leases()).toBe(2);
    await schedule.stop();
    expect(await leases()).toBe(0);
    gone.reject(new Error('the database is gone'));
    await sleep(10);
    expect(errors).toEqual([]);
  });
});
