import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  errorOf,
  startTestServer,
  storedId,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';
import { ids } from '../rpc/ids.ts';
import { maxResults } from './answers.ts';
import { clickHost, pageOrigin, phoneOf } from './phone.testing.ts';
import { prunePhoneTrials } from './prune.ts';
import { qrCode } from './qr-code.ts';

const hour = 3_600_000;

let server: TestServer;
let account: TestAccount;
let editor: Api;
let projectId: string;
let domainId: string;
let phone: ReturnType<typeof phoneOf>;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: pageOrigin });
  phone = phoneOf(server);
  account = await server.account();
  editor = server.api(await account.member('editor'));
  domainId = await domainOf(clickHost);
  projectId = (await editor.projects.create.mutate({ name: 'Newsletter' })).id;
  await editor.projects.update.mutate({ id: projectId, clickDomainId: domainId });
  await editor.apps.add.mutate({ domainId, app: { system: 'ios', teamId: 'ABCDE12345', bundleId: 'com.brand.shop' } });
});
afterAll(() => server.stop());

const domainOf = async (host: string, status: 'verified' | 'pending' = 'verified') =>
  ids.domain.encode((await server.make.domain(account.id, { host, status })).domain.id);
const start = (...urls: string[]) => editor.phoneTrials.start.mutate({ projectId, urls });
const get = (trialId: string) => editor.phoneTrials.get.query({ trialId });

describe('a trial on a phone', () => {
  it('has each link in three ways, on a page of the server itself that a QR code leads to', async () => {
    const trial = await start('https://shop.example/a', 'HTTPS://Shop.Example/b', 'https://shop.example/a');
    expect(trial).toMatchObject({ projectId, isOver: false, unreachable: null, left: 0 });
    expect(Date.parse(trial.expiresAt) - Date.now()).toBeGreaterThan(hour - 60_000);
    expect(trial.links.map(({ url }) => url)).toEqual(['https://shop.example/a', 'https://shop.example/b']);
    const [written, wrapped, appLink] = trial.links[1]!.ways;
    expect(written).toMatchObject({ way: 'as-written', url: 'https://shop.example/b', unavailable: null });
    expect(wrapped?.url).toMatch(/^http:\/\/click\.brand\.com\/c\/[\w-]+$/);
    expect(appLink?.url).toMatch(/^http:\/\/click\.brand\.com\/a\/[\w-]+$/);
    for (const { url } of [wrapped!, appLink!])
      expect(await phone.tap(url)).toMatchObject({ status: 302, headers: { location: 'https://shop.example/b' } });
    expect(trial.address).toMatch(/^http:\/\/waymark\.operator\.example\/try\/[\w-]{22}$/);
    expect(trial.qrCode).toBe(qrCode(trial.address));
    expect((await server.ask(phone.pathOf(trial), { host: clickHost })).status).toBe(404);
  });

  it('asks in the language of the phone what opened, with nothing from elsewhere', async () => {
    const trial = await start('https://shop.example/?a=1&b="<i>');
    const { status, headers, text } = await phone.visit(phone.pathOf(trial), { 'accept-language': 'de-AT,de;q=0.9' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src( 'sha256-[\w+/]{43}='){2}; script-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('Was hat sich geöffnet?');
    expect(text).toContain('value="iOS 27.1 (iPhone)"');
    expect(text).toContain('href="https://shop.example/?a=1&amp;b=%22%3Ci%3E"');
    expect(text).not.toMatch(/src=|@import|url\(|[>"](?:undefined|null)/);
    expect(text.match(/class="tap"/g)).toHaveLength(3);
    expect((await phone.visit(phone.pathOf(trial))).text).toContain('What opened?');
  });

  it('keeps what the tester says, and when a browser asked, beside the link', async () => {
    const url = 'https://shop.example/kept';
    const trial = await start(url, 'https://shop.example/other');
    const path = phone.pathOf(trial);
    const [, wrapped, appLink] = trial.links[0]!.ways;
    await phone.tap(appLink?.url, 'BrandApp/8.2 CFNetwork/1.0');
    expect(await phone.answer(trial, { answer: '0.app-link.app' })).toMatchObject({ status: 303 });
    expect(await phone.tap(wrapped?.url)).toMatchObject({ status: 302 });
    const { headers } = await phone.answer(trial, { answer: '0.wrapped.browser' });
    expect(headers.location).toBe('?device=iOS+27.1+%28iPhone%29&version=8.2#link-0-wrapped');
    await expect.poll(async () => (await get(trial.id)).results[0]?.browserAt).toBeTruthy();
    const { results } = await get(trial.id);
    const common = { url, device: 'iOS 27.1 (iPhone)', appVersion: '8.2', inconclusive: null };
    const at = expect.stringMatching(/^20.*Z$/);
    expect(results).toEqual([
      {
        ...common,
        ...{ id: expect.stringMatching(/^res_/), way: 'wrapped', opened: 'browser', at, browserAt: at },
        sentence: 'tried on iOS 27.1 (iPhone) with 8.2: opened the browser',
      },
      {
        ...common,
        ...{ id: expect.stringMatching(/^res_/), way: 'app-link', opened: 'app', at, browserAt: null },
        sentence: 'tried on iOS 27.1 (iPhone) with 8.2: opened the app',
      },
    ]);
    expect((await phone.visit(`${path}${headers.location?.replace(/#.*/, '')}`)).text).toMatch(
      /Tried on iOS 27\.1 \(iPhone\) with 8\.2: opened the browser\. A browser asked for it at <time/,
    );

    const viewer = server.api(await account.member('viewer'), { 'accept-language': 'de' });
    const inspected = await viewer.deepLinks.inspect.mutate({ urls: ['HTTPS://shop.example/kept', 'x:\0'] });
    expect(inspected.links[0]?.tried.map(({ sentence }) => sentence)).toEqual([
      'ausprobiert auf iOS 27.1 (iPhone) mit 8.2: öffnete den Browser',
      'ausprobiert auf iOS 27.1 (iPhone) mit 8.2: öffnete die App',
    ]);
    expect((await viewer.phoneTrials.history.query({ url })).data).toHaveLength(2);
    const stranger = (await server.account('Other')).owner;
    expect((await stranger.phoneTrials.history.query({ url })).data).toEqual([]);
    expect((await errorOf(stranger.phoneTrials.get.query({ trialId: trial.id }))).code).toBe('no_such_trial');
  });

  it('takes another answer of a phone in place of the first, and tells phones apart', async () => {
    const trial = await start('https://shop.example/again');
    const wrapped = trial.links[0]?.ways[1]?.url;
    await phone.tap(wrapped);
    await phone.answer(trial, { answer: '0.wrapped.other' });
    await phone.answer(trial, { answer: '0.wrapped.browser', version: '' });
    // This phone's app opened, and the request before was not its own.
    await phone.answer(trial, { answer: '0.wrapped.app', device: 'Android 17' });
    await expect
      .poll(async () => (await get(trial.id)).results.map(({ browserAt }) => !!browserAt))
      .toEqual([false, true]);
    expect((await get(trial.id)).results.map(({ sentence }) => sentence)).toEqual([
      'tried on Android 17 with 8.2: opened the app',
      'tried on iOS 27.1 (iPhone): opened the browser',
    ]);
  });

  it('says what is wrong with an answer, and keeps none that is', async () => {
    const trial = await start('https://shop.example/wrong', 'brand://shop');
    const path = phone.pathOf(trial);
    const problemOf = async (fields: Record<string, string>) =>
      /problem=([\w-]+)/.exec((await phone.answer(trial, fields)).headers.location ?? '')?.[1];
    expect(await problemOf({ answer: '0.wrapped.app', device: ' ' })).toBe('no-device');
    const long = 'x'.repeat(81);
    expect(await problemOf({ answer: '0.wrapped.app', device: long })).toBe('long-device');
    expect(await problemOf({ answer: '0.wrapped.app', version: long })).toBe('long-version');
    expect((await phone.visit(`${path}?problem=long-device&device=${long}`)).text).toContain('80 characters at most');
    expect(await problemOf({ answer: '2.wrapped.app' })).toBe('no-such-link');
    expect(await problemOf({ answer: '1.wrapped.app' })).toBe('no-such-link');
    expect(await problemOf({ answer: '0.elsewhere.app' })).toBeUndefined();
    expect(await problemOf({ answer: '' })).toBeUndefined();
    expect((await phone.visit(`${path}?problem=no-device`)).text).toContain('Say which device this is');
    expect((await phone.visit(`${path}?problem=x&device=${'x'.repeat(90)}&device=y`)).status).toBe(200);
    expect((await server.ask(path, { host: new URL(pageOrigin).host, method: 'POST', body: '{' })).status).toBe(303);
    expect((await get(trial.id)).results).toEqual([]);
    const owners = { accountId: account.id, projectId: storedId(projectId), trialId: storedId(trial.id) };
    const row = { ...owners, place: 0, url: 'x', way: 'wrapped', opened: 'app', appVersion: '' };
    const at = new Date();
    const data = Array.from({ length: maxResults }, (_, index) => ({ ...row, device: `${index}`, since: at, at }));
    await server.database.phoneResult.createMany({ data });
    expect(await problemOf({ answer: '0.wrapped.app' })).toBe('full');
  });

  it('offers what is possible, and says why not the rest', async () => {
    const [, scheme] = (await start('https://shop.example/', 'brand://shop/1')).links;
    expect(scheme?.ways.map(({ url, unavailable }) => url ?? unavailable?.code)).toEqual([
      'brand://shop/1',
      'no_web_address',
      'no_web_address',
    ]);
    const reasons = async (changes: object, possible = 1) => {
      const project = await editor.projects.create.mutate({ name: 'Bare' });
      await editor.projects.update.mutate({ id: project.id, ...changes });
      const trial = await editor.phoneTrials.start.mutate({ projectId: project.id, urls: ['https://shop.example/'] });
      expect((await phone.visit(phone.pathOf(trial))).text.match(/class="tap"/g)).toHaveLength(possible);
      return trial.links[0]?.ways.map(({ unavailable }) => unavailable?.message);
    };
    expect(await reasons({})).toEqual([undefined, ...Array(2).fill(expect.stringContaining('no tracking domain'))]);
    expect((await reasons({ clickDomainId: await domainOf('new.brand.com', 'pending') }))?.[1]).toBe(
      'The tracking domain new.brand.com is not verified, so no link is wrapped on it.',
    );
    expect((await reasons({ clickDomainId: await domainOf('go.brand.com') }, 2))?.[2]).toBe(
      'The files of go.brand.com list no app yet, so no app can open its links.',
    );
    expect((await reasons({ clickDomainId: domainId, openDomainId: domainId, trackClicks: false }))?.[2]).toBe(
      'The project counts no clicks, so links are not wrapped.',
    );
  });

  it('marks what says nothing: the page and the link on one domain', async () => {
    const trial = await start('https://www.operator.example/shop');
    const [written, wrapped, appLink] = trial.links[0]!.ways;
    expect(written?.inconclusive?.message).toMatch(/^Inconclusive: .* both on operator\.example, and iOS keeps taps/);
    expect([wrapped?.inconclusive?.domain, appLink?.inconclusive]).toEqual(['operator.example', null]);
    await phone.answer(trial, { answer: '0.as-written.browser' });
    await phone.answer(trial, { answer: '0.wrapped.app' });
    const { results } = await get(trial.id);
    expect(results.map(({ inconclusive }) => inconclusive?.domain)).toEqual([undefined, 'operator.example']);
    expect((await phone.visit(phone.pathOf(trial))).text).toMatch(/opened the browser\. <b>Inconclusive\.<\/b>/);
  });

  it.each([
    ['javascript:alert(1)', 'link_refused'],
    ['https://shop.example/{{id}}', 'link_refused'],
    [`https://${clickHost}/c/x`, 'link_refused'],
    ['http://10.0.0.1/', 'link_refused'],
    ['mailto:x@shop.example', 'link_refused'],
    [`https://shop.example/${'ü'.repeat(400)}`, 'invalid_input'],
    ['brand:\0', 'invalid_input'],
  ])('takes no link that is none to try: %s', async (url, code) => {
    expect((await errorOf(start('https://shop.example/', url))).code).toBe(code);
  });

  it('of a mailing has those of its links that may open an app', async () => {
    const at = new Date();
    await server.database.associationHost.create({ data: { host: 'plain.example', usedAt: at } });
    for (const system of ['ios', 'android']) {
      const data = { host: 'plain.example', system, state: 'missing', documents: [], firstAt: at, lastAt: at };
      await server.database.associationFile.create({ data });
    }
    const create = async (...urls: string[]) =>
      (await editor.mailings.create.mutate({ projectId, name: 'November', urls })).mailingId!;
    const app = Array.from({ length: 21 }, (_, index) => `https://brand.app.link/${index}`);
    const mailingId = await create('https://plain.example/', ...app, 'https://brand.app.link/<1>', app[0]!);
    const trial = await editor.phoneTrials.startForMailing.mutate({ mailingId });
    expect([trial.links.map(({ url }) => url), trial.left]).toEqual([app.slice(0, 20), 1]);
    const plain = await create('https://plain.example/');
    expect((await errorOf(editor.phoneTrials.startForMailing.mutate({ mailingId: plain }))).code).toBe('no_app_links');
  });
});

describe('after an hour', () => {
  it('a page says that it is over, and one that never was says so too', async () => {
    const trial = await start('https://shop.example/over');
    await phone.end(trial);
    const over = await phone.visit(phone.pathOf(trial), { 'accept-language': 'de' });
    expect([over.status, over.text]).toEqual([410, expect.stringContaining('Dieser Versuch ist vorbei')]);
    expect((await phone.answer(trial, { answer: '0.wrapped.app' })).status).toBe(410);
    expect((await get(trial.id)).isOver).toBe(true);
    for (const secret of ['x'.repeat(22), 'x', '%00', `${phone.pathOf(trial).slice(5)}x`]) {
      const { status, text } = await phone.visit(`/try/${secret}`);
      expect([status, text]).toEqual([404, expect.stringContaining('There is no such trial')]);
    }
  });

  it('the links go nowhere and the test send is gone, but the results stay with what was seen', async () => {
    const url = 'https://shop.example/pruned';
    const trial = await start(url);
    const wrapped = trial.links[0]?.ways[1]?.url;
    await phone.tap(wrapped);
    await phone.answer(trial, { answer: '0.wrapped.browser' });
    await expect.poll(async () => (await get(trial.id)).results[0]?.browserAt).toBeTruthy();
    const tests = (await editor.mailings.list.query({ projectId })).tests.mailings;
    await phone.end(trial);
    await prunePhoneTrials(server.database, new Date());
    expect((await editor.mailings.list.query({ projectId })).tests.mailings).toBeLessThan(tests);
    await expect.poll(async () => (await phone.tap(wrapped)).status).toBe(404);
    await prunePhoneTrials(server.database, new Date(Date.now() + 24 * hour));
    expect((await errorOf(get(trial.id))).code).toBe('no_such_trial');
    const [result] = (await editor.phoneTrials.history.query({ url })).data;
    expect(result?.browserAt).toMatch(/^20/);
    await prunePhoneTrials(server.database, new Date(Date.now() + 397 * 24 * hour));
    expect((await editor.phoneTrials.history.query({ url })).data).toEqual([]);
  });

  it('another trial can be started, when as many as an account may have are under way', async () => {
    const other = await server.account('Busy');
    const { id } = await other.owner.projects.create.mutate({ name: 'Busy' });
    const begin = () => other.owner.phoneTrials.start.mutate({ projectId: id, urls: ['brand://x'] });
    const trials = await Promise.all(Array.from({ length: 21 }, () => begin().catch(() => undefined)));
    expect(trials.filter(Boolean)).toHaveLength(20);
    expect(await errorOf(begin())).toMatchObject({
      code: 'too_many_trials',
      hint: expect.stringMatching(/in 3\d{3} seconds/),
    });
    await phone.end(trials.find((trial) => trial !== undefined)!);
    await begin();
  });

  it('and with its project, nothing is left of a trial', async () => {
    const project = await editor.projects.create.mutate({ name: 'Gone' });
    await editor.projects.update.mutate({ id: project.id, clickDomainId: domainId });
    const url = 'https://shop.example/gone';
    const trial = await editor.phoneTrials.start.mutate({ projectId: project.id, urls: [url] });
    await phone.answer(trial, { answer: '0.wrapped.app' });
    await editor.projects.delete.mutate({ id: project.id, links: 'keep' });
    expect((await phone.visit(phone.pathOf(trial))).status).toBe(404);
    expect((await editor.phoneTrials.history.query({ url })).data).toEqual([]);
    await prunePhoneTrials(server.database, new Date());
    const where = { projectId: storedId(project.id) };
    expect(await server.database.phoneResult.count({ where })).toBe(0);
    expect(await server.database.phoneTrial.count({ where })).toBe(0);
  });
});
