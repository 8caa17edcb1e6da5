import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '../alerts/webhook-receiver.testing.ts';
import { isPublicAddress } from './public-address.ts';
import { createPublicPost } from './public-post.ts';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());

const message = { headers: { 'content-type': 'text/plain' }, body: 'grüße' };
const addressesOf = (found: readonly string[]) => async () => found;

describe("a request to a customer's URL", () => {
  it('has the beginning of the answer, as much of it as is wanted', async () => {
    const wordy = createServer((_request, response) => void response.writeHead(200).end('grüße '.repeat(1000)));
    wordy.listen(0, '127.0.0.1');
    await once(wordy, 'listening');
    const { port } = wordy.address() as AddressInfo;
    const post = createPublicPost({ addressesOf: addressesOf([]), mayConnect: () => true, maxBodyBytes: 7 });
    const { status, body } = await post(new URL(`http://localhost:${port}/`), message);
    expect([status, Buffer.from(body, 'latin1').toString()]).toEqual([200, 'grüße']);
    wordy.closeAllConnections();
    wordy.close();
  });

  it('goes to the resolved address, with body and headers unchanged', async () => {
    const post = createPublicPost({ addressesOf: addressesOf(['127.0.0.1']), mayConnect: () => true });
    const { port } = new URL(receiver.url);
    expect(await post(new URL(`http://hooks.brand.com:${port}/a?b`), message)).toMatchObject({ status: 204 });
    expect(receiver.hooks.at(-1)).toMatchObject({
      path: '/a?b',
      headers: { host: `hooks.brand.com:${port}`, 'content-type': 'text/plain', 'content-length': '7' },
      body: 'grüße',
    });
  });

  it('ends with the first answer and does not follow redirects', async () => {
    const post = createPublicPost({ addressesOf: addressesOf([]), mayConnect: () => true });
    receiver.answerNext(302);
    const before = receiver.hooks.length;
    expect(await post(new URL(receiver.url), message)).toMatchObject({ status: 302 });
    expect(receiver.hooks.length).toBe(before + 1);
  });

  it.each([
    ['http://hooks.brand.com/', ['10.0.0.5']],
    ['http://hooks.brand.com/', ['203.0.114.10', '127.0.0.1']],
    ['http://hooks.brand.com/', ['::ffff:169.254.169.254']],
    ['http://localhost/', []],
    ['http://click.localhost/', []],
    ['http://127.1/', []],
    ['http://0x7f000001/', []],
    ['http://[::1]/', []],
    ['http://[::ffff:10.0.0.1]/', []],
    ['http://169.254.169.254/latest', []],
  ])('is not made to %s when that leads to %j', async (url, found) => {
    const post = createPublicPost({ addressesOf: addressesOf(found), mayConnect: isPublicAddress });
    await expect(post(new URL(url), message)).rejects.toThrow('leads to an address that is not public');
  });

  it('fails when the name does not resolve, and when there is no answer in time', async () => {
    const nowhere = createPublicPost({ addressesOf: addressesOf([]), mayConnect: () => true });
    await expect(nowhere(new URL('http://hooks.brand.com/'), message)).rejects.toThrow(
      'hooks.brand.com has no address.',
    );
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const hurried = createPublicPost({ addressesOf: addressesOf([]), mayConnect: () => true, timeoutMs: 50 });
    await expect(hurried(new URL(`http://localhost:${port}/`), message)).rejects.toThrow('aborted');
    silent.closeAllConnections();
    silent.close();
  });
});
