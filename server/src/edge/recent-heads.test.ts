import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecentHeads } from './recent-heads.ts';

const link = { host: 'click.brand.com', token: 'AQEBtoken', query: '' };
const gateway: { address: string; userAgent: string | undefined } = {
  address: '192.0.2.7',
  userAgent: 'Mozilla/5.0 Firefox/140.0',
};
const noon = Date.UTC(2026, 10, 26, 12);

afterEach(() => void vi.useRealTimers());

describe('a GET after a HEAD', () => {
  it.each<[string, Partial<typeof link & typeof gateway>, number, boolean]>([
    ['at once', {}, 0, true],
    ['after a minute', {}, 60, true],
    ['later', {}, 60.001, false],
    ['for another link', { token: 'AQEBother' }, 1, false],
    ['with other values for the slots', { query: '1=x' }, 1, false],
    ['on another host', { host: 'click.brand.net' }, 1, false],
    ['from another address, as of the person who reads the mail', { address: '192.0.2.8' }, 1, false],
    ['by another program, as of the person behind the same gateway', { userAgent: 'Mozilla/5.0 Chrome' }, 1, false],
    ['by a program that does not say what it is', { userAgent: undefined }, 1, false],
  ])('%s', (_, change, seconds, expected) => {
    const heads = new RecentHeads();
    heads.add(link, gateway, noon);
    expect(heads.has({ ...link, ...change }, { ...gateway, ...change }, noon + seconds * 1000)).toBe(expected);
  });

  it('is recognised for a minute after the last HEAD', () => {
    const heads = new RecentHeads();
    heads.add(link, gateway, noon);
    heads.add(link, gateway, noon + 50_000);
    expect(heads.has(link, gateway, noon + 100_000)).toBe(true);
  });

  it('leaves nothing in memory after that minute, even without further requests', () => {
    vi.useFakeTimers({ now: noon });
    const heads = new RecentHeads();
    heads.add(link, gateway, noon);
    vi.advanceTimersByTime(40_000);
    heads.add({ ...link, token: 'AQEBother' }, gateway, noon + 40_000);
    expect(heads.size).toBe(2);
    vi.advanceTimersByTime(21_000);
    expect(heads.size).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(heads.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is forgotten in favour of newer ones when there are 10,000', () => {
    const heads = new RecentHeads();
    for (let n = 0; n <= 10_000; n++) heads.add({ ...link, token: String(n) }, gateway, noon);
    const known = (n: number) => heads.has({ ...link, token: String(n) }, gateway, noon);
    expect([0, 1, 10_000].map(known)).toEqual([false, true, true]);
  });
});
