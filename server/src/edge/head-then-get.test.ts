import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge, type TestHost } from './edge.testing.ts';

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0';
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15';
const noon = Date.UTC(2026, 10, 26, 12);

let now = noon;
let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;

beforeAll(async () => {
  edge = await startEdge({ now: () => now });
  brand = addHost(edge.linkMap, 'click.brand.com');
  addLink(edge.linkMap, brand, 7, 3, 'https://shop.brand.com/');
});
afterAll(() => edge.stop());

interface Asked {
  readonly method: 'HEAD' | 'GET';
  readonly after?: number;
  readonly path?: 'click' | 'open';
  readonly from?: string;
  readonly userAgent?: string;
  /** What every browser says of its reader. */
  readonly language?: string;
}

let recipient = 4711;

/** For each event of these requests by one recipient, whether it came after a HEAD. */
async function eventsOf(requests: readonly Asked[]): Promise<boolean[]> {
  const before = (await edge.events()).length;
  const paths = { click: `/c/${brand.click(7, `${++recipient}`)}`, open: `/o/${brand.open(3, `${recipient}`)}.gif` };
  for (const { method, after = 0, path = 'click', from = '127.0.0.2', userAgent = chrome, language } of requests) {
    now += after * 1000;
    const headers = { 'user-agent': userAgent, ...(language && { 'accept-language': language }) };
    const { status } = await edge.ask(paths[path], { host: brand.host, method, from, headers });
    expect(status).toBe(path === 'click' ? 302 : 200);
  }
  return (await edge.events()).slice(before).map(({ afterHead }) => afterHead === true);
}

describe('a click after a HEAD for the same link', () => {
  it.each<[string, Asked[], boolean[]]>([
    ['by the same program is noted', [{ method: 'HEAD' }, { method: 'GET', after: 0.2 }], [true]],
    [
      'is noted each time',
      [{ method: 'HEAD' }, { method: 'GET', after: 1 }, { method: 'GET', after: 1 }],
      [true, true],
    ],
    [
      'by a browser behind a proxy that asks first, with its name, is a click',
      [{ method: 'HEAD' }, { method: 'GET', after: 0.2, language: 'de-DE,de;q=0.9' }],
      [false],
    ],
    [
      'is noted for the program alone where a browser follows',
      [{ method: 'HEAD' }, { method: 'GET' }, { method: 'GET', after: 20, language: 'en' }],
      [true, false],
    ],
    ['two minutes later is a click', [{ method: 'HEAD' }, { method: 'GET', after: 120 }], [false]],
    ['by a reader of the same network is a click', [{ method: 'HEAD' }, { method: 'GET', userAgent: safari }], [false]],
    ['from elsewhere is a click', [{ method: 'HEAD' }, { method: 'GET', from: '127.0.0.3' }], [false]],
    ['that came first is a click', [{ method: 'GET' }, { method: 'HEAD' }], [false]],
    ['alone leaves nothing', [{ method: 'HEAD' }], []],
    [
      'is not what an open is judged by, since image proxies may ask so',
      [
        { method: 'HEAD', path: 'open' },
        { method: 'GET', path: 'open' },
      ],
      [false],
    ],
  ])('%s', async (_, requests, expected) => {
    expect(await eventsOf(requests)).toEqual(expected);
  });

  it('of a recipient who opted out is not even remembered', async () => {
    const optOut = { kind: 'opt_out', id: `account ${recipient + 1}` } as const;
    edge.linkMap.apply([optOut]);
    expect(await eventsOf([{ method: 'HEAD' }])).toEqual([]);
    edge.linkMap.apply([{ ...optOut, of: 'opt_out', kind: 'gone' }]);
    recipient--;
    expect(await eventsOf([{ method: 'GET' }])).toEqual([false]);
  });
});
