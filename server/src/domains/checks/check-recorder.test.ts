import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpCheck } from './check.testing.ts';
import { type CheckRecorder, createCheckRecorder } from './check-recorder.ts';
import { type LeasedDomain, leaseOne } from './leases.ts';

const now = new Date('2026-11-23T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let fresh: FreshDatabase;
let database: Database;
let recorder: CheckRecorder;
let accountId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
  recorder = createCheckRecorder(database);
  accountId = (await factories(database).account()).id;
});
afterAll(() => fresh.drop());

const newDomain = async (data = {}) =>
  (await factories(database).domain(accountId, { certificate: 'issue', ...data })).domain.id;

async function leased(id: string, at: Date): Promise<LeasedDomain> {
  const domain = await leaseOne(database, id, at);
  if (!domain) throw new Error('The domain is leased already.');
  return domain;
}

const check = async (id: string, code: Parameters<typeof madeUpCheck>[1], at: Date) =>
  recorder.record(madeUpCheck(await leased(id, at), code, at));
const alertsOf = async (domainId: string) =>
  (await database.alert.findMany({ where: { domainId }, orderBy: { at: 'asc' } })).map(({ type, code, at }) => [
    type,
    code,
    at,
  ]);

describe('a recorded check', () => {
  it('updates the domain, is added to the history and releases the lease', async () => {
    const id = await newDomain({ status: 'not_verified', verifiedAt: null, failedChecks: 2, unfinishedSince: now });
    expect(await check(id, 'ok', later(5))).toBe(true);
    expect(await database.domain.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'verified',
      diagnosis: 'ok',
      certificate: 'issue',
      failedChecks: 0,
      failedSince: null,
      unfinishedSince: null,
      verifiedAt: later(5),
      lastCheckAt: later(5),
      leasedUntil: null,
    });
    const history = await database.domainCheck.findMany({ where: { domainId: id } });
    expect(history).toMatchObject([{ accountId, at: later(5), status: 'verified', code: 'ok', transient: false }]);
  });

  it('is discarded when the lease was lost meanwhile, so that two checks never yield two results', async () => {
    const id = await newDomain();
    const slow = madeUpCheck(await leased(id, now), 'missing', later(3));
    expect(await check(id, 'ok', later(2))).toBe(true);
    expect(await recorder.record(slow)).toBe(false);
    const other = await leased(id, later(4));
    expect(await recorder.record(slow)).toBe(false);
    expect(await database.domainCheck.count({ where: { domainId: id } })).toBe(1);
    expect(await recorder.record(madeUpCheck(other, 'ok', later(4)))).toBe(true);
  });

  it('is discarded when the domain was removed meanwhile', async () => {
    const id = await newDomain();
    const late = madeUpCheck(await leased(id, now), 'ok', now);
    await database.domain.delete({ where: { id } });
    expect(await recorder.record(late)).toBe(false);
  });

  it('may contain what a hostile DNS server sent', async () => {
    const id = await newDomain();
    const said = { found: 'a\0b\ud800c\u{1f600}\\u0000' };
    const hostile = madeUpCheck(await leased(id, now), 'missing', now, 0, said);
    expect(await recorder.record(hostile)).toBe(true);
    const { details } = await database.domainCheck.findFirstOrThrow({ where: { domainId: id } });
    expect(details).toEqual({ found: 'a\ufffdb\ufffdc\u{1f600}\\u0000' });
  });

  it('that the database rejects does not affect the others in its batch', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => newDomain()));
    const checks = await Promise.all(ids.map(async (id) => madeUpCheck(await leased(id, now), 'ok', now)));
    const next = { ...checks[2]!.next, unfinished: 2 ** 40 };
    const results = await Promise.allSettled(
      checks.map((one, index) => recorder.record(index === 2 ? { ...one, next } : one)),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });
});

describe('an alert', () => {
  it('is stored once when a domain breaks and once when it recovers', async () => {
    const id = await newDomain();
    for (const [code, minutes] of [
      ['ok', 0],
      ['missing', 10],
      ['timeout', 15],
      ['missing', 20],
      ['missing', 30],
      ['missing', 40],
      ['ok', 50],
      ['ok', 60],
    ] as const) {
      await check(id, code, later(minutes));
    }
    expect(await alertsOf(id)).toEqual([
      ['domain_broken', 'missing', later(20)],
      ['domain_recovered', 'ok', later(50)],
    ]);
  });

  it('is not created for a domain that is verified for the first time', async () => {
    const id = await newDomain({ status: 'not_verified', certificate: 'refuse' });
    await check(id, 'missing', now);
    await check(id, 'ok', later(1));
    expect(await alertsOf(id)).toEqual([]);
  });

  it('is raised before recipients notice that no new certificate can be issued', async () => {
    const id = await newDomain();
    await check(id, 'caa_forbids', now);
    await check(id, 'caa_forbids', later(60));
    await check(id, 'ok', later(120));
    expect(await alertsOf(id)).toEqual([
      ['domain_broken', 'caa_forbids', now],
      ['domain_recovered', 'ok', later(120)],
    ]);
  });
});
