import { needs } from '@waymark/testing/needs';
import { describe, expect, it } from 'vitest';
import { host, json, outcomeOf, statement, testServers, wellKnown } from './fetching.testing.ts';
import { seenAndroidFile } from './read-files.ts';

const { https, fetchFrom } = testServers();

describe('assetlinks.json', needs('openssl'), () => {
  /** Files by path. */
  const site = (files: Readonly<Record<string, unknown>>) =>
    https((request, response) => {
      const file = files[request.url ?? ''];
      if (file === undefined) return void response.writeHead(404).end();
      response.writeHead(200, json).end(typeof file === 'string' ? file : JSON.stringify(file));
    });
  const include = (path: string) => ({ include: `https://${host}${path}` });

  async function read(files: Readonly<Record<string, unknown>>) {
    const file = await fetchFrom(await site(files), { system: 'android' });
    const android = seenAndroidFile(file);
    const apps = android.state === 'read' ? android.file.apps.map(({ packageName }) => packageName) : [];
    return { outcome: outcomeOf(file, 'android'), apps, file };
  }

  it('counts together with the files that it includes', async () => {
    const { outcome, apps } = await read({
      [wellKnown.android]: [include('/a'), statement('com.brand.main')],
      '/a': [statement('com.brand.a'), include('/b')],
      '/b': [statement('com.brand.b')],
    });
    expect([outcome, apps]).toEqual(['read', ['com.brand.main', 'com.brand.a', 'com.brand.b']]);
  });

  it.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['cannot be fetched', 'invalid include-failed', { [wellKnown.android]: [include('/a'), statement('com.brand.x')] }],
    ['is no JSON', 'invalid not-json', { [wellKnown.android]: [include('/a'), statement('com.brand.x')], '/a': '[x' }],
    [
      'includes the first',
      'read include-too-deep',
      { [wellKnown.android]: [include('/a'), statement('com.brand.x')], '/a': [include(wellKnown.android)] },
    ],
  ])('keeps its statements beside a file that %s', async (_, outcome, files) => {
    expect(await read(files)).toMatchObject({ outcome, apps: ['com.brand.x'] });
  });

  it('is followed ten files deep, and to ten files in all', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `/${index}`,
        [include(`/${index + 1}`), statement(`com.brand.n${index}`)],
      ]),
    );
    const deep = await read({ ...chain, [wellKnown.android]: [include('/0')] });
    expect([deep.outcome, deep.apps.length]).toEqual(['invalid include-too-deep', 10]);
    const many = Object.keys(chain).map(include);
    const leaves = Object.fromEntries(Object.keys(chain).map((path) => [path, [statement('com.brand.x')]]));
    const wide = await read({ ...leaves, [wellKnown.android]: many });
    expect([wide.apps.length, wide.file.state === 'read' && wide.file.documents.length]).toEqual([10, 11]);
  });

  it('includes nothing from an address that is not public, or at another port', async () => {
    const targets = ['https://127.0.0.1/a', 'https://localhost/a', `https://${host}:8443/a`, 'https://[::1]/a'];
    const { outcome, file } = await read({ [wellKnown.android]: targets.map((target) => ({ include: target })) });
    expect(outcome).toBe(['invalid', ...targets.map(() => 'include-failed')].join(' '));
    expect(file.state === 'read' && file.documents.slice(1)).toEqual([
      { url: targets[0], why: 'private-address' },
      { url: targets[1], why: 'private-address' },
      { url: targets[2], why: 'unusual-host' },
      { url: targets[3], why: 'private-address' },
    ]);
  });
});
