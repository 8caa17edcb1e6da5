import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHost, mailingEntities, startEdge, type TestHost } from './edge.testing.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;

beforeAll(async () => {
  edge = await startEdge({ networkOf: (address) => (address === '127.0.0.9' ? 'gateway' : undefined) });
  brand = addHost(edge.linkMap, 'click.brand.com');
  edge.linkMap.apply([
    ...mailingEntities(3, brand.domainId, { accountId: 'brand' }),
    { kind: 'link', id: 7, mailingId: 3, url: 'https://shop.brand.com/' },
  ]);
});
afterAll(() => edge.stop());

/** The recipients of the events that clicks and opens of these recipients produce. */
async function eventsOf(...recipients: (string | undefined)[]): Promise<(string | undefined)[]> {
  const before = (await edge.events()).length;
  for (const recipient of recipients) {
    const click = await edge.ask(`/c/${brand.click(7, recipient)}`, brand);
    expect([click.status, click.headers.location]).toEqual([302, 'https://shop.brand.com/']);
    expect((await edge.ask(`/o/${brand.open(3, recipient)}.gif`, brand)).status).toBe(200);
  }
  return (await edge.events()).slice(before).map((event) => event.recipientId);
}

describe('a recipient who opted out', () => {
  it('is redirected and shown the pixel as before, and nothing is stored about it until they opt in again', async () => {
    expect(await eventsOf('4711')).toEqual(['4711', '4711']);
    edge.linkMap.apply([{ kind: 'opt_out', id: 'brand 4711' }]);
    expect(await eventsOf('4711', '4712', undefined)).toEqual(['4712', '4712', undefined, undefined]);
    edge.linkMap.apply([{ kind: 'gone', of: 'opt_out', id: 'brand 4711' }]);
    expect(await eventsOf('4711')).toEqual(['4711', '4711']);
  });

  it('of one account is a different recipient in another account', async () => {
    edge.linkMap.apply([{ kind: 'opt_out', id: 'other 4711' }]);
    expect(await eventsOf('4711')).toEqual(['4711', '4711']);
  });

  it('is also recognised by the id that a sending system filled in', async () => {
    edge.linkMap.apply([{ kind: 'opt_out', id: 'brand 4713' }]);
    const before = (await edge.events()).length;
    expect((await edge.ask(`/c/${brand.click(7)}?r=4713`, brand)).status).toBe(302);
    expect(await edge.events()).toHaveLength(before);
  });
});

describe('the network of a gateway', () => {
  it('is recorded before the address is truncated or dropped; other networks are not recorded', async () => {
    edge.linkMap.apply(mailingEntities(3, brand.domainId, { accountId: 'brand', ipMode: 'none' }));
    const before = (await edge.events()).length;
    for (const from of ['127.0.0.9', '127.0.0.2']) {
      await edge.ask(`/c/${brand.click(7)}`, { ...brand, from });
      await edge.ask(`/o/${brand.open(3)}.gif`, { ...brand, from });
    }
    const seen = (await edge.events()).slice(before).map(({ type, ip, network }) => [type, ip, network]);
    expect(seen).toEqual([
      ['click', undefined, 'gateway'],
      ['open', undefined, 'gateway'],
      ['click', undefined, undefined],
      ['open', undefined, undefined],
    ]);
  });
});

describe("the project's referrer policy", () => {
  it('is sent with the redirect, and changes take effect at once', async () => {
    const policy = async () => (await edge.ask(`/c/${brand.click(7)}`, brand)).headers['referrer-policy'];
    expect(await policy()).toBe('no-referrer');
    edge.linkMap.apply(
      mailingEntities(3, brand.domainId, { accountId: 'brand', referrerPolicy: 'strict-origin-when-cross-origin' }),
    );
    expect(await policy()).toBe('strict-origin-when-cross-origin');
  });
});
