import { fileURLToPath } from 'node:url';
import { decodeKey, matchAndroidFile, matchAppleFile, readAndroidFile, readAppleFile, sealToken } from '@waymark/core';
import { createWaymark } from '@waymark/sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import examples from '../examples/react-native/app.json' with { type: 'json' };
import { pageOf } from '../examples/react-native/app-link.ts';
import { run } from './world/program.ts';
import { visit } from './world/recipient.ts';
import { startWorld, type World } from './world.ts';

const newsletter = 'examples/send-newsletter.ts';
const rights = 'examples/recipient-rights.ts';

let world: World;
/** The first project of the account, with a domain. */
let projectId: string;

beforeAll(async () => {
  world = await startWorld();
  const { api } = world.waymark;
  const domain = await api.domains.add.mutate({ host: 'click.try.localhost' });
  const project = await api.projects.create.mutate({ name: 'Newsletter' });
  await api.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
  projectId = project.id;
});
afterAll(() => world.stop());

describe('the SDK with a real server', () => {
  it('knows the project it works for, by default the first of the account', async () => {
    const settings = await world.waymark.status();
    expect(settings).toMatchObject({ project: { id: projectId }, host: 'click.try.localhost', status: 'verified' });
    expect(await world.waymark.status(projectId)).toEqual(settings);
  });

  it('previews a link exactly as long as the wrapped one will be', async () => {
    const html = `<a href="${world.brandSite.origin}/">Home</a>`;
    const preview = await world.waymark.preview(html, { projectId });
    const mailing = await world.waymark.prepare({ projectId, name: 'One link', html });
    const [link = ''] = /http[^"]+\/c\/[^"]+/.exec(mailing.render({ id: '4000000000' })) ?? [];
    const shown = preview.links[0]?.wrapped ?? '';
    expect(shown.replace(/•/g, 'x')).toMatch(/^http:\/\/click\.try\.localhost:\d+\/c\/x+$/);
    // A young installation's link ids need up to three bytes less than those of a typical one.
    expect(shown.length - link.length).toBeLessThanOrEqual(4);
    expect(shown.length).toBeGreaterThanOrEqual(link.length);
  });

  it('renders for each recipient by tracking: own token, shared token, no token', async () => {
    const html = `<a href="${world.brandSite.origin}/">Home</a>`;
    const mailing = await world.waymark.prepare({ projectId, name: 'Tracking', html });
    const linkIn = (mail: string) => /href="([^"]+)"/.exec(mail)?.[1] ?? '';
    const [ada, grace] = [mailing.render({ id: '1001' }), mailing.render({ id: '1002' })];
    expect(linkIn(ada)).not.toBe(linkIn(grace));
    const shared = mailing.render({ id: '1001', tracking: 'anonymous' });
    expect(shared).toBe(mailing.render({ tracking: 'anonymous' }));
    expect(mailing.render({ id: '1001', tracking: 'off' })).toBe(html);
    for (const mail of [ada, grace, shared]) {
      expect((await visit(linkIn(mail))).headers.location).toBe(`${world.brandSite.origin}/`);
    }
  });

  it('leaves wrapped links on another domain of the account as they are, and proves that nothing else changed', async () => {
    const { host } = await world.waymark.api.domains.add.mutate({ host: 'links.try.localhost' });
    const quoted = `<a href="http://${host}/c/AQEBYWJjZGVmZ2g">an earlier mail</a>`;
    const html = `<p><a href='${world.brandSite.origin}/?a=1&amp;b=2'>Shop</a> ${quoted}</p>`;
    const mailing = await world.waymark.prepare({ projectId, name: 'Quoted', html });
    const copy = mailing.render({ id: '1001' });
    expect(copy).toContain(quoted);
    const input = { mailingId: mailing.mailingId ?? '', before: html, after: copy };
    const verified = await world.waymark.api.mailings.verify.mutate(input);
    expect(verified).toMatchObject({
      proven: true,
      changes: [{ originalUrl: `${world.brandSite.origin}/?a=1&b=2` }, {}],
    });
  });

  it('fails with the error message of the server', async () => {
    const stranger = createWaymark({ server: world.server.url, key: 'wm_sec_unknown' });
    await expect(stranger.status()).rejects.toMatchObject({ name: 'WaymarkError', code: 'unknown_key' });
    const unknown = 'prj_01900000000070008000000000000000';
    await expect(world.waymark.status(unknown)).rejects.toMatchObject({ code: 'no_such_project' });
  });

  it('splits more concurrent calls than the server takes in one request', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.waymark.api.projects.list.query()));
    expect(answers.every(({ data }) => data.length === 1)).toBe(true);
  });
});

describe('the command line', () => {
  const program = 'plugin-sdk/src/cli/main.ts';
  const settings = () => ({ WAYMARK_SERVER: world.server.url, WAYMARK_KEY: world.key, WAYMARK_PROJECT: projectId });

  it('wraps a mail for a recipient or for a merge tag, and leads where the mail did', async () => {
    const mail = fileURLToPath(new URL('../examples/newsletter.html', import.meta.url));
    const named = ['wrap', mail, '--mailing', 'Spring'];
    const { code, printed } = await run(program, settings(), ...named, '--recipient', '1001');
    expect({ code, printed }).toMatchObject({ code: 0, printed: expect.stringMatching(/Wrapped as mlg_\d+\.$/m) });
    const [link = ''] = /http:\/\/click\.try\.localhost:\d+\/c\/[\w-]+/.exec(printed) ?? [];
    expect((await visit(link)).status).toBe(302);
    const merged = await run(program, settings(), ...named, '--merge-tag', '{{subscriber.id}}');
    expect(merged.printed).toMatch(/\/c\/[\w-]+\?r=\{\{subscriber\.id\}\}/);
  });

  it('prints the tracking domains, and says what is wrong with a key', async () => {
    const { code, printed } = await run(program, settings(), 'domains');
    expect({ code, printed }).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^click\.try\.localhost +verified/m),
    });
    const stranger = await run(program, { ...settings(), WAYMARK_KEY: 'wm_sec_unknown' }, 'domains');
    expect(stranger).toMatchObject({ code: 2, printed: expect.stringContaining('This key is not known here') });
  });
});

describe('the examples', () => {
  /** For a project of its own, which has no domain yet. */
  async function environment(): Promise<Record<string, string>> {
    const { id } = await world.waymark.api.projects.create.mutate({ name: 'Newsletter' });
    return { WAYMARK_SERVER: world.server.url, WAYMARK_KEY: world.key, WAYMARK_PROJECT: id };
  }

  it('send untracked mail and say so while there is no tracking domain', async () => {
    const { code, printed } = await run(newsletter, await environment());
    expect({ code, printed }).toMatchObject({ code: 0, printed: expect.stringContaining('This mail is not tracked.') });
    expect(printed).toContain('ada@example.com: 0 wrapped links');
  });

  it('render one newsletter for three recipients', async () => {
    const settings = await environment();
    const domain = await world.waymark.api.domains.add.mutate({ host: 'click.example.localhost' });
    await world.waymark.api.projects.update.mutate({ id: settings.WAYMARK_PROJECT ?? '', clickDomainId: domain.id });
    const { code, printed } = await run(newsletter, settings);
    expect(code).toBe(0);
    expect(printed).toMatch(/^ada@example\.com: \d{2} wrapped links, \d+ bytes$/m);
    expect(printed).toMatch(/^grace@example\.com: \d{2} wrapped links, \d+ bytes$/m);
    expect(printed).toMatch(/^alan@example\.com: 0 wrapped links, \d+ bytes$/m);
  });

  it('let a recipient opt out, come back, see what is stored, and be erased', async () => {
    const settings = await environment();
    const projectId = settings.WAYMARK_PROJECT ?? '';
    const domain = await world.waymark.api.domains.add.mutate({ host: 'click.rights.localhost' });
    await world.waymark.api.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
    const html = `<a href="${world.brandSite.origin}/">Home</a>`;
    const mailing = await world.waymark.prepare({ projectId, name: 'Rights', html });
    const link = /href="([^"]+)"/.exec(mailing.render({ id: '3001' }))?.[1] ?? '';
    const wish = async (what: string) => (await run(rights, settings, what, '3001')).printed.trim();

    expect(await wish('opt-out')).toBe('From now on nothing is stored of this recipient.');
    expect((await visit(link)).headers.location).toBe(`${world.brandSite.origin}/`);
    expect(await wish('opt-in')).toBe('This recipient is counted again.');
    await visit(link);
    const stored = async () => JSON.parse(await wish('export')) as { events: unknown[]; optOuts: unknown[] };
    await expect
      .poll(async () => (await stored()).events, { timeout: 20_000 })
      .toMatchObject([{ type: 'click', recipientId: '3001' }]);
    expect(await wish('erase')).toBe('Erased events: 1.');
    expect(await stored()).toEqual({ events: [], optOuts: [] });
  });

  it('let an app resolve its app links, and ask about no other', async () => {
    const { api } = world.waymark;
    const { id: projectId } = await api.projects.create.mutate({ name: 'App' });
    const { id: clickDomainId, host } = await api.domains.add.mutate({ host: 'click.app.localhost' });
    await api.projects.update.mutate({ id: projectId, clickDomainId });
    const urls = ['https://shop.brand.com/p/42?size=9#top', 'https://other.example/', 'https://shop.brand.com.evil/'];
    const { wrapping } = await api.mailings.create.mutate({ projectId, name: 'App links', urls });
    const { keyId, key, links: ids = [] } = wrapping?.clicks ?? {};
    const links = ids.map((id) => {
      const content = {
        kind: 'a',
        id: Number(id.slice('lnk_'.length)),
        keyId: keyId ?? 0,
        recipientId: '4001',
      } as const;
      return `https://${host}/a/${sealToken(content, host, decodeKey(key ?? ''))}`;
    });
    const [own = '', ...others] = links;

    const asked: string[] = [];
    // The phone's DNS, and the proxy in front of the server.
    vi.stubGlobal('fetch', async (link: string, { headers }: { headers: Record<string, string> }) => {
      asked.push(link);
      const { pathname, search } = new URL(link);
      if (pathname === '/a/offline') throw new TypeError('Network request failed');
      const answer = await visit(`${world.server.url}${pathname}${search}`, { host, headers });
      return new Response(new Uint8Array(answer.body), { status: answer.status });
    });
    try {
      const opened: string[] = [];
      const app = {
        trackingHosts: [host],
        ownHosts: ['shop.brand.com'],
        openInBrowser: (url: string) => void opened.push(url),
      };
      expect(await pageOf(own, app)).toBe(urls[0]);
      expect(await pageOf(`${own}?utm_source=mail`, app)).toBe(urls[0]);
      const elsewhere = [...others, `https://${host}/a/unknown`, `https://${host}/a/offline`];
      for (const link of elsewhere) expect(await pageOf(link, app)).toBeNull();
      expect(opened).toEqual([...urls.slice(1), `https://${host}/a/unknown`, `https://${host}/a/offline`]);
      expect(asked).toEqual([own, `${own}?utm_source=mail`, ...elsewhere]);

      const notOurs = [
        null,
        'shop://p/42',
        'https://shop.brand.com/p/42',
        `https://${host}/c/x`,
        `http://${host}/a/x`,
        `https://${host}.evil.example/a/x`,
        `https://${host}@evil.example/a/x`,
        `https://evil.example\\@${host}/a/x`,
        `https://evil.example/https://${host}/a/x`,
      ];
      for (const link of notOurs) expect(await pageOf(link, app)).toBe(link);
      expect(asked.length).toBe(2 + elsewhere.length);
    } finally {
      vi.unstubAllGlobals();
    }
    const stored = () => api.recipients.export.mutate({ recipientId: '4001' });
    await expect.poll(async () => (await stored()).events.length, { timeout: 20_000 }).toBe(4);
  });

  it('declare exactly what both files of a tracking domain give to an app', async () => {
    const { api } = world.waymark;
    const { ios, android } = examples.expo;
    const { id: domainId, host } = await api.domains.add.mutate({ host: 'click.files.localhost' });
    const [teamId, bundleId] = ['ABCDE12345', ios.bundleIdentifier];
    await api.apps.add.mutate({ domainId, app: { system: 'ios', teamId, bundleId } });
    const fingerprints = [Array.from({ length: 32 }, () => 'AB').join(':')];
    const packageName = android.package;
    await api.apps.add.mutate({ domainId, app: { system: 'android', packageName, fingerprints } });
    const served = async (path: string) => {
      const file = () => visit(`${world.server.url}${path}`, { host });
      await expect.poll(async () => (await file()).status, { timeout: 20_000 }).toBe(200);
      const { headers, body } = await file();
      expect([headers['content-type'], headers.location]).toEqual(['application/json', undefined]);
      return body.toString();
    };
    const apple = readAppleFile(await served('/.well-known/apple-app-site-association'));
    const assetlinks = readAndroidFile(await served('/.well-known/assetlinks.json'));
    const answersTo = (path: string) =>
      [
        ...matchAppleFile(apple, `https://${host}${path}`),
        ...matchAndroidFile(assetlinks, `https://${host}${path}`),
      ].map(({ app, answer }) => [app, answer.answer]);
    const [{ data: [claimed] = [] } = {}] = android.intentFilters;
    expect(answersTo(`${claimed?.pathPrefix}AQEB`)).toEqual([
      [`${teamId}.${bundleId}`, 'opens'],
      [packageName, 'opens'],
    ]);
    // On Android before 15 it is the app alone that leaves other links of the host to the browser.
    expect(answersTo('/c/AQEB')).toEqual([
      [`${teamId}.${bundleId}`, 'excluded'],
      [packageName, 'claims'],
    ]);
  });

  it('end with one sentence when the server is unreachable', async () => {
    const { code, printed } = await run(newsletter, { ...(await environment()), WAYMARK_SERVER: 'http://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(printed.trim().split('\n')).toEqual([expect.stringContaining('could not be reached')]);
  });
});

describe('a server that is gone', () => {
  it('does not keep the SDK from rendering', async () => {
    const html = '<a href="https://brand.com/">Shop</a>';
    const mailing = await world.waymark.prepare({ projectId, name: 'Offline', html });
    await world.server.stop();
    await expect(world.waymark.api.projects.list.query()).rejects.toMatchObject({ code: 'unreachable' });
    expect(mailing.render({ id: '1001' })).toMatch(
      /^<a href="http:\/\/click\.try\.localhost:\d+\/c\/[\w-]+">Shop<\/a><img /,
    );
  });
});
