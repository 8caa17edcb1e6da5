import type { DomainStatus } from '@waymark/prisma';
import { factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChecks, pruneChecks } from './history.ts';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const now = new Date('2026-11-23T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function domainWith(checks: readonly (readonly [days: number, code: string])[]) {
  const make = factories(fresh.database);
  const { id: accountId } = await make.account();
  const { domain } = await make.domain(accountId);
  await fresh.database.domainCheck.createMany({
    data: checks.map(([days, code]) => ({
      domainId: domain.id,
      accountId,
      at: daysAgo(days),
      status: (code === 'ok' ? 'verified' : 'not_verified') as DomainStatus,
      code,
      details: {},
      transient: false,
      observation: {},
    })),
  });
  return domain.id;
}

async function historyOf(domainId: string) {
  const checks = await listChecks(fresh.database, domainId, { limit: 200 });
  return checks.map(({ at, code }) => [Math.round((now.getTime() - at.getTime()) / 86_400_000), code]);
}

const placeOf = (page: Awaited<ReturnType<typeof listChecks>>) => {
  const { at, id } = page.at(-1)!;
  return [at.toISOString(), id] as const;
};

describe('the history of a domain', () => {
  it('is read newest first, page by page, while new checks arrive', async () => {
    const id = await domainWith([1, 2, 3, 4, 5, 5, 6].map((days) => [days, 'ok'] as const));
    const first = await listChecks(fresh.database, id, { limit: 3 });
    const { accountId } = await fresh.database.domain.findUniqueOrThrow({ where: { id } });
    const [again] = first;
    await fresh.database.domainCheck.create({
      data: { ...again!, id: undefined, accountId, at: now, details: {}, observation: {} },
    });
    const second = await listChecks(fresh.database, id, { limit: 3, cursor: placeOf(first) });
    const third = await listChecks(fresh.database, id, { limit: 3, cursor: placeOf(second) });
    expect(third).toHaveLength(1);
    const read = [first, second, third].flat();
    expect(new Set(read.map((check) => check.id)).size).toBe(7);
    expect(read.map(({ at }) => at.getTime())).toEqual([1, 2, 3, 4, 5, 5, 6].map((days) => daysAgo(days).getTime()));
  });
});

describe('pruning', () => {
  it('keeps everything for 30 days, then each change for a year, then only the newest check', async () => {
    const id = await domainWith([
      [500, 'missing'],
      [400, 'ok'],
      [300, 'ok'],
      [200, 'missing'],
      [199, 'missing'],
      [198, 'wrong_target'],
      [100, 'ok'],
      [99, 'ok'],
      [31, 'ok'],
      [29, 'ok'],
      [1, 'ok'],
    ]);
    await pruneChecks(fresh.database, now);
    expect(await historyOf(id)).toEqual([
      [1, 'ok'],
      [29, 'ok'],
      [100, 'ok'],
      [198, 'wrong_target'],
      [200, 'missing'],
    ]);
  });

  it('keeps the last check of a domain that has not been checked for years', async () => {
    const id = await domainWith([
      [900, 'ok'],
      [800, 'missing'],
      [700, 'missing'],
    ]);
    await pruneChecks(fresh.database, now);
    expect(await historyOf(id)).toEqual([[700, 'missing']]);
  });

  it('treats each domain separately, returns how many it deleted, and finds nothing on a second run', async () => {
    await pruneChecks(fresh.database, now);
    const one = await domainWith([
      [60, 'ok'],
      [50, 'ok'],
      [1, 'ok'],
    ]);
    const other = await domainWith([
      [55, 'ok'],
      [45, 'missing'],
      [1, 'missing'],
    ]);
    expect(await pruneChecks(fresh.database, now)).toBe(1);
    expect(await pruneChecks(fresh.database, now)).toBe(0);
    expect(await historyOf(one)).toHaveLength(2);
    expect(await historyOf(other)).toHaveLength(3);
  });
});
