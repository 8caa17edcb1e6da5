import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
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
  [
    'a compressed body',
    'projects.create',
    posted(gzipSync('{"name":"a"}'), { 'content-encoding': 'gzip' }),
    415,
    'encoded_body',
  ],
  [
    'a body encoded in several ways',
    'projects.create',
    posted('{"name":"a"}', { 'content-encoding': 'identity, x-own' }),
    415,
    'encoded_body',
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
  ['a query and a mutation in one batch', 'projects.list,projects.create?batch=1', {}, 400, 'invalid_input'],
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
    const { field, ...said } = error;
    expect(said).toEqual({ code, message: expect.stringMatching(/\.$/), hint: expect.stringMatching(/\.$/) });
    // A problem of the input names where it is, unless it is about the input as a whole.
    if (field !== undefined) expect([code, field]).toEqual(['invalid_input', expect.stringMatching(/^\w/)]);
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

  it('says of a thousand wrong places what is wrong with the first ten, and that there are more', async () => {
    const body = JSON.stringify({ projectId: 'prj_x', name: '', urls: Array(1000).fill(7) });
    const answer = await server.ask('/trpc/mailings.create', { headers: json, method: 'POST', body });
    const { message } = JSON.parse(answer.text).error.data.error;
    expect(message).toContain('"projectId": ');
    expect(message).toContain('"name": is empty; "urls.0": has to be text; ');
    expect(message).toMatch(/"urls\.7": has to be text; and 992 more\.$/);
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
    ['{"b":1}', '„name“: fehlt; die Eingabe: hat kein Feld b', '"name": is missing; the input: has no field b'],
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

  it.each([
    [
      'projects.list,projects.create?batch=1',
      'ein Stapel enthält Abfragen und Änderungen, die getrennt aufzurufen sind',
      'one batch has queries and mutations, which have to be called apart',
    ],
    [
      `${Array(21).fill('projects.list').join(',')}?batch=1`,
      'ein Stapel hat mehr als 20 Aufrufe',
      'one batch has more than 20 calls',
    ],
    ['%zz', 'die Adresse ist fehlerhaft prozentkodiert', 'the address has a broken percent-encoding'],
  ])('to %.40s says what is wrong with it, in German and English', async (path, german, english) => {
    for (const [language, said] of [
      ['de', `Etwas in der Anfrage ist nicht so wie erwartet: ${german}.`],
      ['en', `Something in the request is not as expected: ${english}.`],
    ] as const) {
      const answer = await server.ask(`/trpc/${path}`, { headers: { ...json, 'accept-language': language } });
      expect(JSON.parse(answer.text).error.message).toBe(said);
    }
  });

  it('that is compressed says which encoding is read', async () => {
    const answer = await server.ask('/trpc/projects.create', posted('x', { ...json, 'content-encoding': 'br' }));
    expect(answer.headers['accept-encoding']).toBe('identity');
  });

  it('whose body says that it is not encoded is taken', async () => {
    const asked = posted('{"name":"Plain"}', { ...json, 'content-encoding': 'Identity' });
    expect((await server.ask('/trpc/projects.create', asked)).status).toBe(200);
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
