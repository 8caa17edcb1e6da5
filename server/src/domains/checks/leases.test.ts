import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dueAfterClockChange, leaseDue, leaseOne, releaseLeases } from './leases.ts';

const now = new Date('2026-11-23T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let fresh: FreshDatabase;
let database: Database;
let accountId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
});
beforeEach(async () => {
  await database.account.deleteMany();
  accountId = (await factories(database).account()).id;
});
afterAll(() => fresh.drop());

async function domainsDueAt(...times: Date[]): Promise<string[]> {
  const ids = [];
  for (const nextCheckAt of times) {
    ids.push((await factories(database).domain(accountId, { nextCheckAt })).domain.id);
  }
  return ids;
}

describe('a domain', () => {
  it('is due as soon as it is stored', async () => {
    const domain = await database.domain.create({
      data: { accountId, host: 'click.new.com', cnameTarget: 'new.cname.waymark.example' },
    });
    expect((await leaseDue(database, new Date(), 10)).map(({ id }) => id)).toEqual([domain.id]);
  });

  it('is leased when it is due, not before, with everything that a check needs', async () => {
    const [due] = await domainsDueAt(later(0), later(1));
    const leased = await leaseDue(database, now, 10);
    expect(leased.map(({ id }) => id)).toEqual([due]);
    const { nextCheckAt, dnsZone, nameServers, createdAt, verifiedAt, lastCheckAt, ...needed } =
      await database.domain.findUniqueOrThrow({ where: { id: due! } });
    expect(leased[0]).toEqual(needed);
  });

  it('is leased to one process at a time, and again when its holder has been silent for two minutes', async () => {
    const [id] = await domainsDueAt(now);
    expect(await leaseDue(database, now, 10)).toHaveLength(1);
    expect(await leaseDue(database, later(1.9), 10)).toEqual([]);
    expect(await leaseOne(database, id!, later(1.9))).toBeUndefined();
    expect(await leaseDue(database, later(2), 10)).toHaveLength(1);
  });

  it('is due at once, and free, when the clock was set back a day since its last check', async () => {
    const tomorrow = later(24 * 60);
    const [checked, leased, waiting] = await domainsDueAt(later(48 * 60), later(24 * 60), later(1));
    await database.domain.update({ where: { id: checked! }, data: { lastCheckAt: tomorrow } });
    const leasedUntil = later(24 * 60 + 2);
    await database.domain.update({ where: { id: leased! }, data: { lastCheckAt: tomorrow, leasedUntil } });
    await dueAfterClockChange(database, now);
    expect((await leaseDue(database, now, 10)).map(({ id }) => id).sort()).toEqual([checked!, leased!].sort());
    expect(await leaseOne(database, leased!, later(1))).toBeUndefined();
    expect(await leaseOne(database, waiting!, now)).toMatchObject({ id: waiting });
  });

  it('can be leased before it is due, for an immediate check', async () => {
    const [id] = await domainsDueAt(later(60));
    expect(await leaseOne(database, id!, now)).toMatchObject({ id, accountId });
    expect(await leaseOne(database, id!, now)).toBeUndefined();
  });

  it('is free once released, unless another process has leased it meanwhile', async () => {
    await domainsDueAt(now);
    const first = await leaseDue(database, now, 10);
    await releaseLeases(database, first);
    const second = await leaseDue(database, now, 10);
    expect(second).toHaveLength(1);
    const third = await leaseDue(database, later(2), 10);
    await releaseLeases(database, second);
    expect(third).toHaveLength(1);
    expect(await leaseDue(database, later(3), 10)).toEqual([]);
  });
});

describe('many due domains', () => {
  it('are leased in the order in which they fell due', async () => {
    const [young, old, middle] = await domainsDueAt(later(-1), later(-3), later(-2));
    expect((await leaseDue(database, now, 2)).map(({ id }) => id).sort()).toEqual([old, middle].sort());
    expect((await leaseDue(database, now, 2)).map(({ id }) => id)).toEqual([young]);
  });

  it('are each leased exactly once when eight workers ask at the same moment', async () => {
    const ids = await domainsDueAt(...Array.from({ length: 60 }, () => now));
    const shares = await Promise.all(Array.from({ length: 8 }, () => leaseDue(database, now, 7)));
    const rest = await leaseDue(database, now, 60);
    const leased = [...shares.flat(), ...rest].map(({ id }) => id);
    expect(leased.sort()).toEqual(ids.sort());
    expect(shares.filter((share) => share.length > 7)).toEqual([]);
  });
});
