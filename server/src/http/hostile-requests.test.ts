import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Asked } from '../../test/ask.ts';
import { procedures } from '../../test/procedures.ts';
import { errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await startTestServer();
  key = await (await server.account()).member('owner');
});
afterAll(() => server.stop());

/** Untrusted input: arbitrary text, and texts that have broken servers before. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '__proto__',
    '../../etc/passwd',
    '%00',
    '%',
    '{"a":',
    "' OR 1=1 --",
    '<script>',
    '9'.repeat(400),
  ),
);
const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), text, fc.double(), fc.bigInt().map(String));
const fields = ['id', 'name', 'host', 'html', 'projectId', 'mailingId', 'urls', 'recipient', 'limit', 'clickDomainId'];
const input = fc.oneof(
  value,
  fc.dictionary(
    fc.oneof(fc.constantFrom(...fields), text),
    fc.oneof(value, fc.array(text, { maxLength: 3 }), fc.uuid()),
  ),
);
const path = fc.oneof(
  fc.constantFrom(...procedures).map((name) => `/trpc/${name}`),
  text.map((part) => `/trpc/${encodeURIComponent(part.toWellFormed())}`),
  text.map((part) => `/setup/${encodeURIComponent(part.toWellFormed())}`),
  fc.webPath({ size: 'small' }),
);
const call = fc.record({
  path,
  input,
  method: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'),
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ),
  batch: fc.boolean(),
});

function send({
  path,
  input,
  method,
  type,
  batch,
}: typeof call extends fc.Arbitrary<infer T> ? T : never): Promise<Answer> {
  const json = JSON.stringify(batch ? { 0: input } : input) ?? '';
  const query = `?${batch ? 'batch=1&' : ''}input=${encodeURIComponent(json.toWellFormed())}`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': type };
  const asked: Asked = method === 'POST' || method === 'PUT' ? { method, headers, body: json } : { method, headers };
  return server.ask(path + (asked.body === undefined ? query.slice(0, 8000) : ''), asked);
}

describe('the app under hostile requests', () => {
  it('answers each of them, without an internal error, a stack trace or a path of this machine', async () => {
    await fc.assert(
      fc.asyncProperty(call, async (hostile) => {
        const { status, text: answer } = await send(hostile);
        expect(status).toBeLessThan(500);
        expect(answer).not.toMatch(/node_modules|\/src\/|"stack"|INTERNAL_SERVER_ERROR|prisma/i);
      }),
      { numRuns: 400 },
    );
  });

  it('accepts or refuses any text in well-formed calls', async () => {
    const api = server.api(key);
    const domain = await api.domains.add.mutate({ host: 'click.brand.localhost' });
    const { id: projectId } = await api.projects.create.mutate({ name: 'Newsletter' });
    await api.projects.update.mutate({ id: projectId, clickDomainId: domain.id, openDomainId: domain.id });
    const calls = (one: string, other: string) => [
      api.projects.update.mutate({ id: projectId, name: one }),
      api.domains.add.mutate({ host: one }),
      api.mailings.create.mutate({ projectId, name: one, urls: [one, other] }),
      api.mailings.create.mutate({ projectId, name: 'a', urls: [`https://brand.com/${one}`] }),
      api.mailings.wrap.mutate({ projectId, name: one, html: one, recipient: { id: other } }),
      api.mailings.wrap.mutate({
        projectId,
        name: 'a',
        html: `<a href="${one}">${other}</a>`,
        recipient: { id: one },
      }),
      api.mailings.wrap.mutate({
        projectId,
        name: 'a',
        html: `<a href="https://brand.com/${one}">`,
        recipient: { id: other },
      }),
    ];
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        for (const result of await Promise.allSettled(calls(one, other)))
          codes.add(result.status === 'fulfilled' ? 'taken' : (await errorOf(Promise.reject(result.reason))).code);
      }),
      { numRuns: 40 },
    );
    expect([...codes].sort()).toEqual(['host_refused', 'invalid_input', 'link_refused', 'not_html', 'taken']);
  });

  it('keeps its memory bounded while many large bodies arrive at once, and answers others meanwhile', async () => {
    const chunk = Buffer.alloc(1e6, 'a');
    const before = process.memoryUsage.rss();
    const uploads = Array.from({ length: 20 }, () => upload(chunk, 20));
    expect(await server.ask('/healthz')).toMatchObject({ status: 200 });
    // Too large, or too many at once for one account.
    for (const status of await Promise.all(uploads)) expect([413, 429]).toContain(status);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
  });
});

/** Sends a body chunk by chunk, waiting for each to leave; resolves with the status of the answer. */
function upload(chunk: Buffer, chunks: number): Promise<number | undefined> {
  const headers = { host: 'localhost', authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const target = { host: '127.0.0.1', port: server.port, path: '/trpc/mailings.wrap', method: 'POST' };
  return new Promise((answered, failed) => {
    const sent = request({ ...target, agent: false, headers }, (response) => {
      response.resume().once('end', () => answered(response.statusCode));
    });
    sent.on('error', failed);
    let left = chunks;
    const more = () => (left-- > 0 ? sent.write(chunk, more) : sent.end());
    more();
  });
}
