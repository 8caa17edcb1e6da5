import { domainStates } from '@waymark/core';
import { factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStates, type DomainListInput, positionIn } from './find-domains.ts';
import { listDomains } from './store.ts';

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let accountId: string;

/** Name, status, diagnosis, and the day of the last check in November; null: never. */
const domains = [
  ['a.brand.com', 'verified', 'ok', 3],
  ['b.brand.com', 'verified', 'proxied', 1],
  ['c.brand.com', 'not_verified', null, null],
  ['d.brand.com', 'not_verified', 'missing', 1],
  ['e.brand.com', 'pending', 'propagating', 2],
  ['f.brand.com', 'pending', null, null],
  ['g.brand.com', 'verified', 'loopback_only', 5],
] as const;

beforeAll(async () => {
  fresh = await freshDatabase();
  const make = factories(fresh.database);
  accountId = (await make.account()).id;
  for (const [host, status, diagnosis, day] of domains)
    await make.domain(accountId, { host, status, diagnosis, lastCheckAt: day && new Date(Date.UTC(2026, 10, day)) });
  await make.domain((await make.account()).id, { host: 'h.brand.com' });
});
afterAll(() => fresh.drop());

/** The first letters of all hosts of a list, read in pages of so many. */
async function letters(asked: Partial<DomainListInput>, limit = 100): Promise<string> {
  const order = asked.order ?? 'host';
  let read = '';
  for (let cursor: DomainListInput['cursor']; ; ) {
    const page = await listDomains(fresh.database, accountId, { ...asked, order, cursor, limit });
    read += page.map(({ host }) => host[0]).join('');
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return read;
    cursor = [...positionIn(order, last)] as DomainListInput['cursor'];
  }
}

describe('a list of domains', () => {
  it.each([
    ['waiting', 'cf'],
    ['not_verified', 'd'],
    ['pending', 'e'],
    ['verified', 'ag'],
    ['troubled', 'b'],
  ] as const)('can be of those that are %s', async (state, found) => {
    expect(await letters({ state })).toBe(found);
  });

  it.each([
    ['host', 'abcdefg'],
    ['oldest_check', 'cfbdeag'],
    ['newest_check', 'gaebdcf'],
  ] as const)('in the order %s has each once, however long its pages are', async (order, found) => {
    for (const limit of [1, 2, 3, 100]) expect(await letters({ order }, limit)).toBe(found);
  });

  it('finds a part of a host, in any spelling, in one state', async () => {
    expect(await letters({ search: 'B.BRAND' })).toBe('b');
    expect(await letters({ search: 'b.brand', state: 'pending' })).toBe('');
  });
});

describe('the numbers of domains', () => {
  it('are those of each state, of this account', async () => {
    const counts = await countStates(fresh.database, accountId);
    expect(domainStates.map((state) => [state, counts[state]])).toEqual([
      ['waiting', 2],
      ['not_verified', 1],
      ['pending', 1],
      ['verified', 2],
      ['troubled', 1],
    ]);
  });
});
