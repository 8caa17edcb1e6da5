import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/test-server.ts';
import { routes } from '../../rest/routes.data.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it('shows every address, and loads nothing from anywhere', async () => {
  const { status, headers, text } = await server.ask('/docs');
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  for (const { method, path } of routes) expect(text).toContain(`<h3>${method} /api/v1${path}</h3>`);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(text).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
  console.log(`the page of ${routes.length} addresses has ${Math.round(text.length / 1024)} kB`);
});
