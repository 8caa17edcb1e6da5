import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apple, type Sites, startSites } from '../src/deep-links/sites.testing.ts';
import {
  type Api,
  addVerifiedDomain,
  cnameZone,
  startTestServer,
  storedNumber,
  type TestServer,
} from './test-server.ts';

const host = 'click.brand.com';
const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const browser = { accept: 'text/html', 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)' };
const app = { accept: 'application/json', 'user-agent': 'okhttp/5.3.2' };

let sites: Sites;
let server: TestServer;
let api: Api;
let projectId = '';

beforeAll(async () => {
  sites = await startSites(cnameZone);
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' }, { fetching: sites });
  api = (await server.account()).owner;
  const { id: domainId } = await addVerifiedDomain(server, api, host);
  projectId = (await api.projects.create.mutate({ name: 'Newsletter' })).id;
  await api.projects.update.mutate({ id: projectId, clickDomainId: domainId, trackOpens: false });
  const listed = { system: 'android' as const, packageName: 'com.brand.news', fingerprints: [fingerprint] };
  const { id } = await api.apps.add.mutate({ domainId, app: listed });
  await api.apps.confirm.mutate({ id, version: '3.1' });
});
afterAll(async () => {
  await server.stop();
  await sites.stop();
});

describe('a mail with seven kinds of links', needs('openssl'), () => {
  it('leads every reader where each link led before, into the app where one opened', async () => {
    const shop = sites.add(apple);
    const broken = sites.add((_request, response) => void response.writeHead(200).end('<title>Shop</title>'));
    const news = sites.add((request, response) => {
      if (!request.url?.endsWith('/assetlinks.json')) return void response.writeHead(404).end();
      const target = { namespace: 'android_app', package_name: 'com.brand.news' };
      const statement = {
        relation: ['delegate_permission/common.handle_all_urls'],
        target: { ...target, sha256_cert_fingerprints: [fingerprint] },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([statement]));
    });
    const links = [
      { url: `https://${sites.add()}/page`, becomes: 'c', says: [] },
      { url: `https://${shop}/shop/1`, becomes: 'left', says: ['app-breaks'] },
      { url: `https://${news}/story/7?q=caf%C3%A9#top`, becomes: 'a', says: ['app-kept'] },
      { url: `https://${broken}/`, becomes: 'c', says: ['app-unknown'] },
      { url: 'brandapp://shop/1', becomes: 'left', says: ['custom-scheme'] },
      { url: 'https://brand.app.link/x', becomes: 'left', says: ['opens-own-app'] },
      { url: 'https://youtu.be/abc', becomes: 'left', says: ['opens-app'] },
    ];
    const html = links.map(({ url }) => `<a href="${url}">here</a>`).join('\n');
    const rendered = await api.mailings.wrap.mutate({ projectId, name: 'Apps', html, recipient: { id: '4711' } });

    const copies = [...rendered.html.matchAll(/href="([^"]+)"/g)].map(([, copy = '']) => copy);
    const found = copies.map((copy, index) => ({
      url: links[index]?.url,
      becomes: copy === links[index]?.url ? 'left' : /^https:\/\/click\.brand\.com\/([ac])\//.exec(copy)?.[1],
      says: rendered.report.links[index]?.findings.map(({ code }) => code),
    }));
    expect(found).toEqual(links);

    const opened = { browser: 0, app: 0 };
    for (const [index, copy] of copies.entries()) {
      const { url = '', becomes } = links[index]!;
      if (becomes === 'left') continue;
      const asked = (headers: Record<string, string>) => server.ask(new URL(copy).pathname, { host, headers });
      expect(await asked(browser)).toMatchObject({ status: 302, headers: { location: url } });
      opened.browser++;
      if (becomes === 'c') continue;
      expect(await asked(app)).toMatchObject({ status: 200, text: JSON.stringify({ url }) });
      opened.app++;
    }
    // What phones read opens the app for app links and for nothing else.
    const { text } = await server.ask('/.well-known/assetlinks.json', { host });
    expect(JSON.parse(text)).toMatchObject([{ target: { package_name: 'com.brand.news' } }]);

    const where = { mailingId: storedNumber(rendered.mailingId) };
    await expect.poll(() => server.database.event.count({ where })).toBe(opened.browser + opened.app);
    const reasons = await server.database.event.findMany({ where, select: { client: true, reason: true } });
    expect(reasons.filter(({ reason }) => reason === 'app')).toEqual([{ client: 'human', reason: 'app' }]);
  });
});
