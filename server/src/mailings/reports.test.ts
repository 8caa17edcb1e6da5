import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  errorOf,
  startTestServer,
  storedNumber,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;
let owner: Api;
let projectId: string;
let mailingId: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  owner = account.owner;
  const domain = await owner.domains.add.mutate({ host: 'click.brand.localhost' });
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, clickDomainId: domain.id, openDomainId: domain.id });
  const urls = ['https://brand.com/b', 'https://brand.com/a'];
  const registered = await owner.mailings.create.mutate({ projectId, name: 'November', urls });
  mailingId = registered.mailingId ?? '';
});
afterAll(() => server.stop());

describe('the reports of a mailing', () => {
  it('list the mailings of a project, the newest first', async () => {
    const later = await owner.mailings.create.mutate({ projectId, name: 'Dezember', urls: [] });
    const none = { test: false, clicks: 0, uniqueClicks: 0, opens: 0, uniqueOpens: 0, own: 0 };
    expect((await owner.mailings.list.query({ projectId })).data).toEqual([
      { id: later.mailingId, name: 'Dezember', createdAt: expect.any(String), links: 0, ...none },
      { id: mailingId, name: 'November', createdAt: expect.any(String), links: 2, ...none },
    ]);
  });

  it('list the links of a mailing in the order in which they appear in it', async () => {
    const links = (await owner.mailings.links.query({ mailingId })).data;
    expect(links.map(({ url, clicks, uniqueClicks }) => [url, clicks, uniqueClicks])).toEqual([
      ['https://brand.com/b', 0, 0],
      ['https://brand.com/a', 0, 0],
    ]);
  });

  it('show each link wrapped without a recipient, and it leads to its destination', async () => {
    const [link] = (await owner.mailings.links.query({ mailingId })).data;
    const { host, pathname } = new URL(link?.wrapped ?? '');
    const answer = await server.ask(pathname, { method: 'HEAD', headers: { host } });
    expect(answer).toMatchObject({ status: 302, headers: { location: 'https://brand.com/b' } });
  });

  it('start without events', async () => {
    expect((await owner.events.list.query({ projectId })).data).toEqual([]);
    expect((await owner.events.list.query({ projectId, mailingId })).data).toEqual([]);
  });

  it('treat a mailing of another account like a missing one', async () => {
    const { owner: stranger } = await server.account('Another Brand');
    const error = await errorOf(stranger.mailings.links.query({ mailingId }));
    expect(error).toEqual(await errorOf(stranger.mailings.links.query({ mailingId: 'mlg_9007199254740991' })));
    expect(error.code).toBe('no_such_mailing');
  });

  it('show no events of another account, even to an account that has projects', async () => {
    await server.database.event.create({
      data: {
        id: '0199b0de-0000-7000-8000-0000000000e1',
        accountId: account.id,
        mailingId: storedNumber(mailingId),
        type: 'open',
        at: new Date(),
        client: 'human',
        reason: 'browser',
      },
    });
    const { owner: stranger } = await server.account('Another Brand');
    const theirs = await stranger.projects.create.mutate({ name: 'Theirs' });
    expect((await stranger.events.list.query({ projectId: theirs.id, mailingId })).data).toEqual([]);
    expect((await owner.events.list.query({ projectId, mailingId })).data).toHaveLength(1);
    expect((await owner.mailings.list.query({ projectId })).data.find(({ id }) => id === mailingId)?.opens).toBe(1);
  });

  it('show events with everything that is kept of them, also those of one recipient by any of their ids', async () => {
    const { data } = await owner.events.list.query({ projectId, limit: 1 });
    expect(data).toEqual([
      {
        id: 'evt_0199b0de0000700080000000000000e1',
        type: 'open',
        at: expect.any(String),
        mailingId,
        linkId: null,
        url: null,
        recipientId: null,
        ip: null,
        userAgent: null,
        client: 'human',
        reason: 'browser',
        test: false,
      },
    ]);
    expect((await owner.events.list.query({ recipientId: 'ada@brand.com' })).data).toEqual([]);
  });

  it('refuse a range of time that ends before it begins', async () => {
    const range = { from: '2026-11-24T00:00:00Z', to: '2026-11-23T23:00:00+01:00' };
    const error = await errorOf(owner.events.list.query(range));
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('"to": has to be later') });
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1969-12-31T23:59:59Z'])(
    'refuse %s, which no event can have',
    async (at) => {
      for (const range of [{ from: at }, { to: at }]) {
        const { code, message } = await errorOf(owner.events.list.query(range));
        expect([code, message]).toEqual(['invalid_input', expect.stringContaining('in the years 1970 to 2999')]);
      }
      const cursor = Buffer.from(JSON.stringify([at, crypto.randomUUID()])).toString('base64url');
      expect(await errorOf(owner.events.list.query({ cursor }))).toMatchObject({ code: 'invalid_input' });
      expect((await owner.events.list.query({ from: '2026-01-01T00:00:00+23:59' })).data).not.toEqual([]);
    },
  );

  it('show days, and explain the classification of events in the language of the caller', async () => {
    const day = new Date().toISOString().slice(0, 10);
    expect((await owner.mailings.daily.query({ mailingId })).data).toEqual([
      { day, clicks: 0, uniqueClicks: 0, opens: 1, uniqueOpens: 0, own: 0 },
    ]);
    expect((await owner.mailings.reasons.query({ mailingId })).data).toEqual([
      {
        type: 'open',
        client: 'human',
        reason: 'browser',
        events: 1,
        share: 1,
        explanation: 'Came from a browser or a mail program, as people use them.',
      },
    ]);
  });

  it.each(['mlg_0', 'mlg_-1', 'mlg_1.5', 'mlg_9007199254740992', '7', 'lnk_7'])(
    'cannot be asked for mailing %s',
    async (id) => {
      expect((await errorOf(owner.mailings.links.query({ mailingId: id }))).code).toBe('invalid_input');
    },
  );
});
