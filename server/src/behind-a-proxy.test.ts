import { sealToken } from '@waymark/core';
import { afterEach, describe, expect, it } from 'vitest';
import { sentLink } from './clicks.testing.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
afterEach(() => server.stop());

/** Clicks a link as a proxy on this machine passes it on, and reads what was stored of the visitor's address. */
async function addressStored(settings: Record<string, string>): Promise<string | null | undefined> {
  server = await startTestServer(settings);
  const { host, key, linkId } = await sentLink(server.database);
  const token = sealToken({ kind: 'c', id: linkId, keyId: 1, recipient: '4711' }, host, key);
  const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'x-forwarded-proto': 'https' };
  expect((await server.ask(`/c/${token}`, { host, headers })).status).toBe(302);
  const stored = () => server.database.event.findFirst();
  await expect.poll(stored, { timeout: 10_000 }).not.toBeNull();
  return (await stored())?.ip;
}

describe('a click that a proxy on this machine passes on', () => {
  it("is stored with the visitor's network when the proxy is trusted", async () => {
    expect(await addressStored({ WAYMARK_TRUSTED_PROXIES: 'loopback' })).toBe('203.0.113.0');
  });

  it("is stored with the proxy's network when it is not, whatever it says", async () => {
    expect(await addressStored({})).toBe('127.0.0.0');
  });
});
