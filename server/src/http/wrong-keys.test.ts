import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
});
afterAll(() => server.stop());

const asked = (key: string) => server.ask('/trpc/accounts.whoami', { headers: { authorization: `Bearer ${key}` } });

it('100 wrong keys a second from one address slow nobody else, and are told to wait', async () => {
  const key = await account.key('secret');
  const timeOf = async () => {
    const began = performance.now();
    expect((await asked(key)).status).toBe(200);
    return performance.now() - began;
  };
  const measure = async () => {
    const times: number[] = [];
    for (let one = 0; one < 60; one++) {
      times.push(await timeOf());
      await sleep(20);
    }
    return times.toSorted((one, other) => one - other);
  };
  await measure();
  const before = await measure();
  const statuses = new Map<number, number>();
  const flood = new AbortController();
  const flooding = (async () => {
    const answers: Promise<void>[] = [];
    while (!flood.signal.aborted) {
      const answer = asked(`wm_sk_${randomBytes(32).toString('base64url')}`).then(({ status, headers }) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      });
      answers.push(answer);
      await sleep(10);
    }
    await Promise.all(answers);
  })();
  const during = await measure();
  flood.abort();
  await flooding;
  const [p50, p95] = [30, 57];
  const figures = (times: number[]) => `p50 ${times[p50]!.toFixed(1)} ms, p95 ${times[p95]!.toFixed(1)} ms`;
  console.log(
    `others before: ${figures(before)}; during: ${figures(during)}; wrong keys: ${JSON.stringify([...statuses])}`,
  );
  expect(statuses.get(401)).toBeLessThan(30);
  expect(statuses.get(429)).toBeGreaterThan(50);
  expect(during[p50]!).toBeLessThan(before[p50]! * 2 + 20);
});
