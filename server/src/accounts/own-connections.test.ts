import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';
import { pruneOwnConnections } from './own-connections.ts';

const office = '203.0.113.7';
const phone = '2001:db8:1:2:aaaa::1';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let server: TestServer;
let other: Awaited<ReturnType<TestServer['another']>>;
let account: TestAccount;
let projectId: string;
let key: string;

/** The API as it is reached from an address. */
const from = (address: string, of = key): Api => server.api(of, { 'x-forwarded-for': address });

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_TRUSTED_PROXIES: 'loopback' });
  account = await server.account();
  key = await account.member('editor');
  const { id } = await addVerifiedDomain(server, account.owner, 'click.brand.com');
  projectId = (await account.owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await account.owner.projects.update.mutate({ id: projectId, clickDomainId: id, openDomainId: id, ipMode: 'none' });
  other = await server.another();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

async function sent(test = false) {
  const html = '<body><a href="https://brand.com/shop">Shop</a></body>';
  const of = { projectId, name: 'November', html, recipient: { id: '4711' }, test };
  const { mailingId, html: wrapped } = await from(office).mailings.wrap.mutate(of);
  const { pathname, host } = new URL(/href="([^"]+)"/.exec(wrapped)![1]!);
  const click = async (address: string, at: Pick<TestServer, 'ask'> = server) => {
    const headers = { 'user-agent': firefox, 'x-forwarded-for': address };
    expect((await at.ask(pathname, { host, headers })).status).toBe(302);
  };
  /** What was stored of its clicks, in the order in which they came. */
  const reasons = async () =>
    (await account.owner.events.list.query({ mailingId: mailingId! })).data.map(({ reason }) => reason).reverse();
  return { mailingId: mailingId!, click, reasons };
}

describe('a connection that a member takes out of the figures', () => {
  it('is in no figure but its own, on every server, until it is taken back', async () => {
    const { mailingId, click, reasons } = await sent();
    expect(await from(office).accounts.excludeConnection.mutate({})).toMatchObject({ here: true });
    await click(office);
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['own']);
    await click('203.0.113.8');
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['own', 'browser']);
    const { data } = await account.owner.mailings.list.query({ projectId });
    expect(data.find(({ id }) => id === mailingId)).toMatchObject({ clicks: 1, uniqueClicks: 1, own: 1 });
    expect(await account.owner.mailings.get.query({ mailingId, traffic: 'all' })).toMatchObject({ clicks: 1, own: 1 });
    expect((await account.owner.mailings.links.query({ mailingId })).data).toMatchObject([{ clicks: 1, own: 1 }]);
    expect((await account.owner.mailings.daily.query({ mailingId })).data).toMatchObject([{ clicks: 1, own: 1 }]);
    expect((await account.owner.mailings.reasons.query({ mailingId })).data.map(({ reason }) => reason).sort()).toEqual(
      ['browser', 'own'],
    );
    const clickedThere = async () => {
      await click(office, other);
      return (await reasons()).at(-1);
    };
    await expect.poll(clickedThere, { interval: 500, timeout: 10_000 }).toBe('own');

    expect(await from(office).accounts.includeConnection.mutate({})).toEqual({ connections: 1 });
    await click(office);
    await expect.poll(async () => (await reasons()).at(-1), { timeout: 10_000 }).toBe('browser');
  });

  it('is recognised by the network of an IPv6 address, in which browsers change theirs', async () => {
    const { click, reasons } = await sent();
    await from(phone).accounts.excludeConnection.mutate({ hours: 1 });
    await click('2001:db8:1:2::9');
    await click('2001:db8:1:3::9');
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['own', 'browser']);
    await from(phone).accounts.includeConnection.mutate({});
  });

  it('is recognised however an address is written', async () => {
    const { click, reasons } = await sent();
    await from(phone).accounts.excludeConnection.mutate({ hours: 1 });
    await from(office).accounts.excludeConnection.mutate({ hours: 1 });
    await click('2001:0DB8:0001:0002:0000:0000:0000:0001');
    await click('::ffff:cb00:7107');
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['own', 'own']);
    await from('2001:DB8:1:2::1').accounts.includeConnection.mutate({});
    await from('0:0:0:0:0:FFFF:203.0.113.7').accounts.includeConnection.mutate({});
    expect((await from(phone).accounts.ownConnections.query()).connections).toEqual([]);
  });

  it.each(['garbage', '203.0.113.256', `${office}, unknown`, ''])(
    'is never the proxy, which says %j of who is behind it',
    async (said) => {
      expect(await errorOf(from(said).accounts.excludeConnection.mutate({}))).toMatchObject({
        code: 'address_unknown',
      });
      expect((await from(office).accounts.ownConnections.query()).connections).toEqual([]);
    },
  );

  it('is taken back by who excluded it, or by an editor or owner, and each member has an entry', async () => {
    const viewer = await account.member('viewer');
    const first = await from(office).accounts.excludeConnection.mutate({ hours: 24 });
    const second = await from(office, viewer).accounts.excludeConnection.mutate({ hours: 1 });
    const listed = async () => (await from(office).accounts.ownConnections.query()).connections.map(({ id }) => id);
    expect(await listed()).toEqual([first.id, second.id]);
    const refused = await errorOf(from(office, viewer).accounts.includeConnection.mutate({ id: first.id }));
    expect(refused.code).toBe('not_allowed');
    expect(await from(office, viewer).accounts.includeConnection.mutate({})).toEqual({ connections: 1 });
    expect(await listed()).toEqual([first.id]);
    const gone = await errorOf(from(office).accounts.includeConnection.mutate({ id: second.id }));
    expect(gone.code).toBe('no_such_connection');
    const third = await from(phone, viewer).accounts.excludeConnection.mutate({});
    expect(await from(office).accounts.includeConnection.mutate({ id: third.id })).toEqual({ connections: 1 });
    await from(office).accounts.includeConnection.mutate({});
  });

  it('is one of five of a member, who cannot use up what others need', async () => {
    const exclude = (member: string, at: number) =>
      from(`198.51.100.${at}`, member).accounts.excludeConnection.mutate({});
    const viewers = await Promise.all(Array.from({ length: 4 }, () => account.member('viewer')));
    for (const [index, viewer] of viewers.entries()) {
      for (let n = 0; n < 5; n++) await exclude(viewer, 10 * index + n);
      expect((await errorOf(exclude(viewer, 10 * index + 5))).code).toBe('too_many_connections');
      expect(await exclude(viewer, 10 * index)).toMatchObject({ here: true });
    }
    expect(await exclude(key, 100)).toMatchObject({ here: true });
    expect((await errorOf(exclude(key, 101))).code).toBe('too_many_connections');
    const { connections } = await from(office).accounts.ownConnections.query();
    expect(connections).toHaveLength(21);
    for (const { id } of connections) await from(office).accounts.includeConnection.mutate({ id });
  });

  it('is said with its end, and counts again after that', async () => {
    const before = Date.now();
    const { id } = await from(office).accounts.excludeConnection.mutate({ hours: 2 });
    await from(office).accounts.excludeConnection.mutate({ hours: 2 });
    const { connections } = await from(phone).accounts.ownConnections.query();
    expect(connections).toMatchObject([{ member: { name: 'Ada' }, here: false }]);
    expect(connections[0]?.id).not.toBe(id);
    expect(Math.round((Date.parse(connections[0]!.until) - before) / 360_000)).toBe(20);
    await pruneOwnConnections(server.database, new Date(Date.now() + 3 * 3_600_000));
    expect(await from(office).accounts.ownConnections.query()).toEqual({ connections: [] });
  });

  it("is kept as a hash under a key of its own, and says nothing about another account's mail", async () => {
    const stranger = await server.account('Another Brand');
    const theirs = await stranger.member('viewer');
    await from(office, theirs).accounts.excludeConnection.mutate({});
    await from(office).accounts.excludeConnection.mutate({});
    const rows = await server.database.ownConnection.findMany();
    expect(new Set(rows.map(({ hash }) => Buffer.from(hash).toString('hex'))).size).toBe(2);
    expect(JSON.stringify(rows)).not.toContain(office);
    await from(office).accounts.includeConnection.mutate({});
    const { click, reasons } = await sent();
    await click(office);
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['browser']);
    expect((await from(phone).accounts.ownConnections.query()).connections).toEqual([]);
  });

  it('is refused to a key that is no member’s', async () => {
    const secret = await account.key('secret');
    const refused = await errorOf(from(office, secret).accounts.excludeConnection.mutate({}));
    expect(refused.code).toBe('not_allowed');
  });
});

describe('a test send', () => {
  it('works like any other mail, and is listed and counted apart', async () => {
    const { mailingId, click, reasons } = await sent(true);
    await click('198.51.100.7');
    await expect.poll(reasons, { timeout: 10_000 }).toEqual(['browser']);
    const { data, tests } = await account.owner.mailings.list.query({ projectId });
    expect(data.map(({ id }) => id)).not.toContain(mailingId);
    expect(tests).toEqual({ mailings: 1, events: 1 });
    const shown = await account.owner.mailings.list.query({ projectId, test: true });
    expect(shown).toMatchObject({
      data: [{ id: mailingId, test: true, clicks: 1 }],
      tests: { mailings: 1, events: 1 },
    });
    expect((await account.owner.events.list.query({ projectId, test: true })).data).toMatchObject([{ mailingId }]);
    for (const filter of [{ projectId, test: false }, { projectId }, {}]) {
      const { data: rest } = await account.owner.events.list.query(filter);
      expect(rest.map((event) => event.mailingId)).not.toContain(mailingId);
    }
  });
});
