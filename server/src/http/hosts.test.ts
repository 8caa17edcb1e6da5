import { connect } from 'node:net';
import { sealToken } from '@waymark/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/test-server.ts';

const trackingHost = 'click.brand.com';
let server: TestServer;
let wrappedLink: string;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  const { id: accountId } = await server.account();
  const project = await server.make.project(accountId);
  const { domain, key } = await server.make.domain(accountId, { host: trackingHost });
  const { links } = await server.make.mailing(accountId, project.id, domain.id, ['https://brand.com/shop']);
  wrappedLink = `/c/${sealToken({ kind: 'c', id: Number(links[0]?.id), keyId: 1 }, trackingHost, key)}`;
  await server.restart();
});
afterAll(() => server.stop());

describe("the operator's own host", () => {
  it.each([
    'waymark.example',
    'waymark.example:443',
    'WAYMARK.example.',
    'localhost',
    'localhost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
  ])('%s reaches the API and no wrapped link', async (host) => {
    expect((await server.ask('/trpc/projects.list', { host })).status).toBe(401);
    expect((await server.ask(wrappedLink, { host })).status).toBe(404);
  });
});

describe('an address in place of a name', () => {
  it.each(['192.0.2.7', '192.0.2.7:8080', '[2001:db8::7]:8080', '127.0.0.2'])(
    '%s reaches the health checks, since some load balancers cannot send a name, and nothing else',
    async (host) => {
      expect(await server.ask('/healthz', { host })).toMatchObject({ status: 200, text: 'ok\n' });
      expect((await server.ask('/readyz', { host })).status).toBe(200);
      for (const path of ['/trpc/projects.list', '/setup/token', '/', '/healthz/', '/metrics', wrappedLink]) {
        expect((await server.ask(path, { host })).status).toBe(404);
      }
    },
  );

  it('may be missing, as in HTTP/1.0', async () => {
    const answer = await new Promise<string>((answered, failed) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.0\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk));
      socket.on('end', () => answered(text)).on('error', failed);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nok\n$/);
  });
});

describe('any other host', () => {
  it.each([trackingHost, 'stranger.example', 'api.waymark.example', 'waymark.example.brand.com', '192.0.2.256'])(
    '%j never reaches the API, the set-up page or the health checks',
    async (host) => {
      for (const path of ['/trpc/projects.list', '/setup/token', '/healthz', '/readyz', '/']) {
        const answer = await server.ask(path, { host });
        expect(answer.status).toBe(404);
        expect(answer.text).not.toMatch(/waymark/i);
      }
      expect((await server.ask('/trpc/projects.create', { host, method: 'POST', body: '{}' })).status).toBe(405);
    },
  );

  it('opens a wrapped link when it is the tracking domain that the link was sealed for', async () => {
    const answer = await server.ask(wrappedLink, { host: trackingHost });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('https://brand.com/shop');
    expect((await server.ask(wrappedLink, { host: 'stranger.example' })).status).toBe(404);
  });
});

describe('a request with an absolute target', () => {
  it('is for the host in its target, not for the one in its Host header (RFC 9112, 3.2.2)', async () => {
    expect((await server.ask(`http://${trackingHost}/healthz`, { host: 'waymark.example' })).status).toBe(404);
    expect((await server.ask('http://waymark.example/healthz', { host: trackingHost })).status).toBe(200);
    expect((await server.ask(`http://${trackingHost}${wrappedLink}`, { host: 'waymark.example' })).status).toBe(302);
  });
});
