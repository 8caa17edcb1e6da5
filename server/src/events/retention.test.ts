import { randomUUID } from 'node:crypto';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify } from './clients/classify.ts';
import { eventOf, sentMailing } from './events.testing.ts';
import { countUncounted } from './reports/counts.ts';
import { dayReport } from './reports/reports.ts';
import { enforceRetention } from './retention.ts';
import { storeEvents } from './storing/store.ts';

const now = new Date('2027-03-10T04:00:00Z');

let fresh: FreshDatabase;
let long: Awaited<ReturnType<typeof sentMailing>>;
let short: Awaited<ReturnType<typeof sentMailing>>;

const clickAt = (on: typeof long, at: string) =>
  eventOf('click', on.links[0], { at: Date.parse(at), recipientId: at.slice(0, 7) });
const store = (...events: ReturnType<typeof eventOf>[]) =>
  storeEvents(
    fresh.pool,
    events.map((event) => ({ ...event, ...classify(event) })),
  );
const months = async () =>
  (
    await fresh.database.$queryRaw<{ name: string; rows: number }[]>`
      SELECT tableoid::regclass::text AS name, count(*)::int AS rows FROM event GROUP BY 1 ORDER BY 1`
  ).map(({ name, rows }) => `${name}: ${rows}`);
const partitions = async () =>
  (
    await fresh.database.$queryRaw<{ name: string }[]>`
      SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass ORDER BY 1`
  ).map(({ name }) => name);
const days = async (of: typeof long) =>
  (await dayReport(fresh.database, of.accountId, { mailingId: of.mailingId })).map(({ day, clicks, uniqueClicks }) => [
    day,
    clicks,
    uniqueClicks,
  ]);

beforeAll(async () => {
  fresh = await freshDatabase();
  long = await sentMailing(fresh.database);
  short = await sentMailing(fresh.database);
  await fresh.database.project.update({ where: { id: short.projectId }, data: { retentionDays: 30 } });
});
afterAll(() => fresh.drop());

describe('events', () => {
  it('are stored in the partition of the month in which they happened, however late they arrive', async () => {
    await store(
      clickAt(long, '2026-01-31T23:59:59.999Z'),
      clickAt(long, '2026-02-01T00:00:00.000Z'),
      clickAt(long, '2026-03-20T12:00:00Z'),
      clickAt(short, '2026-03-20T12:00:00Z'),
      clickAt(short, '2027-02-08T00:00:00Z'),
      clickAt(short, '2027-03-09T12:00:00Z'),
    );
    await store(clickAt(long, '2026-01-01T00:00:00Z'));
    expect(await months()).toEqual([
      'event_2026_01: 2',
      'event_2026_02: 1',
      'event_2026_03: 2',
      'event_2027_02: 1',
      'event_2027_03: 1',
    ]);
  });

  it('that arrived before their month had a partition move into it', async () => {
    await fresh.database.$executeRaw`
      INSERT INTO event (id, account_id, mailing_id, type, at, client, reason)
      SELECT gen_random_uuid(), account_id, id, 'open', '2025-12-24T12:00:00Z', 'human', 'browser' FROM mailing
      WHERE id = ${BigInt(long.mailingId)}`;
    expect((await months()).at(-1)).toBe('event_other: 1');
    await fresh.database.$queryRaw`SELECT make_event_month('2025-12-31T23:59:59Z')::text`;
    expect((await months())[0]).toBe('event_2025_12: 1');
  });
});

describe('the daily job on events', () => {
  it('creates upcoming partitions', async () => {
    await enforceRetention(fresh.database, now);
    expect(await partitions()).toEqual(expect.arrayContaining(['event_2027_03', 'event_2027_04', 'event_2027_05']));
  });

  it('drops months that no project needs, and deletes the rest for each project to the day', async () => {
    expect(await partitions()).not.toContain('event_2025_12');
    expect(await partitions()).not.toContain('event_2026_01');
    // 396 days earlier is 2026-02-07, 30 days earlier 2027-02-08.
    expect(await months()).toEqual(['event_2026_03: 1', 'event_2027_02: 1', 'event_2027_03: 1']);
    expect(await fresh.database.event.count({ where: { mailingId: short.mailingId } })).toBe(2);
  });

  it('keeps the counts of days whose events are deleted, even when the mailing is counted again', async () => {
    const before = [
      ['2026-03-20', 1, 1],
      ['2027-02-08', 1, 1],
      ['2027-03-09', 1, 0],
    ];
    const expected = before.map(([day, clicks]) => [day, clicks, 1]);
    expect(await days(short)).toEqual(expected);
    await store(clickAt(short, '2027-03-09T13:00:00Z'));
    await countUncounted(fresh.database);
    expect(await days(short)).toEqual([...expected.slice(0, 2), ['2027-03-09', 2, 1]]);
    expect((await days(long)).map(([day]) => day)).toEqual([
      '2025-12-24',
      '2026-01-01',
      '2026-01-31',
      '2026-02-01',
      '2026-03-20',
    ]);
  });

  it('keeps those counts even when the retention time is extended afterwards', async () => {
    await fresh.database.project.update({ where: { id: short.projectId }, data: { retentionDays: 396 } });
    await enforceRetention(fresh.database, now);
    await store(clickAt(short, '2027-03-09T14:00:00Z'));
    expect((await days(short)).map(([day]) => day)).toEqual(['2026-03-20', '2027-02-08', '2027-03-09']);
  });

  it('deletes the signing keys of a removed domain when no events can exist for it', async () => {
    const { accountId } = short;
    const key = (keyId: number, days: number) => ({
      ...{ domainId: randomUUID(), accountId, keyId, secret: new Uint8Array(32) },
      removedAt: new Date(now.getTime() - days * 86_400_000),
    });
    await fresh.database.formerKey.createMany({ data: [key(1, 396), key(2, 398)] });
    await enforceRetention(fresh.database, now);
    const left = await fresh.database.formerKey.findMany({ where: { accountId } });
    expect(left.map(({ keyId }) => keyId)).toEqual([1]);
  });

  it('changes nothing when it runs again', async () => {
    const before = [await months(), await days(short), await days(long)];
    await enforceRetention(fresh.database, now);
    expect([await months(), await days(short), await days(long)]).toEqual(before);
  });
});

describe('events without foreign keys', () => {
  it('are deleted with their link, their mailing and their account', async () => {
    const make = factories(fresh.database);
    const sent = await sentMailing(fresh.database);
    const { mailing, links } = await make.mailing(sent.accountId, sent.projectId, sent.domainId, [
      'https://c.example/',
    ]);
    const at = Date.parse('2027-03-10T01:00:00Z');
    await store(
      eventOf('click', sent.links[0], { at }),
      eventOf('click', sent.links[1], { at }),
      eventOf('click', Number(links[0]!.id), { at }),
    );
    const ofAccount = () => fresh.database.event.count({ where: { accountId: sent.accountId } });
    await fresh.database.link.delete({ where: { id: sent.links[0] } });
    expect(await ofAccount()).toBe(2);
    await fresh.database.mailing.delete({ where: { id: mailing.id } });
    expect(await ofAccount()).toBe(1);
    await fresh.database.account.delete({ where: { id: sent.accountId } });
    expect(await ofAccount()).toBe(0);
    expect(await fresh.database.uncountedMailing.count({ where: { mailingId: sent.mailingId } })).toBe(0);
  });
});
