import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestAccount, type TestServer } from '../../../test/test-server.ts';

const editor = 'https://editor.example.com';
const shop = 'https://shop.example.com';
let server: TestServer;
let account: TestAccount;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  key = await account.key('publishable', { origins: [editor] });
  await account.key('publishable', { origins: [shop] });
  await account.key('publishable', { origins: ['https://old.example.com'], expiresAt: new Date(0) });
});
afterAll(() => server.stop());

const preflight = (origin: string) =>
  server.ask('/trpc/projects.settings', {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  });
const asked = (sent: string, origin?: string) =>
  server.ask('/trpc/accounts.whoami', { headers: { authorization: `Bearer ${sent}`, ...(origin && { origin }) } });
const codeOf = ({ text }: { text: string }) => JSON.parse(text).error?.data.error.code ?? 'answered';

describe('a page of another origin', () => {
  it.each([editor, shop])('may ask from %s, which a key allows, without cookies', async (origin) => {
    const { status, headers } = await preflight(origin);
    expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
    expect(headers['access-control-allow-headers']).toContain('authorization');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
  });

  it.each([
    'https://evil.example.com',
    'http://editor.example.com',
    `${editor}:8443`,
    'https://old.example.com',
    'null',
  ])('may not ask from %s', async (origin) => {
    const { status, headers, text } = await preflight(origin);
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect(JSON.parse(text).error.code).toBe('origin_not_allowed');
  });

  it('reads the answer to its own key only', async () => {
    const own = await asked(key, editor);
    expect([own.status, own.headers['access-control-allow-origin']]).toEqual([200, editor]);
    expect(own.headers.vary).toBe('trpc-accept, accept, origin');
    const others = await asked(key, shop);
    expect([others.status, codeOf(others)]).toEqual([403, 'origin_not_allowed']);
    expect(others.headers['access-control-allow-origin']).toBeUndefined();
    expect(codeOf(await asked(key, 'null'))).toBe('origin_not_allowed');
  });

  it('reads errors of its own key, too', async () => {
    const headers = { authorization: `Bearer ${key}`, origin: editor };
    const { status, headers: answered } = await server.ask('/trpc/projects.list', { headers });
    expect([status, answered['access-control-allow-origin']]).toEqual([403, editor]);
  });

  it('may not send a secret key, and is told what to do', async () => {
    const secret = await account.key('secret');
    const refused = await asked(secret, editor);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'secret_key_in_browser']);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    expect(codeOf(await asked(secret))).toBe('answered');
    const headers = { authorization: `Bearer ${secret}`, origin: server.address };
    const ours = { host: `localhost:${server.port}`, headers };
    expect(codeOf(await server.ask('/trpc/accounts.whoami', ours))).toBe('answered');
  });

  it('is no page when it is an extension, which has a key of its member', async () => {
    expect(codeOf(await asked(await account.member('viewer'), 'chrome-extension://abc'))).toBe('answered');
  });

  it('loses its answers once the key is changed or revoked', async () => {
    const { key: mine, id } = await account.owner.keys.create.mutate({
      kind: 'publishable',
      name: 'A',
      origins: [shop],
    });
    await account.owner.keys.revoke.mutate({ id });
    expect((await asked(mine, shop)).headers['access-control-allow-origin']).toBeUndefined();
  });
});
