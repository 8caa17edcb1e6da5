import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';

const megabyte = 1024 * 1024;
const spaces = Buffer.alloc(4 * megabyte, ' ');
let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
});
afterAll(() => server.stop());

/** Begins a call whose body never ends; `heard` is what was answered so far. */
function begin(key: string | undefined, length: number, sent: number) {
  const socket = connect(server.port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part) => {
    heard += part.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(
    `POST /trpc/mailings.create HTTP/1.1\r\nHost: localhost\r\n${key ? `Authorization: Bearer ${key}\r\n` : ''}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
  );
  socket.write(spaces.subarray(0, sent));
  return { heard: () => heard, end: () => socket.destroy() };
}

describe('bodies that never end', () => {
  it('of one account leave room for those of others, and are refused with a time to try again', async () => {
    const key = await account.key('secret');
    const calls = Array.from({ length: 20 }, () => begin(key, 4 * megabyte, 1000));
    await expect.poll(() => calls.filter(({ heard }) => heard() !== '').length, { timeout: 20_000 }).toBeGreaterThan(8);
    const refused = calls.filter(({ heard }) => heard() !== '').map(({ heard }) => heard());
    for (const answer of refused) {
      expect(answer).toMatch(/^HTTP\/1\.1 429 /);
      expect(answer).toMatch(/^retry-after: 5\r$/im);
      expect(answer).toContain('"code":"too_busy"');
    }
    const { owner } = await server.account('Another Brand');
    expect(await owner.projects.create.mutate({ name: 'Newsletter' })).toMatchObject({ name: 'Newsletter' });
    for (const { end } of calls) end();
    await expect
      .poll(async () => {
        const answer = await server.ask('/trpc/projects.create', {
          method: 'POST',
          headers: { authorization: `Bearer ${await account.member('owner')}`, 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'a'.repeat(100) }),
        });
        return answer.status;
      })
      .toBe(200);
  });

  it('of 10 GB by their own account are refused at once, unread', async () => {
    const key = await account.key('secret');
    const { heard, end } = begin(key, 9_999_999_999, 2);
    await expect.poll(() => heard().slice(0, 12), { timeout: 5000 }).toBe('HTTP/1.1 413');
    expect(heard()).toContain('"code":"body_too_large"');
    end();
  });

  it('without a key that is known are answered at once and not kept in memory', async () => {
    const before = process.memoryUsage().external;
    const strangers = Array.from({ length: 30 }, (_, index) =>
      begin(index % 2 === 0 ? undefined : `wm_sec_${'x'.repeat(43)}`, 4 * megabyte, 4 * megabyte - 1),
    );
    const statuses = () => new Set(strangers.map(({ heard }) => heard().slice(0, 12)));
    await expect.poll(statuses, { timeout: 20_000 }).toEqual(new Set(['HTTP/1.1 401']));
    // What was read and dropped takes memory until it is collected; 30 bodies that are kept would take 120 MB for good.
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const kept = () => {
      collectGarbage();
      return process.memoryUsage().external - before;
    };
    await expect.poll(kept, { timeout: 10_000 }).toBeLessThan(60 * megabyte);
    for (const { end } of strangers) end();
  });
});

describe('a call with a long body', () => {
  const padding = Buffer.alloc(300_000, ' ');
  const noProject = 'prj_00000000000000000000000000000000';
  let key: string;
  let json: Record<string, string>;
  beforeAll(async () => {
    key = await account.member('owner');
    json = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  });
  const mail = { projectId: noProject, name: 'Spring', html: '<p>Hello</p>' };
  const wrap = JSON.stringify(mail);
  const create = JSON.stringify({ projectId: noProject, name: 'Spring', urls: [] });

  /** What a client sees of an answer, but for how long it is and when it came. */
  async function answerTo(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) {
    const {
      status,
      headers: all,
      text,
    } = await server.ask(`/trpc/${path}`, { method: 'POST', body: Buffer.from(body), headers });
    const { date: _d, 'content-length': _l, 'transfer-encoding': _t, ...rest } = all;
    return { status, headers: rest, text };
  }

  it.each<[what: string, path: string, body: string | Buffer, headers?: Readonly<Record<string, string>>]>([
    ['that ends too soon', 'mailings.wrap', '{"name":'],
    ['that is nothing but space', 'mailings.wrap', ' '],
    ['in Latin-1', 'mailings.wrap', Buffer.from(wrap.replace('Hello', 'Grüße'), 'latin1')],
    ['with a mark of the byte order', 'mailings.wrap', `\ufeff${wrap}`],
    ['of another charset', 'mailings.wrap', wrap, { 'content-type': 'application/json; charset=ISO-8859-1' }],
    ['of another type', 'mailings.wrap', wrap, { 'content-type': 'text/plain' }],
    ['with a property nobody knows', 'mailings.wrap', JSON.stringify({ ...mail, accountId: 'a' })],
    ['with a recipient that is none', 'mailings.wrap', JSON.stringify({ ...mail, recipient: { tracking: 'no' } })],
    ['that is no HTML', 'mailings.wrap', JSON.stringify({ ...mail, html: 'Hello' })],
    ['about a project that is not there', 'mailings.wrap', wrap],
    ['to register with a project that is not there', 'mailings.create', create],
    ['to register with a label too many', 'mailings.create', JSON.stringify({ ...mail, urls: [], labels: ['a'] })],
    ['about a mailing that is not there', 'mailings.verify', '{"mailingId":"mlg_1","before":"a","after":"a"}'],
    ['in a batch', 'mailings.wrap?batch=1', `{"0":${wrap}}`],
    ['of several calls', 'mailings.create,mailings.wrap,mailings.create?batch=1', `{"0":${create},"1":${wrap}}`],
    ['of a call that knows no long bodies', 'projects.create', '{"name":""}'],
    ['of calls of both kinds', 'mailings.create,projects.create?batch=1', `{"0":${create},"1":{"name":""}}`],
    ['with another method in its way', 'mailings.list', '{"projectId":1}'],
    ['without a key', 'mailings.wrap', wrap, { authorization: '' }],
    ['in German', 'mailings.wrap', wrap, { 'accept-language': 'de' }],
    ['as a stream', 'mailings.wrap?batch=1', `{"0":${wrap}}`, { 'trpc-accept': 'application/jsonl' }],
  ])('%s is answered like a short one', async (_what, path, body, headers) => {
    const [short, sent] = [Buffer.from(body), { ...json, ...headers }];
    const answer = await answerTo(path, short, sent);
    expect(await answerTo(path, Buffer.concat([short, padding]), sent)).toEqual(answer);
    expect(answer.text).toContain('"message"');
  });

  it('and a key that may not send is refused', async () => {
    const headers = { ...json, authorization: `Bearer ${await account.key('publishable')}` };
    const { status, text } = await answerTo('mailings.wrap', Buffer.concat([Buffer.from(wrap), padding]), headers);
    expect([status, JSON.parse(text).error.data.error.code]).toEqual([403, 'not_allowed']);
  });

  it('that says no length is refused when it turns out to be too large, and taken otherwise', async () => {
    const statuses = [10_000, 5_000_000].map(async (length) => {
      const options = { host: '127.0.0.1', port: server.port, path: '/trpc/mailings.wrap', method: 'POST' };
      const sent = request({ ...options, headers: { host: 'localhost', ...json, 'transfer-encoding': 'chunked' } });
      const answered = new Promise((done, failed) => {
        sent.on('response', async (response) => done([response.statusCode, (await response.toArray()).join('')]));
        sent.on('error', failed);
      });
      sent.end(wrap + ' '.repeat(length));
      return answered;
    });
    expect(await Promise.all(statuses)).toEqual([
      [404, expect.stringContaining('"no_such_project"')],
      [413, expect.stringContaining('"body_too_large"')],
    ]);
  });

  it('whose client goes away keeps nobody from being answered', async () => {
    const body = Buffer.concat([Buffer.from(wrap), padding]);
    const head = `POST /trpc/mailings.wrap HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const parts = Array.from({ length: 10 }, (_, index) => body.subarray(0, (body.length * index) / 9));
    const sockets = parts.map((part) =>
      connect(server.port, '127.0.0.1')
        .on('error', () => undefined)
        .end(head + part),
    );
    await Promise.all(sockets.map((socket) => once(socket, 'finish')));
    for (const socket of sockets) socket.destroy();
    expect(await answerTo('mailings.wrap', body, json)).toMatchObject({ status: 404 });
  });

  it('that holds a mail of 3 MB brings it back whole', async () => {
    const { id: projectId } = await account.owner.projects.create.mutate({ name: 'Long' });
    const html = `<p>Grüße € 😀</p>${'<p>Some words.</p>\n'.repeat(150_000)}`;
    const answer = await server.ask('/trpc/mailings.wrap', {
      method: 'POST',
      body: JSON.stringify({ projectId, name: 'Spring', html }),
      headers: json,
    });
    const { data } = JSON.parse(answer.text).result;
    expect(data).toMatchObject({ mailingId: null, reason: { code: 'no_domain' } });
    expect(data.html === html).toBe(true);
  });

  it('is refused with when to try again while the database is away', async () => {
    const reconnect = await server.cutDatabase();
    const headers = { ...json, authorization: `Bearer ${key}` };
    const refused = await answerTo('mailings.wrap', Buffer.concat([Buffer.from(wrap), padding]), headers);
    await reconnect();
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      text: expect.stringContaining('"database_away"'),
    });
  });
});
