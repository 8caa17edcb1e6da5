import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, startTestServer, type TestServer } from '../../../test/test-server.ts';
import { firefox } from '../events.testing.ts';

let server: TestServer;
let api: Api;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_TRUSTED_PROXIES: 'loopback' });
  api = (await server.account()).owner;
  const domainId = (await addVerifiedDomain(server, api, 'click.brand.com')).id;
  projectId = (await api.projects.create.mutate({ name: 'Newsletter' })).id;
  await api.projects.update.mutate({ id: projectId, clickDomainId: domainId, openDomainId: domainId, ipMode: 'none' });
});
afterAll(() => server.stop());

it('is recognised by the address that a proxy forwards and by an earlier HEAD, even where no address is stored', async () => {
  const html = '<body><a href="https://brand.com/shop">Shop</a></body>';
  const mail = await api.mailings.wrap.mutate({ projectId, name: 'November', html, recipient: { id: '4711' } });
  const [click, open] = [...mail.html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => new URL(link!)) as [
    URL,
    URL,
  ];
  const visit = ({ host, pathname }: URL, from: string, method = 'GET') =>
    server.ask(pathname, { method, host, headers: { 'user-agent': firefox, 'x-forwarded-for': from } });

  await visit(click, '203.0.113.7');
  await visit(click, '40.94.29.84');
  await visit(open, '40.94.29.84');
  await visit(click, '::ffff:67.231.144.9');
  await visit(click, '198.51.100.7', 'HEAD');
  await visit(click, '198.51.100.7');
  const events = async () => (await api.events.list.query({ projectId })).data;
  await expect.poll(async () => (await events()).length, { timeout: 10_000 }).toBe(5);
  expect((await events()).map(({ type, client: taken, reason }) => `${type}: ${taken}, ${reason}`).sort()).toEqual([
    'click: human, browser',
    'click: scanner, head-before-get',
    'click: scanner, scanner-network',
    'click: scanner, scanner-network',
    'open: proxy, outlook-image-proxy',
  ]);
  expect(await server.database.event.count({ where: { ip: null } })).toBe(5);
});
