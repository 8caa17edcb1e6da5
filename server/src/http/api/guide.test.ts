import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { needs, program } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVerifiedDomain, startTestServer, type TestServer } from '../../../test/test-server.ts';

const page = readFileSync(new URL('../../../../docs/api/README.md', import.meta.url), 'utf8');
/** Each call of the page, with the answer that it promises, if it shows one. */
const examples = [...page.matchAll(/```sh\n(curl [\s\S]+?)```\n(?:\n```json\n([\s\S]+?)```)?/g)].map(
  ([, call = '', answer]) => ({ call, answer }),
);

let server: TestServer;
const environment: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  const account = await server.account();
  const domain = await addVerifiedDomain(server, account.owner, 'click.brand.example');
  const { id } = await account.owner.projects.create.mutate({ name: 'Newsletter' });
  await account.owner.projects.update.mutate({ id, clickDomainId: domain.id, openDomainId: domain.id });
  Object.assign(environment, {
    WAYMARK_SERVER: server.address,
    WAYMARK_KEY: await account.key('secret'),
    WAYMARK_PROJECT: id,
  });
});
afterAll(() => server.stop());

const escaped = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** A value of an example, in which … stands for anything. */
function expected(value: unknown): unknown {
  if (typeof value === 'string')
    return expect.stringMatching(new RegExp(`^${value.split('…').map(escaped).join('[\\s\\S]+')}$`));
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expected(inner)]));
}

describe('the page on the API', needs('curl'), () => {
  it('shows calls that are answered as it says', async () => {
    expect(examples.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(3);
    for (const { call, answer } of examples) {
      const env = { ...process.env, ...environment };
      const command = call.replace(/^curl/, `'${program('curl')}' -sS`);
      const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
      if (call.startsWith('curl -I')) {
        expect(stdout).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*RateLimit-Remaining: \d+/i);
        continue;
      }
      const answered = JSON.parse(stdout);
      if (answer === undefined) expect(answered.error).toBeUndefined();
      else expect(answered, call).toEqual(expected(JSON.parse(answer)));
      if (typeof answered.id === 'string') environment['MAILING'] = answered.id;
    }
  });
});
