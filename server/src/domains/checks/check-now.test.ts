import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, startTestServer, storedId, type TestServer } from '../../../test/test-server.ts';
import { countCheckNow } from './check-now.ts';
import { leaseOne } from './leases.ts';

const now = new Date('2026-11-23T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('checks requested by members', () => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    database = fresh.database;
  });
  afterAll(() => fresh.drop());

  const newAccount = async () => (await factories(database).account()).id;

  it('are limited to six a minute, and the seventh is refused with the time to wait', async () => {
    const account = await newAccount();
    for (let second = 0; second < 60; second += 10) await countCheckNow(database, account, later(second));
    await expect(countCheckNow(database, account, later(57.5))).rejects.toMatchObject({
      code: 'too_many_checks',
      hint: expect.stringContaining('in 3 seconds'),
    });
    await countCheckNow(database, account, later(60));
    await expect(countCheckNow(database, account, later(61))).rejects.toMatchObject({
      hint: expect.stringContaining('in 9 seconds'),
    });
  });

  it('are not refused for longer when the clock is set back', async () => {
    const account = await newAccount();
    for (let count = 0; count < 6; count++) await countCheckNow(database, account, later(24 * 3600));
    await countCheckNow(database, account, now);
    for (let count = 0; count < 5; count++) await countCheckNow(database, account, now);
    await expect(countCheckNow(database, account, later(1))).rejects.toMatchObject({ code: 'too_many_checks' });
  });

  it('are counted separately for each account', async () => {
    const [one, other] = [await newAccount(), await newAccount()];
    for (let count = 0; count < 6; count++) await countCheckNow(database, one, now);
    await countCheckNow(database, other, now);
  });

  it('are limited to six even when twenty are requested at once', async () => {
    const account = await newAccount();
    const all = Array.from({ length: 20 }, () => countCheckNow(database, account, now));
    const results = await Promise.allSettled(all);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  });
});

describe('check now', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('says when to ask again, and that Waymark keeps checking by itself', async () => {
    const { owner } = await server.account();
    const { id } = await owner.domains.add.mutate({ host: 'click.often.com' });
    // Adding it was the first.
    for (let count = 1; count < 6; count++) await owner.domains.check.mutate({ id });
    const error = await errorOf(owner.domains.check.mutate({ id }));
    expect(error.message).toBe(
      'Adding, checking and removing a domain asks DNS, which an account may have done 6 times a minute; it has reached that limit.',
    );
    expect(error.hint).toMatch(/^Try again in \d+ seconds\. Waymark keeps checking by itself meanwhile\.$/);
  });

  it('waits for a check of the domain that another process is running, and returns its result', async () => {
    const { owner } = await server.account();
    const { id } = await owner.domains.add.mutate({ host: 'click.twice.com' });
    await leaseOne(server.database, storedId(id), new Date());
    const asked = server.nameServer.questions('click.twice.com');
    const answer = owner.domains.check.mutate({ id });
    setTimeout(() => {
      const data = { diagnosis: 'wrong_target', leasedUntil: null };
      void server.database.domain.update({ where: { id: storedId(id) }, data }).then();
    }, 300);
    expect((await answer).diagnosis?.code).toBe('wrong_target');
    expect(server.nameServer.questions('click.twice.com')).toBe(asked);
  });
});
