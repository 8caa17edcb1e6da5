import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asked } from '../../test/ask.ts';
import { talk } from '../../test/fuzz/links.ts';
import { startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;
let key: string;
let json: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  key = await account.member('owner');
  json = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
});
afterAll(() => server.stop());

const posted = (body: string | Buffer, headers: Record<string, string> = {}): Asked => ({
  method: 'POST',
  body,
  headers,
});

const cases: [what: string, path: string, asked: Asked, status: number, code: string][] = [
  ['a body that ends too soon', 'projects.create', posted('{"name":'), 400, 'not_json'],
  ['a body that is HTML', 'mailings.wrap', posted('<p>Hello</p>'), 400, 'not_json'],
  ['a mail that is no text', 'mailings.wrap', posted('{"html":{}}'), 400, 'invalid_input'],
  ['half a character', 'projects.create', posted('{"name":"a\\ud800"}'), 400, 'invalid_input'],
  ['half a character in a mail', 'mailings.wrap', posted('{"html":"<p>\\udc00</p>"}'), 400, 'invalid_input'],
  [
    'half a character in a list',
    'mailings.create',
    posted('{"urls":["https://a.example/\\ud83d"]}'),
    400,
    'invalid_input',
  ],
  ['half a character in a query', 'domains.list?input={"search":"\\ud800"}', {}, 400, 'invalid_input'],
  [
    'lists nested 40,000 deep',
    'projects.create',
    posted(`${'['.repeat(40_000)}${']'.repeat(40_000)}`),
    400,
    'invalid_input',
  ],
  ['a body nested 40,000 deep', 'projects.create', posted('['.repeat(40_000)), 400, 'not_json'],
  ['a body in Latin-1', 'projects.create', posted(Buffer.from('{"name":"Müller"}', 'latin1')), 400, 'not_utf8'],
  [
    'a body of another charset',
    'projects.create',
    posted('{"name":"Muller"}', { 'content-type': 'application/json; charset=ISO-8859-1' }),
    415,
    'not_utf8',
  ],
  ['an empty body', 'projects.create', posted(''), 400, 'invalid_input'],
  ['a body that is null', 'projects.create', posted('null'), 400, 'invalid_input'],
  ['a property nobody knows', 'projects.create', posted('{"name":"a","accountId":"b"}'), 400, 'invalid_input'],
  ['a property named __proto__', 'projects.create', posted('{"name":"a","__proto__":{}}'), 400, 'invalid_input'],
  [
    'a form',
    'projects.create',
    posted('name=a', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'not_json',
  ],
  ['a file', 'projects.create', posted('a', { 'content-type': 'application/octet-stream' }), 415, 'not_json'],
  [
    'a multipart form',
    'projects.create',
    posted('--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
    415,
    'not_json',
  ],
  ['plain text', 'projects.create', posted('{"name":"a"}', { 'content-type': 'text/plain' }), 415, 'not_json'],
  ['a mutation asked with GET', 'projects.create?input={"name":"a"}', {}, 405, 'wrong_method'],
  ['an input that is not JSON', 'domains.get?input={', {}, 400, 'not_json'],
  ['an input with a broken percent-encoding', 'domains.get?input=%zz', {}, 400, 'not_json'],
  ['a path with a broken percent-encoding', '%zz', {}, 400, 'invalid_input'],
  ['21 calls at once', `${Array(21).fill('projects.list').join(',')}?batch=1`, {}, 400, 'invalid_input'],
  ['a thousand commas', `${','.repeat(1000)}?batch=1`, {}, 400, 'invalid_input'],
  ['a procedure that is not there', 'projects.destroy', {}, 404, 'no_such_procedure'],
  ['a procedure named __proto__', '__proto__', {}, 404, 'no_such_procedure'],
  ['no procedure at all', '', {}, 404, 'no_such_procedure'],
  ['no key', 'projects.list', { headers: { authorization: '' } }, 401, 'not_signed_in'],
  ['a user name and password', 'projects.list', { headers: { authorization: 'Basic YTpi' } }, 401, 'not_signed_in'],
  [
    'a key that never was',
    'projects.list',
    { headers: { authorization: `Bearer wm_mem_${'a'.repeat(43)}` } },
    401,
    'unknown_key',
  ],
  ['a key of another shape', 'projects.list', { headers: { authorization: 'Bearer letmein' } }, 401, 'unknown_key'],
];

describe('an API request', () => {
  it.each(cases)('with %s is refused with a readable message', async (_what, path, asked, status, code) => {
    const answer = await server.ask(`/trpc/${path}`, { ...asked, headers: { ...json, ...asked.headers } });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json');
    const { error, ...data } = JSON.parse(answer.text).error.data;
    expect(error).toEqual({ code, message: expect.stringMatching(/\.$/), hint: expect.stringMatching(/\.$/) });
    expect(data).not.toHaveProperty('stack');
    expect(answer.text).not.toMatch(/node_modules|\/src\/|\.ts\b/);
  });

  it.each(cases)('with %s is refused in German', async (_what, path, asked, status, code) => {
    const headers = { ...json, 'accept-language': 'de-AT, en;q=0.5', ...asked.headers };
    const answer = await server.ask(`/trpc/${path}`, { ...asked, headers });
    expect(answer.status).toBe(status);
    const { error } = JSON.parse(answer.text).error.data;
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/Sie /) });
    expect(error.message).not.toMatch(/\b(?:has|the|of|and|is)\b/);
    expect(error.message).toBe(JSON.parse(answer.text).error.message);
  });

  it.each([
    ['{}', '„name“: fehlt', '"name": is missing'],
    ['{"name":7}', '„name“: muss Text sein', '"name": has to be text'],
    ['{"name":" "}', '„name“: ist leer', '"name": is empty'],
    [
      `{"name":"${'a'.repeat(121)}"}`,
      '„name“: muss höchstens 120 Zeichen haben',
      '"name": has to have at most 120 characters',
    ],
    ['{"name":"a","b":1}', 'die Eingabe: hat kein Feld b', 'the input: has no field b'],
    ['{"name":"\\ud800"}', '„name“: enthält ein halbes Zeichen', '"name": has half a character in it'],
  ])('%.20s says what is wrong with it, in German and English', async (body, german, english) => {
    for (const [language, said] of [
      ['de', `Etwas in der Anfrage ist nicht so wie erwartet: ${german}.`],
      ['en', `Something in the request is not as expected: ${english}.`],
    ] as const) {
      const headers = { ...json, 'accept-language': language };
      const answer = await server.ask('/trpc/projects.create', { ...posted(body), headers });
      expect(JSON.parse(answer.text).error.data.error.message).toBe(said);
    }
  });

  it('without a body or a content type is refused with a readable message', async () => {
    const lines = [
      'POST /trpc/projects.create HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${key}`,
      'Content-Type: application/json',
      'Connection: close',
    ];
    const { closed, said } = talk(server.port, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
    await closed;
    expect(said()).toMatch(/^HTTP\/1\.1 400 .*"code":"invalid_input"/s);
  });

  it('whose content type says UTF-8 in any spelling is taken', async () => {
    for (const charset of ['utf-8', 'UTF8', '"utf-8"']) {
      const headers = { ...json, 'content-type': `application/json;charset=${charset}` };
      const asked = posted(JSON.stringify({ name: 'Mü €' }), headers);
      expect((await server.ask('/trpc/projects.create', asked)).status).toBe(200);
    }
  });

  it('with a key but without the Bearer scheme is refused', async () => {
    const answer = await server.ask('/trpc/projects.list', { headers: { authorization: key } });
    expect(JSON.parse(answer.text).error.data.error.code).toBe('not_signed_in');
  });

  it('answers up to 20 calls in one batch, each separately', async () => {
    const calls = [...Array(19).fill('projects.list'), 'projects.destroy'].join(',');
    const answer = await server.ask(`/trpc/${calls}?batch=1`, { headers: json });
    expect(answer.status).toBe(207);
    const results: { result?: unknown; error?: unknown }[] = JSON.parse(answer.text);
    expect(results.map((one) => 'result' in one)).toEqual([...Array(19).fill(true), false]);
  });

  it('is never cached', async () => {
    const answer = await server.ask('/trpc/projects.list', { headers: json });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });
});

describe('a method that would echo a request', () => {
  it.each(['/trpc/projects.list', '/api/domains.csv', '/setup/token', '/'])('is not allowed at %s', async (path) => {
    const { status, headers, text } = await server.ask(path, { method: 'TRACE', headers: json });
    expect([status, headers.allow, text]).toEqual([405, 'GET, HEAD, POST', '']);
  });
});

describe('a body of 20 MB', () => {
  it('is refused as too large', async () => {
    const answer = await server.ask('/trpc/projects.create', {
      method: 'POST',
      headers: json,
      body: Buffer.alloc(20e6, 'a'),
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).error.data.error.code).toBe('body_too_large');
  });

  it('is refused before it has arrived', async () => {
    const sent = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/trpc/projects.create',
      method: 'POST',
      headers: { host: 'localhost', ...json },
    });
    const status = new Promise((answered, failed) => {
      sent.on('response', (response) => answered(response.resume().statusCode)).on('error', failed);
    });
    sent.write(Buffer.alloc(5e6, 'a'));
    expect(await status).toBe(413);
    sent.destroy();
  });
});

describe('a call with a long body', () => {
  const spaces = Buffer.alloc(300_000, ' ');
  const noProject = 'prj_00000000000000000000000000000000';
  const mail = { projectId: noProject, name: 'Spring', html: '<p>Hello</p>' };
  const wrap = JSON.stringify(mail);
  const create = JSON.stringify({ projectId: noProject, name: 'Spring', urls: [] });

  /** What a client sees of an answer, but for how long it is and when it came. */
  async function answerTo(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) {
    const { status, headers: all, text } = await server.ask(`/trpc/${path}`, { ...posted(Buffer.from(body)), headers });
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
    expect(await answerTo(path, Buffer.concat([short, spaces]), sent)).toEqual(answer);
    expect(answer.text).toContain('"message"');
  });

  it('and a key that may not send is refused', async () => {
    const headers = { ...json, authorization: `Bearer ${await account.key('publishable')}` };
    const { status, text } = await answerTo('mailings.wrap', Buffer.concat([Buffer.from(wrap), spaces]), headers);
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
    const body = Buffer.concat([Buffer.from(wrap), spaces]);
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
      ...posted(JSON.stringify({ projectId, name: 'Spring', html })),
      headers: json,
    });
    const { data } = JSON.parse(answer.text).result;
    expect(data).toMatchObject({ mailingId: null, reason: { code: 'no_domain' } });
    expect(data.html === html).toBe(true);
  });

  it('is refused with when to try again while the database is away', async () => {
    const reconnect = await server.cutDatabase();
    const headers = { ...json, authorization: `Bearer ${key}` };
    const refused = await answerTo('mailings.wrap', Buffer.concat([Buffer.from(wrap), spaces]), headers);
    await reconnect();
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      text: expect.stringContaining('"database_away"'),
    });
  });
});
