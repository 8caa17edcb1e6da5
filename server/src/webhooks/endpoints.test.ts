import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cnameZone, errorOf, startTestServer, type TestServer } from '../../test/test-server.ts';
import { pruneDeliveries } from './deliveries.ts';
import { maxEndpoints } from './endpoints.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
});
afterAll(() => server.stop());

const events = ['click' as const];
const url = 'https://hooks.brand.example/waymark';

describe('endpoints', () => {
  it.each([
    ['http://hooks.brand.example/', 'it does not begin with https://'],
    ['http://localhost/', 'it does not begin with https://'],
    ['https://user:secret@hooks.brand.example/', 'it holds a user name or password'],
    ['hooks.brand.example', 'it is not a web address'],
    ['ftp://hooks.brand.example/', 'it does not begin with https://'],
  ])('of %s are refused: %s', async (refused, problem) => {
    const { owner } = await server.account();
    const error = await errorOf(owner.webhooks.create.mutate({ url: refused, events }));
    expect(error).toMatchObject({ code: 'webhook_refused', message: expect.stringContaining(problem) });
  });

  it.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.0.0.5/',
    'https://[::1]/',
    'https://169.254.169.254/latest',
  ])('at %s are sent nothing', async (inside) => {
    const { owner } = await server.account();
    const { id } = await owner.webhooks.create.mutate({ url: inside, events });
    const { state, attempts } = await owner.webhooks.test.mutate({ id });
    expect([state, attempts[0]?.status]).toEqual(['failed', null]);
    expect(attempts[0]?.problem).toContain('leads to an address that is not public');
  });

  it('are sent nothing when their name leads to an address that is not public', async () => {
    const { owner } = await server.account();
    server.nameServer.put('inside.brand.example', [`inside.${cnameZone}`]);
    const { id } = await owner.webhooks.create.mutate({ url: 'https://inside.brand.example/', events });
    const { attempts } = await owner.webhooks.test.mutate({ id });
    expect(attempts[0]?.problem).toContain('leads to an address that is not public');
  });

  it('are at most twenty in an account, also when many are added at once', async () => {
    const { owner } = await server.account();
    const adding = Array.from({ length: maxEndpoints + 3 }, () => owner.webhooks.create.mutate({ url, events }));
    const failed = (await Promise.allSettled(adding)).filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(3);
    expect((await owner.webhooks.list.query()).data).toHaveLength(maxEndpoints);
    expect(await errorOf(owner.webhooks.create.mutate({ url, events }))).toMatchObject({ code: 'too_many_endpoints' });
  });

  it('have an event list and a description of their own, and are removed with their deliveries', async () => {
    const { owner, id: accountId } = await server.account();
    const { id } = await owner.webhooks.create.mutate({ url, events: ['click', 'click'], description: 'CRM' });
    const changed = await owner.webhooks.update.mutate({ id, events: ['open', 'link.changed'] });
    expect(changed).toMatchObject({
      url,
      description: 'CRM',
      events: ['open', 'link.changed'],
      enabled: true,
      dropped: 0,
    });
    expect(await owner.webhooks.update.mutate({ id, enabled: false })).toMatchObject({ disabledWhy: 'member' });
    await owner.webhooks.remove.mutate({ id });
    expect((await owner.webhooks.list.query()).data).toEqual([]);
    const entries = (await owner.audit.list.query({ subject: id })).data.map(({ action }) => action);
    expect(entries).toEqual(['webhooks.remove', 'webhooks.update', 'webhooks.update', 'webhooks.create']);
    expect(JSON.stringify(await server.database.auditEntry.findMany({ where: { accountId } }))).not.toContain(
      '/waymark',
    );
  });

  it('of another account are not there', async () => {
    const [one, other] = [await server.account(), await server.account()];
    const { id } = await one.owner.webhooks.create.mutate({ url, events });
    const { id: deliveryId } = await one.owner.webhooks.test.mutate({ id });
    const { webhooks } = other.owner;
    for (const call of [webhooks.update, webhooks.rotateSecret, webhooks.remove, webhooks.test])
      expect(await errorOf(call.mutate({ id }))).toMatchObject({ code: 'no_such_endpoint' });
    expect(await errorOf(webhooks.redeliver.mutate({ id: deliveryId }))).toMatchObject({ code: 'no_such_delivery' });
    expect((await webhooks.deliveries.query({ endpointId: id })).data).toEqual([]);
  });
});

describe('deliveries', () => {
  it('are kept for 30 days', async () => {
    const { owner, id: accountId } = await server.account();
    const { id } = await owner.webhooks.create.mutate({ url: 'https://127.0.0.1/', events });
    await owner.webhooks.test.mutate({ id });
    await owner.webhooks.test.mutate({ id });
    const [newer, older] = (await owner.webhooks.deliveries.query({ state: 'failed' })).data;
    const at = new Date(Date.now() - 31 * 86_400_000);
    const [first] = await server.database.webhookDelivery.findMany({ where: { accountId }, orderBy: { at: 'asc' } });
    await server.database.webhookDelivery.update({ where: { id: first!.id }, data: { at } });
    await pruneDeliveries(server.database, new Date());
    expect((await owner.webhooks.deliveries.query()).data.map((one) => one.id)).toEqual([newer!.id]);
    expect(older).toBeDefined();
  });
});
