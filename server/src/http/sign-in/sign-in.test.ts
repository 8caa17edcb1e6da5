import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf, form, newPerson, password, signedIn } from '../../../test/signed-in.ts';
import { errorOf, startTestServer, type TestServer } from '../../../test/test-server.ts';
import { nextPath } from './next-path.ts';

let server: TestServer;
let accountId: string;

beforeAll(async () => {
  server = await startTestServer();
  accountId = (await server.make.account({ name: 'Example Brand' })).id;
});
afterAll(() => server.stop());

const me = (cookie: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  server.api(undefined, { cookie, ...headers }).session.me.query();

describe('signing in', () => {
  it('sends a member to where they wanted to go, with a cookie that scripts cannot read', async () => {
    const { email } = await newPerson(server, { accountId });
    const page = await server.ask('/sign-in?next=/mailings%3Fpage%3D2');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('value="/mailings?page=2"') });
    const answer = await server.ask(
      '/sign-in',
      form({ email: ` ${email.toUpperCase()}`, password, next: '/mailings?page=2' }),
    );
    expect(answer).toMatchObject({ status: 303, headers: { location: '/mailings?page=2' } });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^waymark\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await me(cookiesOf(answer))).toMatchObject({
      member: { name: 'Ada', role: 'owner' },
      account: { name: 'Example Brand' },
      email,
    });
  });

  it('is refused in the same words whether the address or the password is wrong', async () => {
    const { email } = await newPerson(server, { accountId });
    const wrong = await server.ask('/sign-in', form({ email, password: 'not the password' }));
    const nobody = await server.ask('/sign-in', form({ email: 'nobody@example.com', password }));
    for (const answer of [wrong, nobody, await server.ask('/sign-in', form({}))]) {
      expect(answer.status).toBe(401);
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(answer.text).toContain('There is nobody with this e-mail address and this password.');
    }
  });

  it('speaks German to those who prefer it', async () => {
    const page = await server.ask('/sign-in', { headers: { 'accept-language': 'de-DE,en;q=0.5' } });
    expect(page.text).toContain('<html lang="de">');
    expect(page.text).toContain('Anmelden');
  });

  it('ends with signing out, and the cookie is worth nothing any more', async () => {
    const cookie = await signedIn(server, { accountId });
    expect(await server.ask('/sign-out', form({}, { cookie }))).toMatchObject({
      status: 303,
      headers: {
        location: '/sign-in',
        'set-cookie': [expect.stringContaining('Max-Age=0'), expect.anything(), expect.anything()],
      },
    });
    expect((await errorOf(me(cookie))).code).toBe('not_signed_in');
  });
});

describe('the cookie of a session', () => {
  it('gives the member their role, and no more', async () => {
    const cookie = await signedIn(server, { accountId, role: 'viewer' });
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    expect(await server.api(undefined, headers).projects.list.query()).toMatchObject({ data: [] });
    const refused = await errorOf(server.api(undefined, headers).projects.create.mutate({ name: 'Shop' }));
    expect(refused.code).toBe('not_allowed');
  });

  it('counts for less than a key', async () => {
    const cookie = await signedIn(server, { accountId });
    const other = await server.account('Other');
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const asked = await server.api(await other.key('secret'), headers).accounts.whoami.query();
    expect(asked).toMatchObject({ account: { name: 'Other' }, keyKind: 'secret' });
    expect((await errorOf(server.api('wm_mem_unknown', headers).session.me.query())).code).toBe('unknown_key');
  });

  it('is refused when it was changed, and without a membership', async () => {
    const cookie = await signedIn(server, { accountId });
    expect((await errorOf(me(cookie.replace(/.%3D/, 'x%3D')))).code).toBe('not_signed_in');
    const { email } = await newPerson(server);
    const answer = await server.ask('/sign-in', form({ email, password }));
    expect((await errorOf(me(cookiesOf(answer)))).code).toBe('not_signed_in');
  });
});

describe('a page of another site', () => {
  it.each([
    ['says so', { 'sec-fetch-site': 'cross-site' }],
    ['is on another domain of the same site', { 'sec-fetch-site': 'same-site' }],
    ['has another origin', { origin: 'https://evil.example' }],
    ['has no origin that it may name', { origin: 'null' }],
    ['is on another port of this machine', { origin: 'http://localhost:1' }],
  ])('that %s cannot use the cookie, nor sign anybody in or out', async (_what, headers) => {
    const cookie = await signedIn(server, { accountId });
    const { email } = await newPerson(server, { accountId });
    expect((await errorOf(me(cookie, headers))).code).toBe('foreign_origin');
    const send = (path: string, fields: Record<string, string>) => {
      const asked = form(fields);
      const { 'sec-fetch-site': _own, ...own } = asked.headers ?? {};
      return server.ask(path, { ...asked, headers: { ...own, ...headers, cookie } });
    };
    expect((await send('/sign-out', {})).status).toBe(403);
    const answer = await send('/sign-in', { email, password });
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(await me(cookie)).toMatchObject({ account: { name: 'Example Brand' } });
  });

  it('cannot change anything where a browser names neither site nor origin', async () => {
    const cookie = await signedIn(server, { accountId });
    const call = server.api(undefined, { cookie }).projects.create.mutate({ name: 'Shop' });
    expect((await errorOf(call)).code).toBe('foreign_origin');
    expect(await server.database.project.count({ where: { name: 'Shop' } })).toBe(0);
  });
});

describe('where somebody goes after signing in', () => {
  it.each([
    ['/mailings?page=2#top', '/mailings?page=2#top'],
    ['', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['\t//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['mailings', '/mailings'],
  ])('is, asked for %j, %s', (asked, path) => {
    expect(nextPath(asked)).toBe(path);
  });
});
