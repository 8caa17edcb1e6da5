import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, startTestServer, type TestServer } from '../../test/test-server.ts';

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
});
