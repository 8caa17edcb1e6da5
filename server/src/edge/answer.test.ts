import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addHost, addLink, startEdge, type TestHost } from './edge.testing.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;
let brand: TestHost;
let other: TestHost;
let countBefore = 0;

beforeAll(async () => {
  edge = await startEdge();
  brand = addHost(edge.linkMap, 'click.brand.com');
  other = addHost(edge.linkMap, 'go.other.example');
  addLink(edge.linkMap, brand, 7, 3, 'https://shop.brand.com/sale?a=1#top');
  addLink(edge.linkMap, other, 8, 4, 'https://other.example/');
});
afterAll(() => edge.stop());
beforeEach(async () => {
  countBefore = (await edge.events()).length;
});

const newEvents = async () => (await edge.events()).slice(countBefore);

/** Sends raw bytes and returns everything the server sends until it closes the connection. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(edge.port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part)).write(bytes);
  await once(socket, 'close');
  return Buffer.concat(parts).toString('latin1');
}

describe('a wrapped link', () => {
  it('redirects to its destination, is not cached, and sends no referrer', async () => {
    const { status, headers, body } = await edge.ask(`/c/${brand.click(7, '42')}`, { host: brand.host });
    expect(status).toBe(302);
    expect(headers).toMatchObject({
      location: 'https://shop.brand.com/sale?a=1#top',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(body).toHaveLength(0);
  });

  it('is stored as one click with what the privacy mode allows', async () => {
    await edge.ask(`/c/${brand.click(7, '42')}`, { host: brand.host, headers: { 'user-agent': 'Firefox' } });
    const event = { type: 'click', subject: 7, recipientId: '42', ip: '127.0.0.0', userAgent: 'Firefox' };
    expect(await newEvents()).toEqual([expect.objectContaining(event)]);
  });

  it.each([
    'https://a.example/100%',
    'https://a.example/{}`|^"<>',
    'https://a.example/%zz?%',
    'http://a.example/?q=a+b&q=a%20b&&=',
    'https://xn--bcher-kva.example/%E2%82%AC#%',
    'https://a.example/?next=https://b.example/%0d%0aX:1',
  ])('sends %s byte for byte', async (url) => {
    addLink(edge.linkMap, brand, 9, 3, url);
    const { headers } = await edge.ask(`/c/${brand.click(9)}`, { host: brand.host });
    expect(headers.location).toBe(url);
  });

  it('leads to the new destination after a correction', async () => {
    addLink(edge.linkMap, brand, 10, 3, 'https://wrong.example/');
    edge.linkMap.apply([{ kind: 'link', id: 10, mailingId: 3, url: 'https://right.example/' }]);
    const { headers } = await edge.ask(`/c/${brand.click(10)}`, { host: brand.host });
    expect(headers.location).toBe('https://right.example/');
  });

  it.each(['?', '?u=https://evil.example', '?Location=//evil.example&r=1', '#//evil.example', '?a#b'])(
    'leads to the same place with %s after it',
    async (suffix) => {
      const { status, headers } = await edge.ask(`/c/${brand.click(7)}${suffix}`, { host: brand.host });
      expect([status, headers.location]).toEqual([302, 'https://shop.brand.com/sale?a=1#top']);
    },
  );

  const added = [
    '.',
    ',',
    ')',
    ']',
    "'",
    '%3E',
    '/',
    ';',
    '&utm_source=x',
    '&1=x?a=b',
    '%E3%80%82',
    '%20',
    '!',
    '*',
    '%E2%80%A6',
    '=',
    '%41',
    ';x',
    '/../',
  ];
  it.each(added)('is genuine with %s behind its token, as programs and hands leave it', async (suffix) => {
    const written = Buffer.from(suffix).toString('latin1');
    for (const path of [`/c/${brand.click(7, '42')}`, `/a/${brand.app(7, '42')}`, `/o/${brand.open(3, '42')}.gif`]) {
      const { status, headers } = await edge.ask(path + written, { host: brand.host });
      const isOpen = path.startsWith('/o/');
      expect([status, headers.location]).toEqual([
        isOpen ? 200 : 302,
        isOpen ? undefined : 'https://shop.brand.com/sale?a=1#top',
      ]);
    }
    const events = await newEvents();
    expect(events.map(({ type, recipientId }) => `${type} ${recipientId}`)).toEqual([
      'click 42',
      'click 42',
      'open 42',
    ]);
  });

  it.each(['a', '-', '_', 'gif'])(
    'is not genuine with %s behind its token, which could belong to it',
    async (suffix) => {
      expect((await edge.ask(`/c/${brand.click(7)}${suffix}`, { host: brand.host })).status).toBe(404);
      expect((await edge.ask(`/o/${brand.open(3)}${suffix}.gif`, { host: brand.host })).status).toBe(404);
    },
  );

  it.each(['.', ')', '%3E', '/'])('is not genuine when cut or altered, whatever follows: %s', async (suffix) => {
    const token = brand.click(7);
    const altered = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const wrong of [token.slice(0, -1), altered, other.click(8)]) {
      expect((await edge.ask(`/c/${wrong}${suffix}`, { host: brand.host })).status).toBe(404);
    }
  });

  it.each(['CLICK.brand.COM', 'click.brand.com:8080', 'click.brand.com.', 'Click.Brand.Com.:443'])(
    'answers when the host is written %s',
    async (host) => expect((await edge.ask(`/c/${brand.click(7)}`, { host })).status).toBe(302),
  );

  it('answers a request with an absolute target, whatever Host says', async () => {
    const target = `http://click.brand.com:80/c/${brand.click(7)}`;
    const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: go.other.example\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 302 /);
  });

  it('answers HEAD the same way and counts nothing', async () => {
    const { status, headers } = await edge.ask(`/c/${brand.click(7)}`, { host: brand.host, method: 'HEAD' });
    expect([status, headers.location]).toEqual([302, 'https://shop.brand.com/sale?a=1#top']);
    expect(await newEvents()).toEqual([]);
  });
});

describe('the pixel', () => {
  it('is a transparent image of 43 bytes that is not cached', async () => {
    const { status, headers, body } = await edge.ask(`/o/${brand.open(3)}.gif`, { host: brand.host });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'image/gif', 'content-length': '43', 'cache-control': 'no-store' });
    expect(body.toString('latin1', 0, 6)).toBe('GIF89a');
    expect(body).toHaveLength(43);
  });

  it('is stored as one open', async () => {
    await edge.ask(`/o/${brand.open(3, 'reader-1')}.gif`, { host: brand.host });
    expect(await newEvents()).toEqual([expect.objectContaining({ type: 'open', subject: 3, recipientId: 'reader-1' })]);
  });

  it('answers HEAD the same way and counts nothing', async () => {
    const { status, headers, body } = await edge.ask(`/o/${brand.open(3)}.gif`, { host: brand.host, method: 'HEAD' });
    expect([status, headers['content-length'], body.length]).toEqual([200, '43', 0]);
    expect(await newEvents()).toEqual([]);
  });
});

describe('anything else', () => {
  const notFound = async (path: string, host: string) => {
    const { status, headers, body } = await edge.ask(path, { host });
    expect(status).toBe(404);
    expect(headers.location).toBeUndefined();
    expect(body.toString()).not.toMatch(/href|src=|waymark/i);
    expect(await newEvents()).toEqual([]);
    return headers;
  };

  it('is answered with a small page that can run nothing and is not cached', async () => {
    expect(await notFound('/', 'click.brand.com')).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it('includes a token with any single character altered', async () => {
    const token = brand.click(7, '42');
    for (let index = 0; index < token.length; index++) {
      const altered = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      await notFound(`/c/${altered}`, brand.host);
    }
  });

  it('includes a token of another host, of an unknown host, and of another kind', async () => {
    await notFound(`/c/${brand.click(7)}`, other.host);
    await notFound(`/c/${brand.click(7)}`, 'stranger.example');
    await notFound(`/c/${brand.open(3)}`, brand.host);
    await notFound(`/o/${brand.click(7)}.gif`, brand.host);
  });

  it("includes another domain's link or mailing under a token that is genuine for this host", async () => {
    await notFound(`/c/${brand.click(8)}`, brand.host);
    await notFound(`/o/${brand.open(4)}.gif`, brand.host);
  });

  it('includes a genuine token whose link never existed', async () => {
    await notFound(`/c/${brand.click(999)}`, brand.host);
    await notFound(`/o/${brand.open(999)}.gif`, brand.host);
  });

  it('includes every path that is not listed', async () => {
    const token = brand.click(7);
    for (const path of [
      `//c/${token}`,
      `/C/${token}`,
      `/c`,
      '/o/',
      '/o/.gif',
      '/trpc/x',
      '/healthz',
      `/o/${brand.open(3)}`,
    ])
      await notFound(path, brand.host);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])(
    'that is asked with %s is told which methods there are',
    async (method) => {
      const { status, headers } = await edge.ask(`/c/${brand.click(7)}`, { host: brand.host, method });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
      expect(await newEvents()).toEqual([]);
    },
  );

  it('tells search engines to stay away and has no icon', async () => {
    const robots = await edge.ask('/robots.txt', { host: brand.host });
    expect([robots.status, robots.body.toString()]).toEqual([200, 'User-agent: *\nDisallow: /\n']);
    expect((await edge.ask('/favicon.ico', { host: brand.host })).status).toBe(204);
  });
});

describe('cookies', () => {
  it('are never set, even if the request has some', async () => {
    const paths = [`/c/${brand.click(7)}`, `/o/${brand.open(3)}.gif`, '/', '/robots.txt', '/favicon.ico'];
    for (const path of paths) {
      const { headers } = await edge.ask(path, { host: brand.host, headers: { cookie: 'session=secret' } });
      expect(headers['set-cookie']).toBeUndefined();
    }
    expect(JSON.stringify(await newEvents())).not.toContain('secret');
  });
});
