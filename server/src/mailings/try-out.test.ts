import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';

const host = 'click.brand.localhost';
let server: TestServer;
let owner: Api;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = (await server.account()).owner;
  const domain = await owner.domains.add.mutate({ host });
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id, openDomainId: domain.id });
});
afterAll(() => server.stop());

describe('a mail wrapped while Waymark is tried out on one machine', () => {
  it('has links with the port of the server, which may lead to this machine', async () => {
    const html = '<a href="http://localhost:3000/shop">Shop</a>';
    const { html: wrapped } = await owner.mailings.wrap.mutate({ projectId, name: 'Try-out', html });
    const link = new URL(/href="([^"]+)"/.exec(wrapped)?.[1] ?? '');
    expect(link.origin).toBe(`http://${host}:${server.port}`);
    const answer = await server.ask(link.pathname, { host: link.host });
    expect(answer).toMatchObject({ status: 302, headers: { location: 'http://localhost:3000/shop' } });
  });

  it('is tried in a browser of this machine, since no phone reaches the server', async () => {
    const urls = ['http://localhost:3000/shop'];
    const trial = await owner.phoneTrials.start.mutate({ projectId, urls });
    expect(trial).toMatchObject({
      qrCode: null,
      unreachable: expect.stringContaining(`${server.address}, is this machine`),
    });
    expect(trial.links[0]?.ways.map(({ url }) => url && new URL(url).host)).toEqual([
      'localhost:3000',
      `${host}:${server.port}`,
      // No app is listed.
      null,
    ]);
    expect((await server.ask(new URL(trial.address).pathname)).status).toBe(200);
  });

  it.each(['http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://x.internal/'])(
    'leads to no other machine of its network, such as %s',
    async (url) => {
      expect((await errorOf(owner.mailings.create.mutate({ projectId, name: 'Try-out', urls: [url] }))).code).toBe(
        'link_refused',
      );
      const html = `<a href="${url}">Shop</a>`;
      const { html: wrapped } = await owner.mailings.wrap.mutate({ projectId, name: 'Try-out', html });
      expect(wrapped).toContain(html);
    },
  );
});
