import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEdge } from './edge.testing.ts';
import { probeAnswer, probePath } from './probe.ts';

const key = randomBytes(32);
const token = `7.${randomBytes(24).toString('base64url')}`;
let edge: Awaited<ReturnType<typeof startEdge>>;

beforeAll(async () => {
  edge = await startEdge();
  const keys = [{ keyId: 7, key }];
  edge.linkMap.apply([{ kind: 'domain', id: 'one', host: 'click.brand.com', certificate: false, keys }]);
});
afterAll(() => edge.stop());

const ask = (host: string, text: string, method = 'GET') => edge.ask(`${probePath}${text}`, { host, method });

describe('a probe', () => {
  it('of a known host gets an answer that only its key can produce', async () => {
    const { status, body, headers } = await ask('click.brand.com', token);
    expect(status).toBe(200);
    expect(body.toString()).toBe(probeAnswer('click.brand.com', token, key));
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/plain' });
  });

  it('gets a different answer for each token, host and key', () => {
    const answers = [
      probeAnswer('click.brand.com', token, key),
      probeAnswer('click.brand.com', `7.${randomBytes(24).toString('base64url')}`, key),
      probeAnswer('links.brand.com', token, key),
      probeAnswer('click.brand.com', token, randomBytes(32)),
    ];
    expect(new Set(answers).size).toBe(answers.length);
  });

  it('counts nothing', async () => {
    await ask('click.brand.com', token, 'HEAD');
    expect(await edge.events()).toEqual([]);
  });

  it.each([
    ['click.other.com', token],
    ['', token],
    ['click.brand.com', token.replace('7.', '8.')],
    ['click.brand.com', token.replace('7.', '999.')],
    ['click.brand.com', `${token}A`],
    ['click.brand.com', token.slice(0, -1)],
    ['click.brand.com', token.slice(2)],
    ['click.brand.com', ''],
    ['click.brand.com', '7.%2e%2e%2f'],
    ['click.brand.com', `-1.${token.slice(2)}`],
  ])('to %j with the token %j leads nowhere', async (host, text) => {
    expect((await ask(host, text)).status).toBe(404);
  });
});
