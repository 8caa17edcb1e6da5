import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRest, type RestAnswer, type RestAsked } from '../../../test/rest.ts';
import { startTestServer, type TestServer } from '../../../test/test-server.ts';
import { bodyLimit } from '../../rpc/trpc.ts';

let server: TestServer;
let key: string;
let publishable: string;
let foreign: { readonly project: string; readonly key: string };

beforeAll(async () => {
  server = await startTestServer();
  const account = await server.account();
  key = await account.member('owner');
  publishable = await account.key('publishable');
  const stranger = await server.account('Stranger');
  const { id } = await stranger.owner.projects.create.mutate({ name: 'Theirs' });
  foreign = { project: id, key: await stranger.key('secret') };
});
afterAll(() => server.stop());

const rest = (call: string, asked: RestAsked = {}) => callRest(server, call, { key, ...asked });

/** Every error has this shape, and its id in the header. */
function expectError(answer: RestAnswer, status: number, code: string): void {
  expect(answer.body).toEqual({
    error: {
      code,
      message: expect.stringMatching(/[.]$/),
      hint: expect.stringMatching(/[.]$/),
      requestId: answer.headers['x-request-id'],
      ...(answer.body.error.field && { field: expect.any(String) }),
    },
  });
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['cache-control']).toBe('no-store');
}

const wrongKey = `wm_sec_${'A'.repeat(43)}`;
const cases: [what: string, call: string, asked: () => RestAsked, status: number, code: string][] = [
  ['no key', 'GET /projects', () => ({ key: undefined }), 401, 'not_signed_in'],
  ['a wrong key', 'GET /projects', () => ({ key: wrongKey }), 401, 'unknown_key'],
  ['a malformed key', 'GET /projects', () => ({ key: `${key}xxx` }), 401, 'unknown_key'],
  [
    'a key that is no bearer',
    'GET /projects',
    () => ({ key: undefined, headers: { authorization: `Basic ${key}` } }),
    401,
    'not_signed_in',
  ],
  [
    'a cookie in place of a key',
    'GET /projects',
    () => ({ key: undefined, headers: { cookie: `session=${key}; better-auth.session_token=${key}` } }),
    401,
    'not_signed_in',
  ],
  ['a key without the right', 'GET /projects', () => ({ key: publishable }), 403, 'not_allowed'],
  ['an address that is none', 'GET /nothing', () => ({}), 404, 'no_such_address'],
  ['an address with a slash too many', 'GET /projects/', () => ({}), 404, 'no_such_address'],
  ['an address of Object', 'GET /constructor', () => ({}), 404, 'no_such_address'],
  ['a broken percent-encoding', 'GET /domains/%zz', () => ({}), 400, 'invalid_input'],
  ['a query that is not UTF-8', 'GET /projects?search=M%FCller', () => ({}), 400, 'invalid_input'],
  ['another method', 'PUT /projects', () => ({ body: {} }), 405, 'method_not_allowed'],
  ['an id of another tenant', 'PATCH /projects/FOREIGN', () => ({ body: { name: 'Mine' } }), 404, 'no_such_project'],
  ['an id of another kind of thing', 'PATCH /projects/dom_0', () => ({ body: { name: 'Mine' } }), 400, 'invalid_input'],
  ['a field that is none', 'POST /projects', () => ({ body: { name: 'a', colour: 'red' } }), 400, 'invalid_input'],
  ['a query field that is none', 'GET /projects?colour=red', () => ({}), 400, 'invalid_input'],
  ['the same field twice', 'GET /projects?search=a&search=b', () => ({}), 400, 'invalid_input'],
  [
    'a field that the address has, too',
    'PATCH /projects/FOREIGN',
    () => ({ body: { id: 'prj_0', name: 'a' } }),
    400,
    'invalid_input',
  ],
  ['a list in place of an object', 'POST /projects', () => ({ body: [] }), 400, 'invalid_input'],
  ['a body that ends too soon', 'POST /projects', () => ({ body: '{"name":' }), 400, 'not_json'],
  [
    'a form',
    'POST /projects',
    () => ({ body: 'name=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    415,
    'not_json',
  ],
  ['half a character', 'POST /projects', () => ({ body: '{"name":"a\\ud800"}' }), 400, 'invalid_input'],
  [
    'a body in Latin-1',
    'POST /projects',
    () => ({ body: Buffer.from('{"name":"Müller"}', 'latin1') }),
    415,
    'not_utf8',
  ],
  [
    'a long body in Latin-1',
    'POST /mailings',
    () => ({ body: Buffer.from(`{"html":"${'ü'.repeat(300_000)}"}`, 'latin1') }),
    415,
    'not_utf8',
  ],
  [
    'a charset that is another',
    'POST /projects',
    () => ({ body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }),
    415,
    'not_utf8',
  ],
  [
    'a compressed body',
    'POST /projects',
    () => ({ body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } }),
    415,
    'encoded_body',
  ],
  ['a body that is too large', 'POST /mailings', () => ({ body: 'x'.repeat(bodyLimit + 1) }), 413, 'body_too_large'],
  [
    'a body that is too large and does not say so',
    'POST /mailings',
    () => ({ body: 'x'.repeat(bodyLimit + 1), headers: { 'transfer-encoding': 'chunked' } }),
    413,
    'body_too_large',
  ],
  [
    'nested lists',
    'POST /projects',
    () => ({ body: `${'['.repeat(40_000)}${']'.repeat(40_000)}` }),
    400,
    'invalid_input',
  ],
  [
    '501 recipients',
    'POST /mailings/mlg_1/render',
    () => ({ body: { recipients: Array(501).fill({ tracking: 'off' }) } }),
    400,
    'invalid_input',
  ],
  [
    'a prototype in the body',
    'POST /projects',
    () => ({ body: '{"name":"a","__proto__":{"admin":true}}' }),
    400,
    'invalid_input',
  ],
  [
    'a constructor in the body',
    'POST /projects',
    () => ({ body: '{"name":"a","constructor":{"prototype":{"admin":true}}}' }),
    400,
    'invalid_input',
  ],
  ['a prototype in the query', 'GET /projects?__proto__=x', () => ({}), 400, 'invalid_input'],
  ['a prototype in brackets', 'GET /projects?__proto__[admin]=1', () => ({}), 400, 'invalid_input'],
];

describe('a REST request', () => {
  it.each(cases)('with %s is refused in the one shape', async (_, call, asked, status, code) => {
    expectError(await rest(call.replace('FOREIGN', foreign.project), asked()), status, code);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('hears of everything that is wrong with its input at once, and of the first field', async () => {
    const { body } = await rest('POST /mailings', { body: { projectId: 'x', html: 5, textLinks: 'yes', colour: 1 } });
    for (const field of ['projectId', 'name', 'html', 'textLinks', 'colour'])
      expect(body.error.message).toContain(field);
    expect(body.error.field).toBe('projectId');
  });

  it('is refused in German on request', async () => {
    const { body } = await rest('GET /nothing', { headers: { 'accept-language': 'de' } });
    expect(body.error.message).toBe('Unter dieser Adresse gibt es nichts.');
  });

  it('hears which methods an address takes', async () => {
    expect((await rest('PUT /projects', { body: {} })).headers.allow).toBe('GET, HEAD, POST');
    expect(await rest('OPTIONS /projects')).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, POST' } });
  });

  it('keeps the id that its client gave it, and gets one where that is none', async () => {
    const own = await rest('GET /projects', { headers: { 'x-request-id': 'order-4711:1' } });
    expect(own.headers['x-request-id']).toBe('order-4711:1');
    for (const sent of ['a b', 'ada@brand.com', 'x'.repeat(129)]) {
      const { headers } = await rest('GET /projects', { headers: { 'x-request-id': sent } });
      expect(headers['x-request-id']).toMatch(/^req_[\da-f]{32}$/);
    }
  });

  it('finds CSV files where they were', async () => {
    const { status, headers } = await server.ask('/api/domains.csv', { headers: { authorization: `Bearer ${key}` } });
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
  });
});
