import { sealToken } from '@waymark/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickedLink, sentLink } from './clicks.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const trusted = { WAYMARK_PUBLIC_URL: 'https://waymark.example', WAYMARK_TRUSTED_PROXIES: 'loopback' };
const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'x-forwarded-proto': 'https' };

let server: TestServer;
let link: ClickedLink;

function withServer(settings: Record<string, string>): void {
  beforeAll(async () => {
    server = await startTestServer(settings);
    link = await sentLink(server.database);
  });
  afterAll(() => server.stop());
}

const tokenOf = (kind: 'c' | 'o', id: number) =>
  sealToken({ kind, id, keyId: 1, recipientId: '4711' }, link.host, link.key);

/** A click as a proxy on this machine forwards it. */
const click = (headers: Record<string, string> = forwarded) =>
  server.ask(`/c/${tokenOf('c', link.linkId)}`, { host: link.host, headers });

async function addressStored(): Promise<string | null | undefined> {
  const stored = () => server.database.event.findFirst();
  await expect.poll(stored, { timeout: 10_000 }).not.toBeNull();
  return (await stored())?.ip;
}

describe('with the proxy trusted', () => {
  withServer(trusted);

  it("a click is stored with the visitor's network, and HSTS is sent for thirty days, for the tracking domain alone", async () => {
    const { headers } = await click();
    expect(headers['strict-transport-security']).toBe('max-age=2592000');
    expect(await addressStored()).toBe('203.0.113.0');
    const { id } = await server.database.mailing.findFirstOrThrow();
    const pixel = await server.ask(`/o/${tokenOf('o', Number(id))}.gif`, { host: link.host, headers: forwarded });
    expect([pixel.status, pixel.headers['strict-transport-security']]).toEqual([200, 'max-age=2592000']);
  });

  it('HSTS is sent for a year on our own host', async () => {
    for (const path of ['/', '/nothing', '/trpc/projects.list', '/healthz']) {
      const { headers } = await server.ask(path, { host: 'waymark.example', headers: forwarded });
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
    }
  });

  it('no HSTS is sent for visitors over http, for unknown hosts, or for this machine', async () => {
    const answers = [
      await click({}),
      await click({ 'x-forwarded-proto': 'http' }),
      await server.ask('/c/AAAA', { host: link.host, headers: forwarded }),
      await server.ask('/', { host: 'stranger.example', headers: forwarded }),
      await server.ask('/', { host: 'waymark.example' }),
      await server.ask('/', { host: 'localhost', headers: forwarded }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 404, 404, 200, 200]);
    for (const { headers } of answers) expect(headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('with a proxy that is not trusted', () => {
  withServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });

  it("a click is stored with the proxy's network, whatever its headers say, and no HSTS is sent", async () => {
    expect((await click()).headers).not.toHaveProperty('strict-transport-security');
    expect(await addressStored()).toBe('127.0.0.0');
  });
});

describe('with links over http', () => {
  withServer({ ...trusted, WAYMARK_PUBLIC_URL: 'http://waymark.example' });

  it('no HSTS is sent, even to a visitor over HTTPS', async () => {
    const { status, headers } = await click();
    expect([status, headers['strict-transport-security']]).toEqual([302, undefined]);
  });
});
