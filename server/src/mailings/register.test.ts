import { decodeKey, type Signer, sealToken } from '@waymark/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedNumber,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';

const host = 'click.brand.com';
const pixelHost = 'open.brand.com';
const urls = ['https://brand.com/shop?a=1&b=%20', 'https://brand.com/', 'http://partner.example/#top'];
let server: TestServer;
let account: TestAccount;
let owner: Api;
let sender: Api;
let projectId: string;
let domainIds: { clickDomainId: string; openDomainId: string };

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
  account = await server.account();
  owner = account.owner;
  sender = server.api(await account.key('secret'));
  const clicks = await addVerifiedDomain(server, owner, host);
  const opens = await addVerifiedDomain(server, owner, pixelHost);
  domainIds = { clickDomainId: clicks.id, openDomainId: opens.id };
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, ...domainIds });
});
afterAll(() => server.stop());

const register = (these: readonly string[] = urls) =>
  sender.mailings.create.mutate({ projectId, name: 'November', urls: [...these] });

const seal = ({ keyId, key, host: sealedFor }: Signer, kind: 'c' | 'o', id: string) =>
  sealToken({ kind, id: storedNumber(id), keyId, recipientId: '4711' }, sealedFor, decodeKey(key));

describe('registering a mailing', () => {
  it('returns what its tokens are sealed with: ids in the order of the URLs, and a key for each host', async () => {
    const { mailingId, wrapping, reason } = await register();
    expect(reason).toBeNull();
    expect(wrapping).toEqual({
      mailing: mailingId,
      clicks: {
        origin: `https://${host}`,
        host,
        keyId: 1,
        key: expect.stringMatching(/^[\w-]{43}$/),
        links: expect.any(Array),
      },
      opens: { origin: `https://${pixelHost}`, host: pixelHost, keyId: 1, key: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(wrapping?.clicks?.key).not.toBe(wrapping?.opens?.key);
    const rows = await server.database.link.findMany({ where: { mailingId: BigInt(storedNumber(mailingId)) } });
    const urlOf = new Map<string, string>(rows.map((row) => [`lnk_${row.id}`, row.url]));
    expect(wrapping?.clicks?.links.map((id) => urlOf.get(id))).toEqual(urls);
  });

  it('keeps the order of 2,000 URLs', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `https://brand.com/${(index * 7919) % 2000}`);
    const { mailingId, wrapping } = await register(many);
    const rows = await server.database.link.findMany({ where: { mailingId: BigInt(storedNumber(mailingId)) } });
    const urlOf = new Map<string, string>(rows.map((row) => [`lnk_${row.id}`, row.url]));
    expect(wrapping?.clicks?.links.map((id) => urlOf.get(id))).toEqual(many);
    expect((await errorOf(register([...many, 'https://brand.com/more']))).code).toBe('too_many_links');
    const places = Array.from({ length: 5000 }, (_, index) => many[index % 2000]!);
    expect((await register(places)).wrapping?.clicks?.links).toHaveLength(5000);
    expect((await errorOf(register([...places, many[0]!]))).code).toBe('too_many_links');
  });

  it('keeps a link and a label for each place, also for senders that know no labels', async () => {
    const places = { projectId, name: 'November', urls: [urls[0]!, urls[1]!, urls[0]!] };
    const labels = ['Logo', ' Shop\u0000\n now ', `${'x'.repeat(100)}`];
    const labelled = await sender.mailings.create.mutate({ ...places, labels });
    const { data: links } = await sender.mailings.links.query({ mailingId: labelled.mailingId! });
    const [logo, now, long] = links;
    expect([logo, now, long]).toMatchObject([
      { label: 'Logo', url: urls[0], id: labelled.wrapping?.clicks?.links[0] },
      { label: 'Shop now', url: urls[1] },
      { label: `${'x'.repeat(79)}…`, url: urls[0] },
    ]);
    expect(new Set([logo?.id, now?.id, long?.id]).size).toBe(3);
    const { data: destinations } = await sender.mailings.destinations.query({ mailingId: labelled.mailingId! });
    expect(destinations).toEqual([
      { url: urls[0], links: 2, clicks: 0, uniqueClicks: 0, own: 0 },
      { url: urls[1], links: 1, clicks: 0, uniqueClicks: 0, own: 0 },
    ]);
    const { mailingId } = await sender.mailings.create.mutate(places);
    const { data: unlabelled } = await sender.mailings.links.query({ mailingId: mailingId! });
    expect(unlabelled.map(({ label }) => label)).toEqual(['', '', '']);
    expect((await errorOf(sender.mailings.create.mutate({ ...places, labels: ['one'] }))).code).toBe('invalid_input');
  });

  it('makes links and pixel work at once, each on its own host only', async () => {
    const { wrapping } = await register();
    if (!wrapping?.clicks || !wrapping.opens) throw new Error('Nothing to wrap with.');
    const { clicks, opens, mailing } = wrapping;
    for (const [index, id] of clicks.links.entries()) {
      const path = `/c/${seal(clicks, 'c', id)}`;
      expect(await server.ask(path, { host })).toMatchObject({ status: 302, headers: { location: urls[index] } });
      expect(await server.ask(path, { host: pixelHost })).toMatchObject({ status: 404 });
    }
    const pixel = `/o/${seal(opens, 'o', mailing)}.gif`;
    expect(await server.ask(pixel, { host: pixelHost })).toMatchObject({ status: 200 });
    expect(await server.ask(pixel, { host })).toMatchObject({ status: 404 });
  });

  it('does not let the key of one host open tokens of the other', async () => {
    const { wrapping } = await register();
    if (!wrapping?.clicks || !wrapping.opens) throw new Error('Nothing to wrap with.');
    const { clicks, opens, mailing } = wrapping;
    expect(await server.ask(`/c/${seal(opens, 'c', clicks.links[0] ?? '')}`, { host: pixelHost })).toMatchObject({
      status: 404,
    });
    expect(await server.ask(`/o/${seal(clicks, 'o', mailing)}.gif`, { host })).toMatchObject({ status: 404 });
  });

  it('may have no links, in which case only opens are counted', async () => {
    expect(await register([])).toMatchObject({
      wrapping: { clicks: { links: [] }, opens: { host: pixelHost } },
      reason: null,
    });
  });

  it('still answers the links after a restart', async () => {
    const { wrapping } = await register();
    if (!wrapping?.clicks || !wrapping.opens) throw new Error('Nothing to wrap with.');
    await server.restart();
    for (const [index, id] of wrapping.clicks.links.entries()) {
      const answer = await server.ask(`/c/${seal(wrapping.clicks, 'c', id)}`, { host });
      expect(answer).toMatchObject({ status: 302, headers: { location: urls[index] } });
    }
    const pixel = `/o/${seal(wrapping.opens, 'o', wrapping.mailing)}.gif`;
    expect(await server.ask(pixel, { host: pixelHost })).toMatchObject({ status: 200 });
  });
});

describe('a target', () => {
  it.each([
    ['javascript:alert(1)', 'runs'],
    ['data:text/html,hello', ''],
    ['http://127.0.0.1/admin', ''],
    ['http://localhost:8080/', ''],
    ['mailto:jane@brand.com', ''],
    ['/relative', ''],
    ['', ''],
    ['https://brand.com/a b', 'it is not written the way a browser would open it'],
    ['HTTPS://BRAND.com/', 'it is not written the way a browser would open it'],
    ['https://brand.com', 'it is not written the way a browser would open it'],
    ['https://brand.com/\0', ''],
    ['https://brand.com/ü', ''],
    ['https://user:hunter2@brand.com/', ''],
    [`https://${host}/c/AQEBYWJjZGVmZ2g`, ''],
  ])('%j is refused by its number, with the reason', async (target) => {
    const before = await server.database.mailing.count();
    const error = await errorOf(register(['https://brand.com/', target, 'https://brand.com/b']));
    expect(error.code).toBe('link_refused');
    expect(error.message).toMatch(/^Link 2 cannot be wrapped: .+\.$/s);
    expect(error.message + error.hint).not.toMatch(/[{}]/);
    expect(await server.database.mailing.count()).toBe(before);
  });

  it('that is spelled unusually is refused with the right spelling, even if it is unusual in other ways too', async () => {
    const error = await errorOf(register(['HTTP://Brand.com/%7Ejane']));
    expect(error.message).toBe('Link 1 cannot be wrapped: it is not written the way a browser would open it.');
    expect(error.hint).toBe('Send the URL that prepare() returned: http://brand.com/%7Ejane.');
  });

  it('is no link of any tracking domain, so that links never lead round in a circle', async () => {
    const other = await addVerifiedDomain(server, owner, 'links.brand.com');
    const { owner: stranger } = await server.account('Another Brand');
    await addVerifiedDomain(server, stranger, 'links.another.example');
    const project = await owner.projects.create.mutate({ name: 'Second' });
    await owner.projects.update.mutate({ id: project.id, clickDomainId: other.id });
    const second = await sender.mailings.create.mutate({ projectId: project.id, name: 'b', urls: [urls[0]!] });
    const signer = second.wrapping?.clicks;
    if (!signer) throw new Error('Nothing to wrap with.');
    // The link of the next mailing on the other domain, which does not exist yet.
    const next = `lnk_${storedNumber(signer.links[0]) + 2}`;
    const circles = [
      `https://${signer.host}/c/${seal(signer, 'c', next)}`,
      `https://${signer.host}./a/${seal(signer, 'c', next)}`,
      `http://${signer.host}:8080/c/AQEBYWJjZGVmZ2g`,
      'https://links.another.example/c/AQEBYWJjZGVmZ2g',
      // What the path becomes is up to whoever clicks.
      `https://${signer.host}/<1>`,
      `https://${signer.host}/<1>/AQEBYWJjZGVmZ2g?1=c`,
    ];
    for (const circle of circles) {
      const error = await errorOf(register([circle]));
      expect(error.code, circle).toBe('link_refused');
      expect(error.message + error.hint).not.toMatch(/[{}]/);
    }
  });

  it('may lie on a host that a stranger only claims', async () => {
    const { owner: stranger } = await server.account('Squatter');
    await stranger.domains.add.mutate({ host: 'www.shop.example.com' });
    expect((await register(['https://www.shop.example.com/c/shoes'])).reason).toBeNull();
  });

  it('is refused in the language of the caller', async () => {
    const german = server.api(await account.key('secret'), { 'accept-language': 'de' });
    const mailing = { projectId, name: 'a', urls: ['javascript:alert(1)'] };
    const [one, other] = [
      errorOf(german.mailings.create.mutate(mailing)),
      errorOf(sender.mailings.create.mutate(mailing)),
    ];
    expect((await one).hint).not.toBe((await other).hint);
  });
});

describe('nothing is wrapped', () => {
  const reasons = async (changes: Omit<Parameters<typeof owner.projects.update.mutate>[0], 'id'>) => {
    const { id } = await owner.projects.create.mutate({ name: 'Reasons' });
    await owner.projects.update.mutate({ id, ...changes });
    const before = await server.database.mailing.count();
    const { mailingId, wrapping, reason } = await sender.mailings.create.mutate({
      projectId: id,
      name: 'a',
      urls,
    });
    expect({ mailingId, wrapping }).toEqual({ mailingId: null, wrapping: null });
    expect(await server.database.mailing.count()).toBe(before);
    expect(reason?.message).toMatch(/^[A-Z].*, so the mail stays as it is/);
    return reason;
  };

  it('while both switches are off', async () => {
    expect(await reasons({ ...domainIds, trackClicks: false, trackOpens: false })).toMatchObject({
      code: 'tracking_off',
    });
  });

  it('while no domain is attached', async () => {
    expect(await reasons({})).toMatchObject({ code: 'no_domain' });
  });

  it('while the attached domain is not verified, and names it', async () => {
    const { id } = await owner.domains.add.mutate({ host: 'new.brand.com' });
    const reason = await reasons({ clickDomainId: id, openDomainId: id });
    expect(reason).toMatchObject({ code: 'domain_not_verified', message: expect.stringContaining('new.brand.com') });
  });

  it('while the only domain is for what is switched off', async () => {
    expect(await reasons({ clickDomainId: domainIds.clickDomainId, trackClicks: false })).toMatchObject({
      code: 'no_domain',
    });
    expect(await reasons({ openDomainId: domainIds.openDomainId, trackOpens: false })).toMatchObject({
      code: 'no_domain',
    });
  });

  it('of what is switched off, while the rest is', async () => {
    const { id } = await owner.projects.create.mutate({ name: 'Opens only' });
    await owner.projects.update.mutate({ id, ...domainIds, trackClicks: false });
    const opensOnly = await sender.mailings.create.mutate({ projectId: id, name: 'a', urls: [] });
    expect(opensOnly.wrapping).toMatchObject({ clicks: null, opens: { host: pixelHost } });
    await owner.projects.update.mutate({ id, trackClicks: true, trackOpens: false });
    const clicksOnly = await sender.mailings.create.mutate({ projectId: id, name: 'a', urls });
    expect(clicksOnly.wrapping).toMatchObject({ clicks: { host }, opens: null });
  });
});
