import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cutDatabase } from '../../test/test-server.ts';
import { LinkMap } from '../edge/links/link-map.ts';
import { Replica } from '../edge/links/replica.ts';
import { isComplete } from './catch-up.ts';
import { type ChangeFeed, followChanges } from './change-feed.ts';
import { pruneChanges } from './change-log.ts';

const day = 86_400_000;
let fresh: FreshDatabase;
let make: ReturnType<typeof factories>;
let accountId: string;
let projectId: string;
let domain: { id: string; host: string };
const feeds: ChangeFeed[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  make = factories(fresh.database);
  ({ id: accountId } = await make.account());
  ({ id: projectId } = await make.project(accountId));
  ({ domain } = await make.domain(accountId));
});
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.stop();
});
afterAll(() => fresh.drop());

/** A feed that looks for changes only on request, or when notified. */
function follow(linkMap: LinkMap, options: Partial<Parameters<typeof followChanges>[0]> = {}): ChangeFeed {
  const feed = followChanges({ url: fresh.url, linkMap, onError: () => undefined, pollIntervalMs: 60_000, ...options });
  feeds.push(feed);
  return feed;
}

async function followed(options: Parameters<typeof follow>[1] = {}) {
  const linkMap = new LinkMap();
  const feed = follow(linkMap, options);
  await feed.complete;
  return { linkMap, feed };
}

async function sent(...urls: string[]) {
  const { mailing, links } = await make.mailing(accountId, projectId, domain.id, urls);
  return { mailing: Number(mailing.id), links: links.map(({ id }) => Number(id)) };
}

describe('the feed of changes', () => {
  it('delivers everything to a new link map, however much there is', async () => {
    const { mailing } = await sent();
    await fresh.database.$executeRaw`
      INSERT INTO link (account_id, mailing_id, url)
      SELECT ${accountId}::uuid, ${mailing}::bigint, 'https://brand.com/' || number FROM generate_series(1, 3333) AS number`;
    const links = await fresh.database.link.findMany({ where: { mailingId: mailing } });
    const { linkMap } = await followed();
    expect(isComplete(linkMap)).toBe(true);
    expect(linkMap.domainOf(domain.host)).toMatchObject({ domainId: domain.id });
    for (const { id, url } of links) expect(linkMap.link(Number(id))?.url).toBe(url);
  });

  it('delivers what is committed afterwards, including deletions', async () => {
    const { linkMap, feed } = await followed({ listen: false });
    const { mailing, links } = await sent('https://a.example/', 'https://b.example/');
    await feed.caughtUp();
    expect(links.map((id) => linkMap.link(id)?.url)).toEqual(['https://a.example/', 'https://b.example/']);

    await fresh.database.link.update({ where: { id: links[0]! }, data: { url: 'https://c.example/' } });
    await fresh.database.project.update({ where: { id: projectId }, data: { ipMode: 'full' } });
    await fresh.database.optOut.create({ data: { accountId, recipientId: 'reader 1' } });
    await feed.caughtUp();
    expect(linkMap.link(links[0]!)).toMatchObject({ url: 'https://c.example/', mailing: { ipMode: 'full' } });
    expect(linkMap.optedOut(linkMap.mailing(mailing)!, 'reader 1')).toBe(true);

    await fresh.database.optOut.deleteMany();
    await fresh.database.mailing.delete({ where: { id: mailing } });
    const { domain: shortLived } = await make.domain(accountId);
    await feed.caughtUp();
    expect(linkMap.domainOf(shortLived.host)).toBeDefined();
    expect([linkMap.mailing(mailing), linkMap.link(links[1]!)]).toEqual([undefined, undefined]);
    await fresh.database.domain.delete({ where: { id: shortLived.id } });
    await feed.caughtUp();
    expect(linkMap.domainOf(shortLived.host)).toBeUndefined();
  });

  it('delivers the apps of a domain with it, and what becomes of them', async () => {
    const { linkMap, feed } = await followed({ listen: false });
    const { id: domainId, host } = domain;
    const print = `14:6D${':0A'.repeat(30)}`;
    const row = { domainId, accountId, system: 'android', app: 'com.brand.shop', fingerprints: [print] };
    const { id } = await fresh.database.listedApp.create({ data: row });
    await fresh.database.listedApp.create({
      data: { domainId, accountId, system: 'ios', app: 'ABCDE12345.com.brand' },
    });
    await feed.caughtUp();
    const ios = { system: 'ios', app: 'ABCDE12345.com.brand', fingerprints: [] };
    const android = { system: 'android', app: 'com.brand.shop', fingerprints: [print] };
    expect(linkMap.appsOf(host)).toEqual([ios, android]);
    expect((await followed()).linkMap.appsOf(host)).toEqual([ios, android]);

    await fresh.database.listedApp.update({ where: { id }, data: { app: 'com.brand.other' } });
    await feed.caughtUp();
    expect(linkMap.appsOf(host)).toEqual([ios, { ...android, app: 'com.brand.other' }]);
    await fresh.database.listedApp.deleteMany();
    await feed.caughtUp();
    expect(linkMap.appsOf(host)).toEqual([]);
  });

  it('is notified of a change', async () => {
    const { linkMap } = await followed();
    const { links } = await sent('https://a.example/');
    await expect.poll(() => linkMap.link(links[0]!)?.url).toBe('https://a.example/');
  });

  it('finds changes without a notification', async () => {
    const { linkMap } = await followed({ listen: false, pollIntervalMs: 20 });
    const { links } = await sent('https://a.example/');
    await expect.poll(() => linkMap.link(links[0]!)?.url).toBe('https://a.example/');
  });

  it('misses nothing of a transaction that began earlier and ended later than others', async () => {
    const { linkMap, feed } = await followed({ listen: false });
    const { links } = await sent('https://a.example/', 'https://b.example/');
    await feed.caughtUp();
    const slow = new pg.Client(fresh.url);
    await slow.connect();
    const correct = `UPDATE link SET url = 'https://right.example/' WHERE id = $1`;
    await slow.query('BEGIN');
    await slow.query(correct, [links[0]]);
    await fresh.database.$executeRawUnsafe(correct, links[1]);
    await feed.caughtUp();
    expect(links.map((id) => linkMap.link(id)?.url)).toEqual(['https://a.example/', 'https://right.example/']);
    await slow.query('COMMIT');
    await slow.end();
    await feed.caughtUp();
    expect(linkMap.link(links[0]!)?.url).toBe('https://right.example/');
  });

  it('ends up with the contents of the database after many concurrent transactions, some of them long, some rolled back', async () => {
    const { linkMap, feed } = await followed({ pollIntervalMs: 1 });
    const { links } = await sent(...Array.from({ length: 20 }, (_, number) => `https://brand.com/${number}`));
    const writer = async (name: number) => {
      const client = new pg.Client(fresh.url);
      await client.connect();
      for (let round = 0; round < 40; round++) {
        await client.query('BEGIN');
        await client.query(
          `UPDATE link SET url = $1 WHERE id IN
             (SELECT id FROM link WHERE id = ANY($2) ORDER BY random() LIMIT 3 FOR UPDATE SKIP LOCKED)`,
          [`https://brand.com/${name}/${round}`, links],
        );
        await client.query('SELECT pg_sleep(random() * 0.01)');
        await client.query(Math.random() < 0.2 ? 'ROLLBACK' : 'COMMIT');
      }
      await client.end();
    };
    await Promise.all(Array.from({ length: 6 }, (_, name) => writer(name)));
    await feed.caughtUp();
    const rows = await fresh.database.link.findMany({ where: { id: { in: links } } });
    expect(rows.filter(({ url }) => url.split('/').length > 4).length).toBeGreaterThan(10);
    expect(rows.map(({ id }) => linkMap.link(Number(id))?.url)).toEqual(rows.map((row) => row.url));
  });

  it('resumes after its connection was cut, and blocks nobody meanwhile', async () => {
    const { linkMap, feed } = await followed({ pollIntervalMs: 20 });
    const reconnect = await cutDatabase(fresh.url);
    await feed.caughtUp();
    await reconnect();
    const { links } = await sent('https://a.example/');
    await expect.poll(() => linkMap.link(links[0]!)?.url).toBe('https://a.example/');
  });
});

describe('a link map that was offline', () => {
  it('receives what changed meanwhile, without reading the rest again', async () => {
    const { linkMap, feed } = await followed();
    const { links } = await sent('https://a.example/', 'https://b.example/');
    await feed.caughtUp();
    await feed.stop();
    linkMap.apply([{ kind: 'link', id: links[1]!, mailingId: 0, url: 'https://untouched.example/' }]);
    await fresh.database.link.update({ where: { id: links[0]! }, data: { url: 'https://c.example/' } });
    await follow(linkMap).complete;
    expect(linkMap.link(links[0]!)?.url).toBe('https://c.example/');
    expect(linkMap.link(links[1]!)).toBeUndefined();
  });

  it('and reads only one kind again reads nothing else of the rest', async () => {
    const { linkMap, feed } = await followed();
    const { links } = await sent('https://a.example/');
    await feed.caughtUp();
    await feed.stop();
    const app = { system: 'ios', app: 'ABCDE12345.com.brand.app', fingerprints: [] } as const;
    await fresh.database.listedApp.create({ data: { domainId: domain.id, accountId, ...app, fingerprints: [] } });
    // What an earlier version of the program passed over, and something that the database does not have.
    const foreign = { kind: 'link', id: 999_999, mailingId: 1, url: 'https://foreign.example/' } as const;
    const progress = JSON.parse(linkMap.progress ?? '');
    const reading = { kind: 'domain', after: null, only: true };
    await fresh.database.$executeRaw`DELETE FROM change`;
    linkMap.apply([foreign], JSON.stringify({ ...progress, reading, again: true }));
    await follow(linkMap).complete;
    expect(linkMap.appsOf(domain.host)).toEqual([app]);
    expect(linkMap.link(links[0]!)?.url).toBe('https://a.example/');
    expect(JSON.parse(linkMap.progress ?? '')).toMatchObject({ reading: null, again: false });
    expect(linkMap.copy.prepare('SELECT count(*) AS n FROM link WHERE id = 999999').get()).toEqual({ n: 1 });
    await fresh.database.listedApp.deleteMany();
  });

  it('for longer than the log covers reads everything again, and drops what is gone', async () => {
    const { linkMap, feed } = await followed();
    const { links } = await sent('https://a.example/', 'https://b.example/', 'https://c.example/');
    const { mailing: lastMailing, links: lastLinks } = await sent('https://d.example/');
    await feed.caughtUp();
    await feed.stop();
    await fresh.database.link.update({ where: { id: links[0]! }, data: { url: 'https://right.example/' } });
    await fresh.database.link.delete({ where: { id: links[1]! } });
    await fresh.database.mailing.delete({ where: { id: lastMailing } });
    await pruneChanges(fresh.database, new Date(Date.now() + 6 * day));
    expect(await fresh.database.change.count()).toBeGreaterThan(0);
    await pruneChanges(fresh.database, new Date(Date.now() + 8 * day));
    expect(await fresh.database.change.count()).toBe(0);
    await follow(linkMap).complete;
    const urls = [...links, ...lastLinks].map((id) => linkMap.link(id)?.url);
    expect(urls).toEqual(['https://right.example/', undefined, 'https://c.example/', undefined]);
  });

  it('and was a copy of another database keeps nothing of it', async () => {
    const { linkMap, feed } = await followed();
    await feed.stop();
    const other = await freshDatabase();
    try {
      const theirs = follow(linkMap, { url: other.url });
      await theirs.complete;
      expect(linkMap.domainOf(domain.host)).toBeUndefined();
      expect(isComplete(linkMap)).toBe(true);
      await theirs.stop();
    } finally {
      await other.drop();
    }
  });

  it('while its database was rolled back reads everything again, and drops what never happened', async () => {
    const { linkMap, feed } = await followed();
    const { links } = await sent('https://a.example/');
    await feed.caughtUp();
    await feed.stop();
    const another = JSON.stringify({ ...JSON.parse(linkMap.progress!), timeline: '0000000F' });
    linkMap.apply([{ kind: 'link', id: 999_999, mailingId: 1, url: 'https://never.example/' }], another);
    expect(linkMap.link(links[0]!)).toBeDefined();
    await follow(linkMap).complete;
    expect(JSON.parse(linkMap.progress!).timeline).toBe('00000001');
    expect(linkMap.link(links[0]!)?.url).toBe('https://a.example/');
    linkMap.apply([{ kind: 'mailing', id: 1, projectId, clickDomainId: null, openDomainId: null }]);
    expect(linkMap.link(999_999)).toBeUndefined();
  });

  it('follows no database but the expected one, and says so', async () => {
    const { linkMap, feed } = await followed();
    await feed.stop();
    const replaced = Promise.withResolvers<void>();
    const expected = { database: 'another', timeline: '00000001', installation: 'i', epoch: 'e' };
    follow(linkMap, { expected, onReplaced: replaced.resolve });
    await replaced.promise;
    expect(linkMap.domainOf(domain.host)).toBeDefined();
  });

  it('while reading everything continues from there', async () => {
    const replica = new Replica();
    const { linkMap, feed } = await followed();
    await feed.stop();
    const progress = JSON.parse(linkMap.progress!);
    const { links } = await sent('https://a.example/');
    const after = String(links[0]! - 1);
    replica.write([], JSON.stringify({ ...progress, reading: { kind: 'link', after } }));
    const halfRead = new LinkMap({ replica });
    expect(isComplete(halfRead)).toBe(false);
    await follow(halfRead).complete;
    expect(isComplete(halfRead)).toBe(true);
    expect(halfRead.domainOf(domain.host)).toBeUndefined();
    expect(halfRead.mailing(links[0]!)).toBeUndefined();
  });
});
