import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../test/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('health checks', () => {
  it('report ok while the server can reach its database', async () => {
    expect(await server.ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await server.ask('/readyz')).toMatchObject({ status: 200, text: 'ok\n' });
  });

  it('distinguish a server without its database from a dead one, and notice when it is back', async () => {
    const key = await (await server.account()).member('owner');
    const headers = { authorization: `Bearer ${key}` };
    const restore = await server.cutDatabase();
    expect(await server.ask('/healthz')).toMatchObject({ status: 200 });
    expect(await server.ask('/readyz')).toMatchObject({ status: 503, text: 'the database does not answer\n' });

    const api = await server.ask('/trpc/projects.list', { headers });
    expect(api.status).toBe(503);
    const { error } = JSON.parse(api.text).error.data;
    expect(error).toMatchObject({ code: 'database_away', hint: expect.stringMatching(/^Try again in a minute\./) });
    expect(api.text).not.toMatch(/prisma|postgres|127\.0\.0\.1|node_modules/i);

    const page = await server.ask('/setup/some-token');
    expect(page).toMatchObject({ status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.text).toContain('The database of this server cannot be reached at the moment.');
    expect(page.text).not.toMatch(/prisma|postgres|127\.0\.0\.1|node_modules/i);

    const unknown = { authorization: `Bearer wm_sec_${'a'.repeat(43)}` };
    const file = await server.ask('/api/domains.csv', { headers: unknown });
    expect([file.status, JSON.parse(file.text).error.code]).toEqual([503, 'database_away']);

    await restore();
    await vi.waitFor(async () => expect(await server.ask('/readyz')).toMatchObject({ status: 200 }));
    expect(await server.ask('/trpc/projects.list', { headers })).toMatchObject({ status: 200 });
  });
});
