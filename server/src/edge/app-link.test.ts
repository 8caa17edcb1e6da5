import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge, type TestHost } from './edge.testing.ts';

const url = 'https://shop.brand.com/caf%C3%A9?a=1&b=%22#top';

let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;
let countBefore = 0;

beforeAll(async () => {
  edge = await startEdge();
  brand = addHost(edge.linkMap, 'click.brand.com');
  addLink(edge.linkMap, brand, 7, 3, url);
  addLink(edge.linkMap, brand, 8, 3, 'https://shop.brand.com/p/<1>');
  addLink(edge.linkMap, addHost(edge.linkMap, 'go.other.example'), 9, 4, 'https://other.example/');
});
afterAll(() => edge.stop());
beforeEach(async () => {
  countBefore = (await edge.events()).length;
});

const newEvents = async () => (await edge.events()).slice(countBefore);
const ask = (path: string, accept?: string, method = 'GET') =>
  edge.ask(path, { host: brand.host, method, headers: accept === undefined ? {} : { accept } });

describe('an app link', () => {
  it.each([
    undefined,
    '',
    '*/*',
    'text/html',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'image/avif,image/webp,image/png,*/*;q=0.8',
    'text/html, application/json',
    'application/json;q=0.9, text/html',
    'application/json;q=0.5, */*',
    'application/json;q=0',
    'application/json;q=0, */*',
    'application/jsonp',
    'application/vnd.brand+json',
    'application/*;q=0.1, */*;q=0.2',
    'text/plain',
    ',;q=;/,,"',
    'application/json;q=NaN, text/html',
  ])('is a redirect for who accepts %j', async (accept) => {
    const { status, headers, body } = await ask(`/a/${brand.app(7, '42')}`, accept);
    expect([status, headers.location, body.length]).toEqual([302, url, 0]);
    expect(headers).toMatchObject({ vary: 'Accept', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it.each([
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/json, text/plain, */*',
    'application/json, text/html;q=0.9',
    'text/html;q=0.2, application/json;q=0.3',
    'text/html;q=0, application/json;q=0.001',
    'application/*',
  ])('is its destination as JSON for who accepts %j', async (accept) => {
    const { status, headers, body } = await ask(`/a/${brand.app(7, '42')}`, accept);
    expect([status, JSON.parse(body.toString())]).toEqual([200, { url }]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(body.length),
      vary: 'Accept',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('location');
  });

  it('has its slots filled from the query', async () => {
    const { body } = await ask(`/a/${brand.app(8)}?1=caf%C3%A9%20"/`, 'application/json');
    expect(JSON.parse(body.toString())).toEqual({ url: 'https://shop.brand.com/p/caf%C3%A9%20%22%2F' });
  });

  it.each([
    ['text/html', undefined],
    ['*/*', undefined],
    ['application/json', true],
    ['application/json, text/plain, */*', true],
  ])('is one click of its recipient for who accepts %j, of an app: %s', async (accept, app) => {
    await ask(`/a/${brand.app(7, '42')}`, accept);
    const [event, ...others] = await newEvents();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: 'click', subject: 7, recipientId: '42' });
    expect(event?.app).toBe(app);
  });

  it.each([
    ['text/html', 302],
    ['application/json', 200],
  ])('answers HEAD of who accepts %j in the same way, without a body, and counts nothing', async (accept, expected) => {
    const path = `/a/${brand.app(7, '42')}`;
    const got = await ask(path, accept);
    countBefore = (await edge.events()).length;
    const { status, headers, body } = await ask(path, accept, 'HEAD');
    expect([status, body.length]).toEqual([expected, 0]);
    expect({ ...headers, date: '' }).toEqual({ ...got.headers, date: '' });
    expect(await newEvents()).toEqual([]);
  });

  it('is not valid under /c, nor is any other token under /a', async () => {
    for (const path of [
      `/c/${brand.app(7)}`,
      `/o/${brand.app(3)}.gif`,
      `/a/${brand.click(7)}`,
      `/a/${brand.open(3)}`,
      `/a/${brand.app(9)}`,
      `/a/${brand.app(999)}`,
      `/a/${brand.app(7)}A`,
      '/a/',
      '/a',
      `/A/${brand.app(7)}`,
    ]) {
      const { status, headers, body } = await ask(path, 'application/json');
      expect([path, status, headers.location]).toEqual([path, 404, undefined]);
      expect(body.toString()).not.toContain('shop.brand.com');
    }
    expect(await newEvents()).toEqual([]);
  });
});
