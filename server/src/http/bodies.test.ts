import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
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
    await sleep(100);
    expect(process.memoryUsage().external - before).toBeLessThan(60 * megabyte);
    for (const { end } of strangers) end();
  });
});
