import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRest } from '../../../test/rest.ts';
import { startTestServer, type TestAccount, type TestServer } from '../../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_REQUESTS_PER_MINUTE: '5' });
  account = await server.account();
});
afterAll(() => server.stop());

describe('the requests of a key', () => {
  it('are counted down, then refused until the minute is over, and those of another key are not', async () => {
    const [key, other] = [await account.key('secret'), await account.key('secret')];
    const answers = [];
    for (let sent = 0; sent < 7; sent++) answers.push(await callRest(server, 'GET /projects', { key }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['4', '3', '2', '1', '0', '0', '0']);
    expect(answers[0]!.headers['ratelimit-limit']).toBe('5');
    const { headers, body } = answers[6]!;
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(body.error).toMatchObject({ code: 'too_many_requests', requestId: headers['x-request-id'] });
    expect((await callRest(server, 'GET /projects', { key: other })).status).toBe(200);
  });

  it('are those of an address where no key is known', async () => {
    const statuses = [];
    for (let sent = 0; sent < 7; sent++) {
      const key = `wm_sec_${String(sent).repeat(43)}`;
      statuses.push((await callRest(server, 'GET /projects', { key })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});
