import { hashRecipientId } from '@waymark/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, addVerifiedDomain, startTestServer, storedId, type TestServer } from '../../test/test-server.ts';

const host = 'click.brand.com';
const address = 'ada@reader.example';

let server: TestServer;
let api: Api;
let accountId: string;
let hash: string;

beforeAll(async () => {
  server = await startTestServer();
  const account = await server.account();
  [api, accountId] = [account.owner, account.id];
});
afterAll(() => server.stop());

describe('after the only domain of an account was removed', () => {
  it('its events still exist', async () => {
    const { id: domainId } = await addVerifiedDomain(server, api, host);
    const { secret } = await server.database.signingKey.findFirstOrThrow({ where: { domainId: storedId(domainId) } });
    hash = hashRecipientId(secret, address);
    const { id: projectId } = await api.projects.create.mutate({ name: 'Newsletter' });
    await api.projects.update.mutate({ id: projectId, clickDomainId: domainId });
    const html = '<a href="https://brand.com/shop">Shop</a>';
    for (const id of [address, '4711']) {
      const mail = await api.mailings.wrap.mutate({ projectId, name: 'November', html, recipient: { id } });
      const { pathname } = new URL(/href="([^"]+)"/.exec(mail.html)![1]!);
      expect((await server.ask(pathname, { host })).status).toBe(302);
    }
    const events = () => server.database.event.count();
    await expect.poll(events).toBe(2);
    await api.projects.update.mutate({ id: projectId, clickDomainId: null });
    server.nameServer.put(host, []);
    await api.domains.remove.mutate({ id: domainId, host });
    expect(await events()).toBe(2);
  });

  it('recipients can export what is stored about them, including those with an address for an id', async () => {
    const exported = await api.recipients.export.mutate({ recipientId: address });
    expect([exported.recipientIds, exported.events.map(({ recipientId }) => recipientId)]).toEqual([[hash], [hash]]);
    expect((await api.recipients.export.mutate({ recipientId: '4711' })).events).toHaveLength(1);
  });

  it('an opt-out is kept for future mail if the id is not an address', async () => {
    expect(await api.recipients.optOut.mutate({ recipientIds: [address, '4711'] })).toEqual({ ids: 1 });
    const { data: optOuts } = await api.recipients.optOuts.query({});
    expect(optOuts.map(({ recipientId }) => recipientId)).toEqual(['4711']);
  });

  it('an opt-out from before the removal can be undone by opting in', async () => {
    await server.database.optOut.create({ data: { accountId, recipientId: hash } });
    expect(await api.recipients.optIn.mutate({ recipientIds: [address] })).toEqual({ ids: 1 });
  });

  it('recipients can be erased', async () => {
    expect(await api.recipients.erase.mutate({ recipientIds: [address, '4711'] })).toEqual({ events: 2 });
    expect(await server.database.event.count()).toBe(0);
  });
});
