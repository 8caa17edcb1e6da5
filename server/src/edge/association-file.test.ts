import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHost, startEdge } from './edge.testing.ts';

let edge: Awaited<ReturnType<typeof startEdge>>;

beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.stop());

describe('the association files of a host', () => {
  const fingerprints = [`14:6D${':0A'.repeat(30)}`];
  const ios = { system: 'ios', app: 'ABCDE12345.com.brand.shop', fingerprints: [] } as const;
  const android = { system: 'android', app: 'com.brand.shop', fingerprints } as const;
  const paths = [
    '/.well-known/apple-app-site-association',
    '/apple-app-site-association',
    '/.well-known/assetlinks.json',
  ];
  const list = (...apps: readonly (typeof ios | typeof android)[]) => {
    const keys = [{ keyId: 1, key: new Uint8Array(32) }];
    edge.linkMap.apply([{ kind: 'domain', id: 'apps', host: 'apps.brand.com', certificate: false, keys, apps }]);
  };
  const statuses = (host: string) => Promise.all(paths.map(async (path) => (await edge.ask(path, { host })).status));

  it('are JSON at the places where phones look, without a redirect, for GET and HEAD', async () => {
    list(ios, android);
    for (const path of paths) {
      const { status, headers, body } = await edge.ask(`${path}?x`, { host: 'APPS.brand.com:443' });
      expect(status).toBe(200);
      expect(body.toString()).toContain('com.brand.shop');
      expect(JSON.parse(body.toString())).toBeTruthy();
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'content-length': String(body.length),
        'cache-control': 'public, max-age=3600',
      });
      const head = await edge.ask(path, { host: 'apps.brand.com', method: 'HEAD' });
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect({ ...head.headers, date: '' }).toEqual({ ...headers, date: '' });
      expect((await edge.ask(path, { host: 'apps.brand.com', method: 'POST' })).status).toBe(405);
    }
    expect(await edge.events()).toEqual([]);
  });

  it('follow the apps of its domain, and are there only for systems that it has apps of', async () => {
    list(ios);
    expect(await statuses('apps.brand.com')).toEqual([200, 200, 404]);
    list(android);
    expect(await statuses('apps.brand.com')).toEqual([404, 404, 200]);
    list();
    expect(await statuses('apps.brand.com')).toEqual([404, 404, 404]);
  });

  it('are of this host alone, and gone with its domain', async () => {
    list(ios, android);
    expect(await statuses(addHost(edge.linkMap, 'click.brand.com').host)).toEqual([404, 404, 404]);
    expect(await statuses('stranger.example')).toEqual([404, 404, 404]);
    edge.linkMap.apply([{ kind: 'gone', of: 'domain', id: 'apps' }]);
    expect(await statuses('apps.brand.com')).toEqual([404, 404, 404]);
  });

  it('are at no other place', async () => {
    list(ios, android);
    for (const path of [
      '/apple-app-site-association/',
      '/assetlinks.json',
      '/.well-known/',
      '/.WELL-KNOWN/assetlinks.json',
    ]) {
      expect((await edge.ask(path, { host: 'apps.brand.com' })).status).toBe(404);
    }
  });
});
