import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookiesOf, form } from '../../test/signed-in.ts';
import { startTestServer, type TestServer } from '../../test/test-server.ts';
import { freshSetupToken } from './setup.ts';

let server: TestServer;
let link: string;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  await server.database.setupToken.deleteMany();
  await server.database.account.deleteMany();
  await server.database.person.deleteMany();
  link = `/setup/${await freshSetupToken(server.database)}`;
});
afterAll(() => server.stop());

/** The path of the set-up link shown to the operator at the last start, if any. */
const linkShown = () => /\/setup\/[\w-]+/.exec(server.banner)?.[0];

function sendNames(link: string, names: Readonly<Record<string, string>>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return server.ask(link, { method: 'POST', headers, body: new URLSearchParams(names).toString() });
}

const keyOn = (page: string) => /wm_mem_[\w-]{43}/.exec(page)?.[0];

describe('the set-up link', () => {
  it('creates the account, its owner and the key with which they sign in', async () => {
    expect(await server.ask(link)).toMatchObject({ status: 200, text: expect.stringContaining('<form') });
    const done = await sendNames(link, { account: ' Brand & Söhne ', member: 'Ada <b>' });
    expect(done.status).toBe(201);
    expect(done.text).toContain(server.address);
    expect(await server.api(keyOn(done.text)).accounts.whoami.query()).toEqual({
      account: { id: expect.any(String), name: 'Brand & Söhne' },
      member: { id: expect.any(String), name: 'Ada <b>', role: 'owner' },
      keyKind: 'member',
      key: null,
    });
  });

  it('signs the owner in, where they choose an e-mail address and a password', async () => {
    const login = { email: 'Ada@Example.com', password: 'four words of a test' };
    const done = await sendNames(link, { account: 'Brand', member: 'Ada', ...login });
    expect(done.status).toBe(201);
    const headers = { cookie: cookiesOf(done), 'sec-fetch-site': 'same-origin' };
    expect(await server.api(undefined, headers).session.me.query()).toMatchObject({
      member: { name: 'Ada', role: 'owner' },
      email: 'ada@example.com',
    });
    expect(await server.ask('/sign-in', form(login))).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  it.each<Record<string, string>>([
    { email: 'ada@example.com' },
    { email: 'ada', password: 'four words of a test' },
    { email: 'ada@example.com', password: 'too short' },
  ])('asks again for %j, and keeps what was written, except for the password', async (login) => {
    const page = await sendNames(link, { account: 'Brand', member: 'Ada', ...login });
    expect(page.status).toBe(400);
    expect(page.text).toContain('a password of at least 12 characters');
    expect(page.text).toContain(`value="${login.email}"`);
    expect(page.text).not.toContain('too short');
  });

  it('works once, and after that no start prints another', async () => {
    await sendNames(link, { account: 'First', member: 'Ada' });
    expect(await server.ask(link)).toMatchObject({ status: 404 });
    const second = await sendNames(link, { account: 'Second', member: 'Eve' });
    expect(second.status).toBe(404);
    expect(second.text).toContain('it was used already');
    await server.restart();
    expect(linkShown()).toBeUndefined();
    expect(await server.database.account.count()).toBe(1);
  });

  it('creates one account when it is used twice at the same moment', async () => {
    const names = { account: 'Brand', member: 'Ada' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendNames(link, names)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404]);
    expect(await server.database.account.count()).toBe(1);
  });

  it('is invalidated by the next start, which prints a new one', async () => {
    await server.restart();
    expect(await server.ask(link)).toMatchObject({ status: 404 });
    expect(await server.ask(linkShown() ?? '')).toMatchObject({ status: 200 });
  });

  it('asks for both names again when one of them is not acceptable', async () => {
    const unusable: Record<string, string>[] = [
      { account: 'Brand' },
      { account: ' ', member: 'Ada' },
      { account: 'x'.repeat(121), member: 'Ada' },
    ];
    for (const names of unusable) {
      const page = await sendNames(link, names);
      expect(page.status).toBe(400);
      expect(page.text).toContain('Both names are needed');
      expect(page.text).toContain('<form');
    }
    expect(
      await server.ask(link, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    ).toMatchObject({ status: 400 });
  });

  it('stores names as one line, without the control characters they came with', async () => {
    const done = await sendNames(link, { account: 'Brand\0\r\nof all', member: '\tAda' });
    const { account, member } = await server.api(keyOn(done.text)).accounts.whoami.query();
    expect([account.name, member?.name]).toEqual(['Brand of all', 'Ada']);
  });

  it.each([
    ['too large', 'application/x-www-form-urlencoded', `account=${'a'.repeat(20_000)}`, 413],
    ['in a character set nobody uses', 'application/x-www-form-urlencoded; charset=utf-7', 'account=a', 415],
    ['with a broken percent-encoding', 'application/x-www-form-urlencoded', 'account=%zz&member=%', 201],
  ])('answers a form that is %s with a page', async (_what, type, body, status) => {
    const page = await server.ask(link, { method: 'POST', headers: { 'content-type': type }, body });
    expect(page.status).toBe(status);
    expect(page.text).toMatch(/^<!doctype html>/);
    expect(page.text).not.toMatch(/node_modules|\bat \w+ \(/);
  });

  it.each(['/setup/unknown', `/setup/${'a'.repeat(5000)}`, '/setup/%00'])(
    'that nobody was shown, %.20s, opens nothing',
    async (path) => {
      expect(await server.ask(path)).toMatchObject({ status: 404 });
      expect(await sendNames(path, { account: 'Brand', member: 'Eve' })).toMatchObject({ status: 404 });
      expect(await server.database.account.count()).toBe(0);
    },
  );
});

describe('a page of the server', () => {
  it.each(['/setup/unknown', '/nowhere', '/setup/%zz'])(
    '%s runs no script, loads nothing and is kept by no cache',
    async (path) => {
      const { headers } = await server.ask(path);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      );
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(headers).not.toHaveProperty('set-cookie');
    },
  );
});
