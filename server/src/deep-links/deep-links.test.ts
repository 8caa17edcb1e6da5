import type { RequestListener } from 'node:http';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, cnameZone, startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';
import { maxFetchesPerHour } from './fetch-limit.ts';
import { appleFile, json, statement } from './fetching/fetching.testing.ts';
import { pruneHosts } from './inspected-hosts.ts';
import { apple, type Sites, startSites } from './sites.testing.ts';

let server: TestServer;
let second: Awaited<ReturnType<TestServer['another']>>;
let account: TestAccount;
let api: Api;
let sites: Sites;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  sites = await startSites(cnameZone);
  server = await startTestServer({}, { fetching: sites });
  second = await server.another();
  account = await server.account();
  api = account.owner;
  undo.push(sites.stop, server.stop, second.stop);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});
beforeEach(async () => {
  await server.database.hostFetches.deleteMany();
});

const inspect = (url: string, again = false) => api.deepLinks.inspect.mutate({ urls: [url], again });
const site = (answer?: RequestListener) => sites.add(answer);
const requestsTo = (host: string) => sites.requestsTo(host);
/** Lets time pass for what is known of a host. */
async function age(host: string, hours: number) {
  await server.database.$executeRaw`
    UPDATE association_file SET last_at = last_at - make_interval(hours => ${hours}::int),
      first_at = first_at - make_interval(hours => ${hours}::int) WHERE host = ${host}`;
}
/** Waits until a host was asked so often, and what it said is stored. */
async function untilAsked(host: string, times: number) {
  await until(async () => {
    const isFree = (await server.database.associationHost.count({ where: { host, leasedUntil: null } })) > 0;
    return isFree && requestsTo(host).length === times;
  });
}
async function until(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 20));
}

describe('a link that is inspected', needs('openssl'), () => {
  it('opens an app by a rule of its host, in the words of the reader', async () => {
    const host = site(apple);
    const { links, hosts, moreAt } = await inspect(`https://${host}/shop/1`);
    expect(links).toEqual([
      {
        url: `https://${host}/shop/1`,
        host,
        class: 'depends-on-aasa',
        outcome: 'breaks',
        reason: 'rule',
        why: null,
        app: 'ABCDE12345.com.brand.shop',
        rule: '/shop/*',
        service: null,
        sentence: expect.objectContaining({ title: 'The link opens an app, but would not when tracked' }),
        apps: [
          {
            system: 'ios',
            app: 'ABCDE12345.com.brand.shop',
            answer: { answer: 'opens', rule: '/shop/*' },
            sentence: '`/shop/*` of the app ABCDE12345.com.brand.shop matches',
          },
        ],
        moreApps: 0,
        tried: [],
      },
    ]);
    const at = expect.stringMatching(/^20.*Z$/);
    expect(hosts).toEqual([
      {
        host,
        files: [
          { system: 'ios', state: 'read', why: null, at, findings: [] },
          { system: 'android', state: 'missing', why: null, at, findings: [] },
        ],
      },
    ]);
    expect(moreAt).toBeNull();
    const german = server.api(await account.member('viewer'), { 'accept-language': 'de' });
    const { links: inGerman } = await german.deepLinks.inspect.mutate({ urls: [`http://${host}:80/shop/1`] });
    expect(inGerman[0]?.apps[0]?.sentence).toBe('`/shop/*` der App ABCDE12345.com.brand.shop passt');
    expect(requestsTo(host).length).toBe(2);
  });

  it('says what its text alone says, without asking anybody', async () => {
    const before = sites.asked();
    const urls = [
      'mailto:x@brand.com',
      'myapp://shop/1',
      'https://brand.app.link/x',
      'https://youtu.be/x',
      'https://127.0.0.1/x',
      'https://printer.local/x',
      'https://brand.com:8443/x',
      '',
    ];
    const { links, hosts } = await api.deepLinks.inspect.mutate({ urls });
    expect(links.map(({ reason, why }) => `${reason} ${why ?? ''}`.trim())).toEqual([
      'no-web-address',
      'custom-scheme',
      'deep-link-service',
      'public-app',
      'file-failed private-address',
      'file-failed private-address',
      'file-failed unusual-host',
      'no-web-address',
    ]);
    expect([hosts, sites.asked()]).toEqual([[], before]);
  });

  it('changes the verdict of no other, whatever is wrong with its host', async () => {
    const bad = [
      site((_, response) => void response.writeHead(302, { location: '/' }).end()),
      site((_, response) => void response.writeHead(500).end()),
      site((_, response) => void response.writeHead(200, json).end('x'.repeat(131_073))),
      site((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')),
      site((_, response) => void response.socket?.destroy()),
      site(() => undefined),
      'nobody.brand.com',
    ];
    const [good, android] = [
      site(apple),
      site((request, response) => {
        const isAndroid = request.url === '/.well-known/assetlinks.json';
        response.writeHead(isAndroid ? 200 : 404, json).end(JSON.stringify([statement('com.brand.shop')]));
      }),
    ];
    const urls = [...bad, good, android, site()].map((host) => `https://${host}/shop/1`);
    const began = performance.now();
    const { links, hosts } = await api.deepLinks.inspect.mutate({ urls });
    expect(performance.now() - began).toBeLessThan(8000);
    expect(links.map(({ outcome, reason, why }) => [outcome, reason, why])).toEqual([
      ['unknown', 'file-failed', 'redirect'],
      ['unknown', 'file-failed', 'status'],
      ['unknown', 'file-failed', 'too-large'],
      ['unknown', 'file-invalid', null],
      ['unknown', 'file-failed', 'broken'],
      ['unknown', 'file-failed', 'too-slow'],
      ['unknown', 'file-failed', 'unreachable'],
      ['breaks', 'rule', null],
      ['unknown', 'android-claims', null],
      ['opens-no-app', 'no-file', null],
    ]);
    expect(hosts[3]?.files[0]?.findings.map(({ sentence }) => sentence)).toEqual([
      'The file has to be served as application/json, not as text/html.',
      'The file is not valid JSON.',
    ]);
    expect(hosts[0]?.files[0]?.why).toMatchObject({
      code: 'redirect',
      explanation: expect.stringContaining('which phones do not follow'),
    });
  });
});

describe('what is known of a host', needs('openssl'), () => {
  it('counts for a day, and for an hour where there is no file', async () => {
    const host = site(apple);
    await inspect(`https://${host}/shop/1`);
    expect(requestsTo(host)).toHaveLength(2);
    await age(host, 2);
    // Counted once more while it is asked for again: only the file that was missing.
    await inspect(`https://${host}/shop/1`);
    await untilAsked(host, 3);
    expect(requestsTo(host)[2]).toBe(`${host}/.well-known/assetlinks.json`);
    await age(host, 25);
    expect((await inspect(`https://${host}/shop/1`)).links[0]?.reason).toBe('rule');
    await untilAsked(host, 5);
    expect(requestsTo(host)).toContain(`${host}/.well-known/apple-app-site-association"1"`);
  });

  it('is not undone by a failure, for a week', async () => {
    const host = site(apple);
    await inspect(`https://${host}/shop/1`);
    sites.set(host, (_, response) => void response.writeHead(503).end());
    await age(host, 25);
    await inspect(`https://${host}/shop/1`);
    await until(async () => (await server.database.associationFile.count({ where: { host, state: 'failed' } })) === 2);
    expect((await inspect(`https://${host}/shop/1`)).links[0]?.reason).toBe('rule');
    await age(host, 6 * 24);
    expect((await inspect(`https://${host}/shop/1`)).links[0]).toMatchObject({ reason: 'file-failed', why: 'status' });
  });

  it('is asked for again by whoever wants that, once in a minute', async () => {
    const host = site();
    await inspect(`https://${host}/shop/1`);
    sites.set(host, apple);
    expect((await inspect(`https://${host}/shop/1`, true)).links[0]?.reason).toBe('no-file');
    await server.database.$executeRaw`
      UPDATE association_file SET last_at = last_at - interval '1 minute' WHERE host = ${host}`;
    expect((await inspect(`https://${host}/shop/1`, true)).links[0]?.reason).toBe('rule');
  });

  it('is asked for once, however many want to know, on any server', async () => {
    const host = site((request, response) => void setTimeout(() => apple(request, response), 300));
    const headers = { authorization: `Bearer ${await account.key('secret')}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ urls: [`https://${host}/shop/1`, `https://${host}/shop/2`] });
    const calls = Array.from({ length: 6 }, (_, index) =>
      (index % 2 === 0 ? server : second).ask('/trpc/deepLinks.inspect', { method: 'POST', headers, body }),
    );
    for (const { text } of await Promise.all(calls)) {
      const { links } = JSON.parse(text).result.data as { links: readonly { reason: string }[] };
      expect(links.map(({ reason }) => reason)).toEqual(['rule', 'rule']);
    }
    expect(requestsTo(host)).toHaveLength(2);
  });

  it('that a server was fetching when it died is fetched by another', async () => {
    const host = site(apple);
    const leasedUntil = new Date(Date.now() + 500);
    await server.database.associationHost.create({ data: { host, leasedUntil, usedAt: new Date() } });
    expect((await inspect(`https://${host}/shop/1`)).links[0]?.reason).toBe('rule');
    // A clock that was set back keeps nobody waiting.
    const other = site(apple);
    const far = new Date(Date.now() + 86_400_000);
    await server.database.associationHost.create({ data: { host: other, leasedUntil: far, usedAt: new Date() } });
    expect((await inspect(`https://${other}/shop/1`)).links[0]?.reason).toBe('rule');
  });

  it('is all that an account gets once it had as many hosts asked as it may in an hour', async () => {
    const [known, unknown] = [site(apple), site(apple)];
    await inspect(`https://${known}/shop/1`);
    await server.database.hostFetches.updateMany({ data: { count: maxFetchesPerHour } });
    const urls = [known, unknown].map((host) => `https://${host}/shop/1`);
    const { links, moreAt } = await api.deepLinks.inspect.mutate({ urls });
    expect(links.map(({ reason }) => reason)).toEqual(['rule', 'not-asked']);
    expect(Date.parse(moreAt ?? '')).toBeGreaterThan(Date.now());
    const stranger = await server.account('Another Brand');
    expect((await stranger.owner.deepLinks.inspect.mutate({ urls })).links[1]?.reason).toBe('rule');
  });

  it('is forgotten when nobody asked about it for a month', async () => {
    const [old, used] = [site(), site()];
    await api.deepLinks.inspect.mutate({ urls: [`https://${old}/`, `https://${used}/`] });
    const usedAt = new Date(Date.now() - 31 * 86_400_000);
    await server.database.associationHost.update({ where: { host: old }, data: { usedAt } });
    await pruneHosts(server.database, new Date());
    const left = await server.database.associationHost.findMany({ where: { host: { in: [old, used] } } });
    expect(left.map(({ host }) => host)).toEqual([used]);
    expect((await api.deepLinks.history.query({ host: old })).data).toEqual([]);
  });
});

describe('the history of a host', needs('openssl'), () => {
  it('has each state of its files once, and shows what was fetched', async () => {
    const host = site(apple);
    await inspect(`https://${host}/shop/1`);
    for (const status of [404, 404, 503]) {
      await age(host, 25);
      sites.set(host, (_, response) => void response.writeHead(status).end());
      await inspect(`https://${host}/shop/1`, true);
    }
    await server.database.inspectedHost.updateMany({ data: { firstAt: new Date(0) } });
    const { data } = await api.deepLinks.history.query({ host: host.toUpperCase() });
    const told = data.filter(({ system }) => system === 'ios');
    expect(told.map(({ state, why, text }) => [state, why?.code ?? null, text])).toEqual([
      ['failed', 'status', null],
      ['missing', null, null],
      ['read', null, appleFile],
    ]);
    expect(told[2]).toMatchObject({
      id: expect.stringMatching(/^fil_/),
      url: `https://${host}/.well-known/apple-app-site-association`,
      contentType: 'application/json',
      includes: [],
    });
    // The second 404 made the state last longer.
    expect(Date.parse(told[1]!.lastAt) - Date.parse(told[1]!.firstAt)).toBeGreaterThan(24 * 3_600_000);
  });

  it('keeps ten states of a file', async () => {
    const host = site((_, response) => void response.writeHead(200, json).end(`{"applinks":${sites.asked()}}`));
    for (let index = 0; index < 12; index++) {
      await age(host, 25);
      await inspect(`https://${host}/shop/1`, true);
    }
    expect(await server.database.associationFile.count({ where: { host, system: 'ios' } })).toBe(10);
  });

  it('begins for an account when it first asks about the host', async () => {
    const host = site(apple);
    await inspect(`https://${host}/shop/1`);
    const stranger = await server.account('Another Brand');
    expect((await stranger.owner.deepLinks.history.query({ host })).data).toEqual([]);
    await age(host, 3);
    await stranger.owner.deepLinks.inspect.mutate({ urls: [`https://${host}/shop/1`] });
    await untilAsked(host, 3);
    const { data } = await stranger.owner.deepLinks.history.query({ host });
    expect(data.map(({ system }) => system)).toEqual(['android']);
    expect((await api.deepLinks.history.query({ host: 'localhost' })).data).toEqual([]);
  });
});
