import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  cnameZone,
  errorOf,
  startTestServer,
  type TestAccount,
  type TestServer,
} from '../../../test/test-server.ts';
import { ids } from '../../rpc/ids.ts';
import { json } from '../fetching/fetching.testing.ts';
import { type Sites, startSites } from '../sites.testing.ts';
import { droid, fingerprint, freshDomain, shop } from './apps.testing.ts';

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

const [appleAt, androidAt] = ['/.well-known/apple-app-site-association', '/.well-known/assetlinks.json'];

describe('the files of a domain', needs('openssl'), () => {
  it('are served at once by the server that was asked to, and within two seconds by others', async () => {
    const { domainId, host } = await freshDomain(server, account);
    expect((await server.ask(appleAt, { host })).status).toBe(404);
    const { id } = await api.apps.add.mutate({ domainId, app: shop });
    expect(await server.ask(appleAt, { host })).toMatchObject({
      status: 200,
      text: expect.stringContaining('ABCDE12345.com.brand.shop'),
    });
    await expect.poll(async () => (await second.ask(appleAt, { host })).status, { timeout: 2000 }).toBe(200);
    await api.apps.update.mutate({ id, app: droid });
    expect((await server.ask(appleAt, { host })).status).toBe(404);
    expect((await server.ask(androidAt, { host })).text).toContain(fingerprint);
    await expect
      .poll(async () => (await second.ask(androidAt, { host })).text, { timeout: 2000 })
      .toContain(fingerprint);
    await api.apps.remove.mutate({ id });
    expect((await server.ask(androidAt, { host })).status).toBe(404);
    await expect.poll(async () => (await second.ask(androidAt, { host })).status, { timeout: 2000 }).toBe(404);
  });

  it('are not there on a domain that only claims its host, and that is said, until it is verified', async () => {
    const claim = { status: 'not_verified', verifiedAt: null } as const;
    const { domain } = await server.make.domain(account.id, { ...claim, host: `click.claimed.${cnameZone}` });
    const [host, domainId] = [domain.host, ids.domain.encode(domain.id)];
    await api.apps.add.mutate({ domainId, app: shop });
    const before = sites.asked();
    await server.database.checksNow.deleteMany();
    const claimed = await api.apps.checkFiles.mutate({ domainId });
    expect((await server.ask(appleAt, { host })).status).toBe(404);
    expect(claimed.files[0]?.text).toContain('ABCDE12345.com.brand.shop');
    expect(claimed.notServed).toMatchObject({
      title: 'Nothing is served yet',
      explanation: expect.stringContaining(`Nobody has proven yet that ${host} is yours`),
    });
    expect(new Set(claimed.checked?.places.map(({ finding }) => finding))).toEqual(new Set(['not-verified']));
    expect(sites.asked()).toBe(before);
    const german = server.api(await account.member('viewer'), { 'accept-language': 'de' });
    expect((await german.apps.files.query({ domainId })).notServed?.title).toBe('Noch wird nichts ausgeliefert');

    const verified = { status: 'verified', verifiedAt: new Date() } as const;
    await server.database.domain.update({ where: { id: domain.id }, data: verified });
    for (const one of [server, second])
      await expect.poll(async () => (await one.ask(appleAt, { host })).status, { timeout: 2000 }).toBe(200);
    // What was proven once is served also while its record is missing.
    await server.database.domain.update({ where: { id: domain.id }, data: { status: 'not_verified' } });
    expect((await api.apps.files.query({ domainId })).notServed).toBeNull();
    expect((await api.apps.files.query({ domainId })).checked?.outdated).toBe(true);
    expect((await server.ask(appleAt, { host })).status).toBe(200);
  });

  it('are gone with a domain, and not there for who has the host next', async () => {
    const { domainId, host, stored } = await freshDomain(server, account);
    await api.apps.add.mutate({ domainId, app: shop });
    await server.database.domain.delete({ where: { id: stored } });
    await expect.poll(async () => (await server.ask(appleAt, { host })).status, { timeout: 2000 }).toBe(404);
    const stranger = await server.account('Another Brand');
    const { domain } = await server.make.domain(stranger.id, { host });
    const links = await stranger.owner.apps.list.query({ domainId: ids.domain.encode(domain.id) });
    expect(links.apps).toEqual([]);
    expect((await server.ask(appleAt, { host })).status).toBe(404);
  });
});

describe('a check of the files of a domain', needs('openssl'), () => {
  /** A domain whose host is one of the sites, which answers with what is given or with what the server serves. */
  async function site(answer?: RequestListener) {
    const host = sites.add(answer ?? asServed);
    const { domain } = await server.make.domain(account.id, { host });
    await server.database.checksNow.deleteMany();
    return { domainId: ids.domain.encode(domain.id), host };
  }
  /** A proxy in front of the server. */
  const asServed: RequestListener = async (request, response) => {
    const [host = ''] = (request.headers.host ?? '').split(':');
    const { status, headers, text } = await server.ask(request.url ?? '', { host });
    const contentType = headers['content-type'] ?? '';
    response.writeHead(status, { 'content-type': contentType }).end(text);
  };
  const cdn = (answer: RequestListener) => sites.set(`cdn.${cnameZone}`, answer);
  const reply = (
    status: number,
    body: string | Buffer = '',
    headers: Record<string, string> = json,
  ): RequestListener => {
    return (_request, response) => void response.writeHead(status, headers).end(body);
  };
  const findings = ({ checked }: Awaited<ReturnType<typeof api.apps.files.query>>) =>
    Object.fromEntries(checked?.places.map(({ place, finding }) => [place, finding]) ?? []);

  it('finds what is served, and says that Apple takes days', async () => {
    const { domainId, host } = await site();
    cdn(reply(404));
    await api.apps.add.mutate({ domainId, app: shop });
    expect((await api.apps.files.query({ domainId })).checked).toBeNull();
    const files = await api.apps.checkFiles.mutate({ domainId });
    expect(findings(files)).toEqual({
      apple: 'as-served',
      'apple-root': 'as-served',
      android: 'none',
      'apple-cdn': 'cdn-missing',
    });
    expect(files.checked?.at).toMatch(/^\d{4}-.*Z$/);
    expect(files.checked?.places.map(({ url }) => url)).toEqual([
      `https://${host}/.well-known/apple-app-site-association`,
      `https://${host}/apple-app-site-association`,
      `https://${host}/.well-known/assetlinks.json`,
      `https://cdn.${cnameZone}/a/v1/${host}`,
    ]);
    expect(files.notice.title).toBe('Changes take days to reach phones');
    expect(await api.apps.files.query({ domainId })).toEqual(files);

    const [text = ''] = files.files.map((file) => file.text);
    cdn((request, response) => reply(request.url === `/a/v1/${host}` ? 200 : 404, text ?? '')(request, response));
    expect(findings(await api.apps.checkFiles.mutate({ domainId }))).toMatchObject({ 'apple-cdn': 'cdn-as-served' });
    await api.apps.add.mutate({ domainId, app: droid });
    const later = await api.apps.files.query({ domainId });
    expect([later.checked?.outdated, files.checked?.outdated]).toEqual([true, false]);
    const more = { ...droid, packageName: 'com.brand.another' };
    const again = await api.apps.checkFiles.mutate({ domainId });
    expect(again.checked).toMatchObject({ outdated: false });
    // Another app that is only previewed does not make what was found outdated.
    const preview = await api.apps.files.query({ domainId, app: more });
    expect([preview.checked, preview.files[1]?.text === again.files[1]?.text]).toEqual([again.checked, false]);
    await api.apps.add.mutate({ domainId, app: more });
    expect((await api.apps.files.query({ domainId })).files).toEqual(preview.files);
    expect((await server.ask(androidAt, { host })).text).toBe(preview.files[1]?.text);
    expect(findings(again)).toMatchObject({ android: 'as-served', 'apple-cdn': 'cdn-as-served' });
  });

  it.each([
    ['another file', reply(200, '{"applinks":{}}'), 'other-content', 'unexpected', '{"applinks":{}}'],
    [
      'a page for every path',
      reply(200, '<p>\0', { 'content-type': 'text/html' }),
      'other-content',
      'unexpected',
      '<p>\uFFFD',
    ],
    ['a redirect', reply(301, '', { location: 'https://www.brand.com/' }), 'redirect', 'redirect', null],
    ['nothing', reply(404), 'missing', 'none', null],
    ['an error', reply(503), 'not-seen', 'not-seen', null],
    [
      'a gzip bomb',
      reply(200, gzipSync(Buffer.alloc(100_000_000)), { ...json, 'content-encoding': 'gzip' }),
      'not-seen',
      'not-seen',
      null,
    ],
    ['what no file of ours is as long as', reply(200, 'x'.repeat(128 * 1024 + 1)), 'not-seen', 'not-seen', null],
  ])('finds %s', async (_what, answer, apple, android, text) => {
    const { domainId } = await site(answer);
    cdn(reply(404));
    await api.apps.add.mutate({ domainId, app: shop });
    const files = await api.apps.checkFiles.mutate({ domainId });
    expect(findings(files)).toMatchObject({ apple, 'apple-root': apple, android });
    expect(files.checked?.places[0]?.text).toBe(text);
    const german = server.api(await account.member('viewer'), { 'accept-language': 'de' });
    const other = await german.apps.files.query({ domainId });
    expect(findings(other)).toEqual(findings(files));
    expect(other.checked?.places[0]?.sentence.title).not.toBe(files.checked?.places[0]?.sentence.title);
  });

  it('finds a file that is sent as something else', async () => {
    const { domainId } = await site((request, response) => {
      const plain = { 'content-type': 'text/plain' };
      void server
        .ask(request.url ?? '', { host: (request.headers.host ?? '').split(':')[0] ?? '' })
        .then(({ status, text }) => response.writeHead(status, plain).end(text));
    });
    await api.apps.add.mutate({ domainId, app: droid });
    const { checked } = await api.apps.checkFiles.mutate({ domainId });
    const android = checked?.places.find(({ place }) => place === 'android');
    expect(android).toMatchObject({ finding: 'content-type', contentType: 'text/plain' });
    expect(android?.sentence.explanation).toContain('it is sent as text/plain, and phones expect application/json');
  });

  it('says of a host that nobody reaches, and of Apple, that nothing is known', async () => {
    const { domain } = await server.make.domain(account.id, { host: 'click.nowhere.example' });
    const domainId = ids.domain.encode(domain.id);
    await server.database.checksNow.deleteMany();
    await api.apps.add.mutate({ domainId, app: shop });
    cdn((request) => void request.socket.destroy());
    const files = await api.apps.checkFiles.mutate({ domainId });
    expect(findings(files)).toEqual({
      apple: 'not-seen',
      'apple-root': 'not-seen',
      android: 'not-seen',
      'apple-cdn': 'cdn-not-seen',
    });
    const [first, , , apple] = files.checked?.places ?? [];
    expect(first?.sentence.explanation).toContain('So nothing is known of what phones get.');
    expect(apple?.sentence.explanation).toContain('What they have is not known.');
  });

  it('finds a certificate of another name', async () => {
    const { domain } = await server.make.domain(account.id, { host: `click.brand.${cnameZone}` });
    await server.database.checksNow.deleteMany();
    const files = await api.apps.checkFiles.mutate({ domainId: ids.domain.encode(domain.id) });
    expect(findings(files)).toMatchObject({ apple: 'certificate', android: 'certificate' });
    expect(files.checked?.places[0]?.sentence.explanation).toContain('its certificate is not valid');
  });

  it('of a name on this machine looks nowhere, and says so', async () => {
    const { domain } = await server.make.domain(account.id, { host: 'click.brand.localhost' });
    const domainId = ids.domain.encode(domain.id);
    await server.database.checksNow.deleteMany();
    const before = sites.asked();
    const files = await api.apps.checkFiles.mutate({ domainId });
    expect(new Set(Object.values(findings(files)))).toEqual(new Set(['no-public-name']));
    expect(files.checked?.places[0]?.sentence.explanation).toContain(
      'click.brand.localhost is a name on this machine only',
    );
    expect(sites.asked()).toBe(before);
  });

  it('counts as one of six a minute', async () => {
    const { domainId } = await site();
    cdn(reply(404));
    for (let time = 0; time < 6; time++) await api.apps.checkFiles.mutate({ domainId });
    expect((await errorOf(api.apps.checkFiles.mutate({ domainId }))).code).toBe('too_many_checks');
  });

  it('of another account is refused', async () => {
    const { domainId } = await freshDomain(server, account);
    const { owner: stranger } = await server.account('Another Brand');
    expect((await errorOf(stranger.apps.checkFiles.mutate({ domainId }))).code).toBe('no_such_domain');
    expect((await errorOf(stranger.apps.files.query({ domainId }))).code).toBe('no_such_domain');
  });
});

describe('a preview of the files', needs('openssl'), () => {
  it('shows them before the first app is saved, and what another app would add', async () => {
    const { domainId, host } = await freshDomain(server, account);
    const empty = await api.apps.files.query({ domainId });
    expect(empty.files).toEqual([
      { system: 'ios', text: null, paths: ['/.well-known/apple-app-site-association', '/apple-app-site-association'] },
      { system: 'android', text: null, paths: ['/.well-known/assetlinks.json'] },
    ]);
    const preview = await api.apps.files.query({ domainId, app: shop });
    expect(JSON.parse(preview.files[0]?.text ?? '')).toEqual({
      applinks: {
        details: [
          { appIDs: ['ABCDE12345.com.brand.shop'], components: [{ '/': '/a/*' }, { '/': '*', exclude: true }] },
        ],
      },
    });
    expect((await errorOf(api.apps.files.query({ domainId, app: { ...shop, teamId: '' } }))).code).toBe('app_refused');
    expect((await api.apps.list.query({ domainId })).apps).toEqual([]);
    await api.apps.add.mutate({ domainId, app: shop });
    const served = await server.ask('/apple-app-site-association', { host });
    expect(served.text).toBe(preview.files[0]?.text);
    expect((await api.apps.files.query({ domainId, app: shop })).files).toEqual(preview.files);
  });
});
