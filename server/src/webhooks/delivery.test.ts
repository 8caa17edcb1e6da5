import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, startTestServer, storedId, type TestAccount, type TestServer } from '../../test/test-server.ts';
import { type Inbox, type Receiver, startReceiver } from './receiver.testing.ts';

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  await receiver.stop();
});

const soon = { timeout: 20_000, interval: 50 };

/** An endpoint of a new account, or of the given one, that is told of verified domains. */
async function endpoint(inbox: Inbox, given?: TestAccount) {
  const account = given ?? (await server.account());
  const { id, secret } = await account.owner.webhooks.create.mutate({ url: inbox.url, events: ['domain.verified'] });
  /** A domain that is verified: one delivery at once. */
  const happen = async () => {
    const { domain } = await server.make.domain(account.id, { verifiedAt: null, status: 'pending' });
    await server.database.domain.update({ where: { id: domain.id }, data: { verifiedAt: new Date() } });
  };
  const newest = async () => (await account.owner.webhooks.deliveries.query({ endpointId: id })).data[0];
  const view = async () => (await account.owner.webhooks.list.query()).data.find((one) => one.id === id);
  return { account, owner: account.owner, id, secret, happen, newest, view };
}

/** What waits to be tried again is tried now. */
const hurry = () => server.database.$executeRaw`
  UPDATE pgboss.job SET start_after = now() WHERE name IN ('webhook-deliver', 'webhook-undelivered') AND state = 'retry'`;

/** The queue has no more attempts for what waits. */
const lastAttempt = () => server.database.$executeRaw`
  UPDATE pgboss.job SET retry_limit = retry_count WHERE name = 'webhook-deliver' AND state < 'completed'`;

describe('a receiver that fails', () => {
  it('is tried again, with the same id, and the list says what it answered at each attempt', async () => {
    const inbox = receiver.at((response) => void response.writeHead(503).end('busy, come back'));
    const { happen, newest, secret, view } = await endpoint(inbox);
    await happen();
    await expect.poll(async () => (await newest())?.attempts.length, soon).toBe(1);
    expect(await newest()).toMatchObject({
      state: 'waiting',
      attempts: [{ status: 503, answer: 'busy, come back', problem: 'It answered with 503.' }],
    });
    expect(await view()).toMatchObject({ failingSince: expect.any(String) });
    inbox.answer((response) => void response.writeHead(200).end('thanks'));
    await expect
      .poll(() => hurry().then(newest), soon)
      .toMatchObject({
        state: 'delivered',
        attempts: [{ status: 503 }, { status: 200, answer: 'thanks', problem: null, durationMs: expect.any(Number) }],
      });
    expect(inbox.verified(secret)).toHaveLength(2);
    expect(new Set(inbox.all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await view()).toMatchObject({ failingSince: null });
  });

  it('is tried for about a day, and then the delivery is a dead letter that a member can send once more', async () => {
    const rows = await server.database.$queryRaw<{ limit: number; delay: number; most: number }[]>`
      SELECT retry_limit AS limit, retry_delay AS delay, retry_delay_max AS most FROM pgboss.queue WHERE name = 'webhook-deliver'`;
    const { limit, delay, most } = rows[0]!;
    // Each wait is between this and its half.
    const waits = Array.from({ length: limit }, (_, index) => Math.min(delay * 2 ** (index + 1), most));
    const hours = waits.reduce((sum, wait) => sum + wait * 0.75, 0) / 3600;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);

    const inbox = receiver.at((response) => void response.writeHead(500).end());
    const { happen, newest, owner } = await endpoint(inbox);
    await happen();
    await expect.poll(() => inbox.all.length, soon).toBe(1);
    await expect.poll(() => lastAttempt().then(hurry).then(newest), soon).toMatchObject({ state: 'failed' });
    inbox.answer((response) => void response.writeHead(204).end());
    const { id } = (await newest())!;
    await owner.webhooks.redeliver.mutate({ id });
    await expect.poll(newest, soon).toMatchObject({ id, state: 'delivered' });
    expect(new Set(inbox.all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('for days is disabled, and its account gets an alert', async () => {
    const inbox = receiver.at((response) => void response.writeHead(500).end());
    const { happen, view, owner, id } = await endpoint(inbox);
    const failingSince = new Date(Date.now() - 6 * 86_400_000);
    await server.database.webhookEndpoint.update({ where: { id: storedId(id) }, data: { failingSince } });
    await happen();
    await expect.poll(view, soon).toMatchObject({ enabled: false, disabledWhy: 'failing' });
    const [alert] = (await owner.alerts.list.query()).data;
    expect(alert).toMatchObject({
      type: 'webhook.disabled',
      title: `A webhook to ${new URL(inbox.url).host} was switched off`,
      explanation: expect.stringContaining('It answered with 500.'),
    });
    const before = inbox.all.length;
    await happen();
    expect(await errorOf(owner.webhooks.test.mutate({ id }))).toMatchObject({ code: 'endpoint_disabled' });
    inbox.answer((response) => void response.writeHead(204).end());
    await owner.webhooks.update.mutate({ id, enabled: true });
    await happen();
    await expect.poll(() => inbox.all.length, soon).toBe(before + 1);
    expect(await view()).toMatchObject({ enabled: true, disabledWhy: null, failingSince: null });
  });

  it('with 410 is disabled at once, as Standard Webhooks says', async () => {
    const { happen, view } = await endpoint(receiver.at((response) => void response.writeHead(410).end()));
    await happen();
    await expect.poll(view, soon).toMatchObject({ enabled: false, disabledWhy: 'gone' });
  });
});

describe('a receiver that redirects', () => {
  it('is not followed', async () => {
    const target = receiver.at();
    const inbox = receiver.at((response) => void response.writeHead(307, { location: target.url }).end());
    const { happen, newest } = await endpoint(inbox);
    await happen();
    await expect
      .poll(async () => (await newest())?.attempts, soon)
      .toMatchObject([{ status: 307, problem: 'It answered with 307, and redirects are not followed.' }]);
    expect(target.all).toEqual([]);
  });
});

describe('receivers that hang', () => {
  it('are given up after ten seconds, and delay nobody else, not even of their own account', async () => {
    const hanging = receiver.at(() => undefined);
    const trickling = receiver.at((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 500);
      response.once('close', () => clearInterval(timer));
    });
    const slow = await endpoint(hanging);
    const own = receiver.at();
    await endpoint(own, slow.account);
    await endpoint(trickling, slow.account);
    const others = receiver.at();
    const quick = await endpoint(others);
    const begin = Date.now();
    for (let count = 0; count < 60; count++) await slow.happen();
    await quick.happen();
    await expect.poll(() => others.all.length, soon).toBe(1);
    await expect.poll(() => own.all.length, soon).toBe(60);
    expect(Date.now() - begin).toBeLessThan(9000);
    // No more than four at a time, on however many servers.
    expect(hanging.all.length).toBeLessThanOrEqual(4);
    const attempts = async () =>
      (await slow.owner.webhooks.deliveries.query({ endpointId: slow.id, limit: 500 })).data.flatMap(
        (one) => one.attempts,
      );
    await expect.poll(async () => (await attempts()).length, soon).toBeGreaterThan(0);
    const [attempt] = await attempts();
    expect(attempt).toMatchObject({ status: null, problem: 'It did not answer in time.' });
    expect(attempt?.durationMs).toBeGreaterThan(9500);
    expect(attempt?.durationMs).toBeLessThan(12_000);
  });
});

describe('an answer', () => {
  it('is kept to a thousand characters, however long it is', async () => {
    const { happen, newest } = await endpoint(
      receiver.at((response) => void response.writeHead(200).end('long '.repeat(1_000_000))),
    );
    await happen();
    await expect.poll(newest, soon).toMatchObject({ state: 'delivered' });
    expect((await newest())?.attempts[0]?.answer).toHaveLength(1000);
  });
});

describe('a test', () => {
  it('is sent at once, and its answer says what became of it', async () => {
    const inbox = receiver.at();
    const { owner, id, secret } = await endpoint(inbox);
    expect(await owner.webhooks.test.mutate({ id })).toMatchObject({
      type: 'test',
      state: 'delivered',
      attempts: [{ status: 204 }],
    });
    expect(inbox.verified(secret)).toMatchObject([{ type: 'test', data: { endpointId: id } }]);
    inbox.answer((response) => void response.writeHead(401).end('who are you'));
    expect(await owner.webhooks.test.mutate({ id })).toMatchObject({
      state: 'failed',
      attempts: [{ status: 401, answer: 'who are you' }],
    });
  });
});

describe('a secret', () => {
  it('is shown once, and a rotated one signs beside the new one for a day', async () => {
    const inbox = receiver.at();
    const { owner, id, secret } = await endpoint(inbox);
    const rotated = await owner.webhooks.rotateSecret.mutate({ id });
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(secret);
    const listed = JSON.stringify([await owner.webhooks.list.query(), await owner.webhooks.update.mutate({ id })]);
    for (const shown of [secret, rotated.secret]) expect(listed).not.toContain(shown.slice(6));
    await owner.webhooks.test.mutate({ id });
    expect(inbox.verified(secret)).toHaveLength(1);
    expect(inbox.verified(rotated.secret)).toHaveLength(1);
    const formerUntil = new Date(Date.now() - 1);
    await server.database.webhookEndpoint.update({ where: { id: storedId(id) }, data: { formerUntil } });
    await owner.webhooks.test.mutate({ id });
    expect(inbox.verified(rotated.secret)).toHaveLength(2);
    expect(() => inbox.verified(secret)).toThrow('No matching signature found');
  });
});
