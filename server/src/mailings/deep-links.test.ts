import { setTimeout as sleep } from 'node:timers/promises';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  cnameZone,
  errorOf,
  startTestServer,
  storedId,
  storedNumber,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';
import { JudgedLinks } from '../deep-links/judging/judged-links.ts';
import { KnownFiles } from '../deep-links/judging/known-files.ts';
import { linksOfMailing } from '../deep-links/judging/links-of-mailing.ts';
import { apple, type Sites, startSites } from '../deep-links/sites.testing.ts';

const host = 'click.brand.com';
let server: TestServer;
let account: TestAccount;
let sites: Sites;
let [owner, sender, preview]: Api[] = [];
let [domainId, projectId] = ['', ''];
/** A website with an app for iOS that opens `/shop/*`. */
let shop = '';
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  sites = await startSites(cnameZone);
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' }, { fetching: sites });
  undo.push(sites.stop, server.stop);
  account = await server.account();
  owner = account.owner;
  sender = server.api(await account.key('secret'));
  preview = server.api(await account.key('publishable'));
  domainId = (await addVerifiedDomain(server, owner, host)).id;
  projectId = (await owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await owner.projects.update.mutate({ id: projectId, clickDomainId: domainId, trackOpens: false });
  shop = sites.add(apple);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});
beforeEach(async () => {
  await server.database.linkChoice.deleteMany();
  await server.database.listedApp.deleteMany();
  await owner!.projects.update.mutate({ id: projectId, utm: null, deepLinks: 'leave', publicAppLinks: 'leave' });
});

const anchor = (url: string) => `<a href="${url}">x</a>`;
const token = /\/([ac])\/[\w-]+/g;
const wrap = (html: string, api: Api = sender!) => api.mailings.wrap.mutate({ projectId, name: 'November', html });
/** What became of a link, and what was said. */
async function wrapped(url: string) {
  const { html, report } = await wrap(anchor(url));
  const [{ findings } = { findings: [] }] = report.links;
  return [html.replace(token, '/$1/…').slice(9, -7), ...findings.map(({ code }) => code)];
}
const choose = (url: string, choice: 'leave' | 'parameters' | 'keep' | 'track') =>
  owner!.projects.chooseLink.mutate({ projectId, url, choice });
async function confirm() {
  const app = { system: 'ios', teamId: 'ABCDE12345', bundleId: 'com.brand.shop' } as const;
  const { id } = await owner!.apps.add.mutate({ domainId, app });
  await owner!.apps.confirm.mutate({ id, version: '8.2' });
}
const utm = { parameters: [{ name: 'utm_source', value: 'news' }], excludedHosts: [] };

describe('a mail with links that open apps', needs('openssl'), () => {
  it('keeps those that would break, and says which rule of which app matches', async () => {
    const link = `https://${shop}/shop/1`;
    expect(await wrapped(link)).toEqual([link, 'app-breaks']);
    expect(await wrapped(`https://${shop}/legal`)).toEqual([`https://${host}/c/…`]);
    const [{ findings, alternatives } = { findings: [], alternatives: [] }] = (await wrap(anchor(link))).report.links;
    expect(findings[0]?.details).toMatchObject({ app: 'ABCDE12345.com.brand.shop', rule: '/shop/*', reason: 'rule' });
    expect(alternatives?.map(({ choice, obstacle }) => obstacle ?? choice)).toEqual([
      'leave',
      'no-parameters',
      'not-listed',
      'track',
    ]);
  });

  it('keeps app links as such once the app is confirmed for the tracking domain', async () => {
    const link = `https://${shop}/shop/1`;
    await confirm();
    const { html, mailingId } = await wrap(anchor(link));
    const [address = ''] = /https:[^"]*\/a\/[\w-]+/.exec(html) ?? [];
    const ask = (accept: string) => server.ask(new URL(address).pathname, { host, headers: { accept } });
    expect(await ask('text/html')).toMatchObject({ status: 302, headers: { location: link } });
    expect(await ask('application/json')).toMatchObject({ status: 200, text: JSON.stringify({ url: link }) });
    const [listed] = (await sender!.mailings.links.query({ mailingId: mailingId! })).data;
    expect([listed?.appLink, listed?.wrapped?.replace(token, '/$1/…')]).toEqual([true, `https://${host}/a/…`]);
    const verified = await sender!.mailings.verify.mutate({ mailingId: mailingId!, before: anchor(link), after: html });
    expect(verified.proven).toBe(true);
    await server.database.listedApp.updateMany({ data: { confirmedVersion: null, confirmedOn: null } });
    expect(await wrapped(link)).toEqual([link, 'app-not-confirmed']);
  });

  it('does with each what was chosen for its address', async () => {
    const link = `https://${shop}/shop/2`;
    await owner!.projects.update.mutate({ id: projectId, utm });
    await choose(`${link}?utm_source=x#top`, 'track');
    expect(await wrapped(link)).toEqual([`https://${host}/c/…`, 'utm-added', 'app-tracked']);
    await choose(link, 'parameters');
    const before = anchor(link);
    const { html: after, mailingId } = await wrap(before + anchor('https://brand.app.link/x'));
    expect(after).toBe(anchor(`${link}?utm_source=news`) + anchor('https://brand.app.link/x'));
    // Nothing is registered twice, and the proof knows parameters of the project.
    const verify = { mailingId: mailingId!, before };
    expect(await sender!.mailings.verify.mutate({ ...verify, after: anchor(`${link}?utm_source=news`) })).toMatchObject(
      { proven: true, changes: [{ kind: 'parameters' }] },
    );
    expect(await sender!.mailings.verify.mutate({ ...verify, after: anchor(`${link}?evil=1`) })).toMatchObject({
      proven: false,
      code: 'other',
    });
    await choose(link, 'keep');
    expect(await wrapped(link)).toEqual([link, 'app-not-confirmed']);
    await confirm();
    await choose(link, 'leave');
    expect(await wrapped(link)).toEqual([link, 'app-left']);
    await owner!.projects.forgetLinkChoice.mutate({ projectId, url: link });
    expect(await wrapped(link)).toEqual([`https://${host}/a/…`, 'utm-added', 'app-kept']);
    await choose('https://youtu.be/1', 'track');
    expect(await wrapped('https://youtu.be/1')).toEqual([`https://${host}/c/…`, 'app-tracked']);
  });

  it('does with all what its project says', async () => {
    const links = [`https://${shop}/shop/1`, 'https://brand.app.link/x', 'https://youtu.be/1'];
    const codes = async () => Promise.all(links.map(async (link) => (await wrapped(link)).at(-1)));
    expect(await codes()).toEqual(['app-breaks', 'opens-own-app', 'opens-app']);
    await owner!.projects.update.mutate({ id: projectId, publicAppLinks: 'track' });
    expect(await codes()).toEqual(['app-breaks', 'opens-own-app', 'app-tracked']);
    await owner!.projects.update.mutate({ id: projectId, deepLinks: 'track', publicAppLinks: 'leave' });
    expect(await codes()).toEqual(['app-tracked', 'app-tracked', 'opens-app']);
    expect(await preview!.projects.settings.query({ projectId })).toMatchObject({
      deepLinks: 'track',
      publicAppLinks: 'leave',
    });
  });

  it('is read by its marks first', async () => {
    const link = `https://${shop}/shop/3`;
    const marked = async (mark: string) =>
      (await wrap(`<a href="${link}" data-track="${mark}">x</a>`)).html.includes(link);
    await choose(link, 'leave');
    expect(await marked('on')).toBe(false);
    await choose(link, 'track');
    expect(await marked('off')).toBe(true);
  });

  it('waits for a silent website three seconds at most, for all together, and the next one knows', async () => {
    const silent = [1, 2, 3].map(() => `https://${sites.add(() => undefined)}/x`);
    const html = silent.map(anchor).join('');
    const began = performance.now();
    const { report } = await wrap(html);
    expect(performance.now() - began).toBeLessThan(6500);
    expect(report.links.map(({ action, findings }) => [action, findings[0]?.code])).toEqual(
      silent.map(() => ['wrap', 'app-unknown']),
    );
    await expect.poll(() => server.database.associationHost.count({ where: { leasedUntil: { not: null } } })).toBe(0);
    const again = performance.now();
    const { report: next } = await wrap(html);
    expect(performance.now() - again).toBeLessThan(3000);
    expect(next.links[0]?.findings[0]?.details).toEqual({ reason: 'file-failed', why: 'too-slow' });
  });

  it('loses nothing of what is known to a website that is silent, however long the rest takes', async () => {
    const links = [`https://${shop}/shop/1`, `https://${shop}/legal`, 'https://silent.example/x'];
    await choose(links[1]!, 'leave');
    const { database } = server;
    const outcomes = new JudgedLinks(new KnownFiles(database));
    const known = await linksOfMailing(
      {
        database,
        now: () => new Date(),
        visits: { visit: () => new Promise(() => undefined) },
        outcomes: { of: async (...asked) => sleep(1500).then(() => outcomes.of(...asked)) },
        unjudged: { failed: () => undefined, worked: () => undefined },
      },
      account.id,
      { id: storedId(projectId), clickDomainId: storedId(domainId), utm: null },
      links,
    );
    expect(known.map(({ reason, choice }) => [reason, choice])).toEqual([
      ['rule', undefined],
      ['no-rule', 'leave'],
      ['not-asked', undefined],
    ]);
  });

  it('is wrapped as if nothing were known when nothing can be found out', async () => {
    await server.database.$executeRaw`ALTER TABLE association_file RENAME TO association_file_away`;
    try {
      expect(await wrapped(`https://${shop}/shop/1`)).toEqual([`https://${host}/c/…`, 'app-unknown']);
      // What was chosen holds all the same.
      await choose(`https://${shop}/shop/1`, 'leave');
      expect(await wrapped(`https://${shop}/shop/1`)).toEqual([`https://${shop}/shop/1`, 'app-left']);
    } finally {
      await server.database.$executeRaw`ALTER TABLE association_file_away RENAME TO association_file`;
    }
  });

  it('is judged by what its merge tags may stand for', async () => {
    const { links } = await sender!.mailings.deepLinks.mutate({
      projectId,
      urls: [`https://${shop}/{{ path }}`, `https://${shop}/shop/{{ id }}`, `https://{{ brand }}.example/shop/1`],
    });
    expect(links.map(({ outcome, reason, why }) => [outcome, reason, why])).toEqual([
      ['unknown', 'merge-tags', 'merge-tag'],
      ['breaks', 'rule', null],
      ['unknown', 'file-failed', 'unusual-host'],
    ]);
    expect(links[0]?.sentence.title).toBe('Whether an app opens this link depends on its merge tags');
    const html = anchor(`https://${shop}/{{ path }}`);
    const { report } = await sender!.mailings.wrap.mutate({ projectId, name: 'Tags', html, mergeTags: 'pass-through' });
    expect(report.links[0]?.findings.map(({ code, details }) => [code, details?.['reason']])).toEqual([
      ['merge-tag-passed', undefined],
      ['app-unknown', 'merge-tags'],
    ]);
  });

  it('is wrapped the same way when it is long', async () => {
    const html = anchor(`https://${shop}/shop/1`) + ' '.repeat(300_000) + anchor(`https://${shop}/legal`);
    expect((await wrap(html)).report.links.map(({ action }) => action)).toEqual(['leave', 'wrap']);
  });
});

describe('destinations that are registered without a mail', needs('openssl'), () => {
  it('are answered with what becomes of them, unless their sender has asked before', async () => {
    const urls = [`https://${shop}/shop/1`, `https://${shop}/legal`];
    const register = (more: { appLinks?: number[] }) =>
      sender!.mailings.create.mutate({ projectId, name: 'November', urls, ...more });
    const { deepLinks, mailingId } = await register({});
    expect(deepLinks).toMatchObject([
      {
        url: urls[0],
        outcome: 'breaks',
        reason: 'rule',
        rule: '/shop/*',
        choice: null,
        sentence: { title: expect.any(String) },
      },
    ]);
    const told = await register({ appLinks: [1] });
    expect(told.deepLinks).toBeNull();
    const kinds = async (id: string | null) =>
      (await server.database.link.findMany({ where: { mailingId: storedNumber(id) }, orderBy: { id: 'asc' } })).map(
        ({ appLink }) => appLink,
      );
    expect([await kinds(mailingId), await kinds(told.mailingId)]).toEqual([
      [false, false],
      [false, true],
    ]);
    expect((await errorOf(register({ appLinks: [2] }))).code).toBe('invalid_input');
  });

  it('are asked about by senders before, with what was chosen', async () => {
    const urls = [`https://${shop}/shop/1?id={{id}}`, 'https://youtu.be/1', 'mailto:x@brand.com'];
    await choose(urls[0]!, 'track');
    const { links } = await sender!.mailings.deepLinks.mutate({ projectId, urls });
    expect(links.map(({ url, reason, choice }) => [url, reason, choice])).toEqual([
      [urls[0], 'rule', 'track'],
      [urls[1], 'public-app', null],
      [urls[2], 'no-web-address', null],
    ]);
  });
});

describe('what is known for a preview', needs('openssl'), () => {
  it('is what the account asked about, and nobody is asked', async () => {
    const other = sites.add(apple);
    const stranger = await server.account('Another Brand');
    await stranger.owner.deepLinks.inspect.mutate({ urls: [`https://${other}/shop/1`] });
    await owner!.deepLinks.inspect.mutate({ urls: [`https://${shop}/shop/1`] });
    const before = sites.asked();
    const urls = [`https://${shop}/shop/1`, `https://${other}/shop/1`, `https://${sites.add(apple)}/shop/1`];
    await choose(urls[1]!, 'leave');
    const { links } = await preview!.deepLinks.known.query({ projectId, urls });
    expect(links.map(({ reason, choice }) => [reason, choice])).toEqual([
      ['rule', null],
      ['not-asked', 'leave'],
      ['not-asked', null],
    ]);
    expect(links[2]?.sentence.title).toBe('Not asked yet');
    await confirm();
    const [kept] = (await preview!.deepLinks.known.query({ urls: urls.slice(0, 1) })).links;
    expect(kept).toMatchObject({ outcome: 'kept', version: '8.2', date: expect.stringMatching(/^20/) });
    const inspected = await owner!.deepLinks.inspect.mutate({ urls: urls.slice(0, 1), projectId });
    expect(inspected.links[0]?.outcome).toBe('kept');
    expect(sites.asked()).toBe(before);
  });
});
