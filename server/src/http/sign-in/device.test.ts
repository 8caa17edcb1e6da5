import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { form, signedIn } from '../../../test/signed-in.ts';
import { startTestServer, type TestServer } from '../../../test/test-server.ts';

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  const { id: accountId } = await server.make.account({ name: 'Brand' });
  cookie = await signedIn(server, { accountId, role: 'editor' });
});
afterAll(() => server.stop());

const client_id = 'waymark-extension';

async function send(path: string, body: Record<string, unknown>) {
  const headers = { 'content-type': 'application/json' };
  const { status, text } = await server.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status, said: JSON.parse(text) };
}
const askForCode = async () => (await send('/auth/device/code', { client_id })).said;
const fetchKey = (device_code: string) => {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  return send('/auth/device/token', { grant_type, device_code, client_id });
};
/** As if the extension had waited as long as it has to between two tries. */
const wait = () => server.database.deviceCode.updateMany({ data: { lastPolledAt: null } });
const answer = (user_code: string, given: 'approve' | 'deny', as = cookie) =>
  server.ask('/device', form({ user_code, answer: given }, { cookie: as }));

describe('the extension', () => {
  it('gets a key of the member who approves the code that it shows, once', async () => {
    const code = await askForCode();
    expect(code).toMatchObject({ verification_uri: `${server.address}/device`, expires_in: 900, interval: 5 });
    expect((await fetchKey(code.device_code)).said.error).toBe('authorization_pending');
    const path = code.verification_uri_complete.replace(server.address, '');
    expect(await server.ask(path)).toMatchObject({
      status: 303,
      headers: { location: `/sign-in?next=${encodeURIComponent(path)}` },
    });
    expect((await server.ask(path, { headers: { cookie } })).text).toContain(code.user_code);
    expect((await answer(code.user_code, 'approve')).text).toContain('The extension is connected');
    await wait();
    const { status, said } = await fetchKey(code.device_code);
    expect({ status, said }).toEqual({
      status: 200,
      said: { access_token: expect.stringMatching(/^wm_mem_/), token_type: 'Bearer' },
    });
    const me = await server.api(said.access_token).session.me.query();
    expect(me).toMatchObject({ account: { name: 'Brand' }, member: { role: 'editor' } });
    expect((await fetchKey(code.device_code)).said.error).toBe('invalid_grant');
    // The session that better-auth made for it is gone.
    expect(await server.database.session.count()).toBe(1);
  });

  it('gets nothing when its code is refused, when another program asks, or when nobody approves', async () => {
    const code = await askForCode();
    await server.ask(`/device?user_code=${code.user_code}`, { headers: { cookie } });
    expect((await answer(code.user_code, 'deny')).text).toContain('not connected');
    expect((await fetchKey(code.device_code)).said.error).toBe('access_denied');
    expect((await send('/auth/device/code', { client_id: 'another' })).said.error).toBe('invalid_client');
    expect((await send('/auth/device/token', { device_code: 'x' })).status).toBe(400);
    expect((await answer('NOCODE99', 'approve')).status).toBe(400);
  });

  it('gets nothing from a code that another person has opened', async () => {
    const code = await askForCode();
    const other = await signedIn(server);
    await server.ask(`/device?user_code=${code.user_code}`, { headers: { cookie } });
    expect((await answer(code.user_code, 'approve', other)).status).toBe(400);
    await wait();
    expect((await fetchKey(code.device_code)).said.error).toBe('authorization_pending');
  });

  it('cannot be connected by a page of another site', async () => {
    const code = await askForCode();
    const asked = form({ user_code: code.user_code, answer: 'approve' }, { cookie, 'sec-fetch-site': 'cross-site' });
    expect((await server.ask('/device', asked)).status).toBe(403);
  });

  it.each(['/auth/sign-up/email', '/auth/get-session', '/auth/device/approve', '/auth/update-user', '/auth/ok'])(
    'and nobody else reaches other routes of better-auth, such as %s',
    async (path) => {
      expect((await server.ask(path, { method: 'POST', headers: { cookie } })).status).toBe(404);
      expect((await server.ask(path, { headers: { cookie } })).status).toBe(404);
    },
  );
});
