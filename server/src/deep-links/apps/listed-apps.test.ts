import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { needs, program } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  errorOf,
  startTestServer,
  storedId,
  type TestAccount,
  type TestServer,
} from '../../../test/test-server.ts';
import { createAuthority } from '../../net/certificates.testing.ts';
import { droid, fingerprint, freshDomain, shop } from './apps.testing.ts';
import { listedAppsOf } from './listed-apps.ts';

let server: TestServer;
let account: TestAccount;
let api: Api;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  api = account.owner;
});
afterAll(() => server.stop());

describe('the apps of a domain', () => {
  it('are listed with what their teams confirmed', async () => {
    const { domainId, stored } = await freshDomain(server, account);
    const android = await api.apps.add.mutate({
      domainId,
      app: { ...droid, fingerprints: [fingerprint.toLowerCase()] },
    });
    const ios = await api.apps.add.mutate({ domainId, app: shop });
    expect(ios).toMatchObject({
      id: expect.stringMatching(/^app_/),
      domainId,
      system: 'ios',
      app: 'ABCDE12345.com.brand.shop',
      fingerprints: [],
      confirmed: null,
    });
    expect(await api.apps.list.query({ domainId })).toEqual({ apps: [ios, android] });
    expect(android).toMatchObject({ system: 'android', app: 'com.brand.shop', fingerprints: [fingerprint] });

    const confirmed = { version: '8.2', date: '2026-11-20' };
    expect(await api.apps.confirm.mutate({ id: ios.id, ...confirmed })).toEqual({ ...ios, confirmed });
    expect(await listedAppsOf(server.database, stored)).toEqual([
      { system: 'ios', app: ios.app, confirmed },
      { system: 'android', app: android.app },
    ]);
    expect(await api.apps.unconfirm.mutate({ id: ios.id })).toEqual(ios);
    expect(await api.apps.remove.mutate({ id: android.id })).toEqual({ removed: true });
    expect(await api.apps.remove.mutate({ id: android.id })).toEqual({ removed: false });
    expect(await api.apps.list.query({ domainId })).toEqual({ apps: [ios] });
  });

  it('stay confirmed with another fingerprint, but not with another name', async () => {
    const { domainId } = await freshDomain(server, account);
    const { id } = await api.apps.add.mutate({ domainId, app: droid });
    const today = new Date().toISOString().slice(0, 10);
    await api.apps.confirm.mutate({ id, version: ' 3.1 ' });
    const more = [fingerprint, fingerprint.replace('14', '15')];
    expect(await api.apps.update.mutate({ id, app: { ...droid, fingerprints: more } })).toMatchObject({
      fingerprints: more,
      confirmed: { version: '3.1', date: today },
    });
    const renamed = await api.apps.update.mutate({ id, app: { ...droid, packageName: 'com.brand.other' } });
    expect(renamed).toMatchObject({ app: 'com.brand.other', confirmed: null });
  });

  it('are refused in the language of the caller', async () => {
    const { domainId } = await freshDomain(server, account);
    const german = server.api(await account.member('editor'), { 'accept-language': 'de' });
    const wrong = { ...shop, teamId: 'abc' };
    const [en, de] = await Promise.all(
      [api, german].map((caller) => errorOf(caller.apps.add.mutate({ domainId, app: wrong }))),
    );
    expect(en).toMatchObject({ code: 'app_refused', message: expect.stringContaining('“abc” is no team ID.') });
    expect(de).toMatchObject({ code: 'app_refused', message: expect.stringContaining('„abc“ ist keine Team-ID.') });
    const { id } = await api.apps.add.mutate({ domainId, app: shop });
    expect((await errorOf(api.apps.update.mutate({ id, app: wrong }))).code).toBe('app_refused');
    const other = { domainId, app: { system: 'windows' } } as unknown as Parameters<typeof api.apps.add.mutate>[0];
    expect((await errorOf(api.apps.add.mutate(other))).message).toContain('"ios" or "android"');
    expect((await errorOf(german.apps.add.mutate(other))).message).toContain('"ios" oder "android"');
  });

  it('are listed once, and not without end', async () => {
    const { domainId, host } = await freshDomain(server, account);
    const tries = [1, 2, 3].map(() => api.apps.add.mutate({ domainId, app: shop }));
    const done = await Promise.allSettled(tries);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const twice = await errorOf(api.apps.add.mutate({ domainId, app: shop }));
    expect(twice).toMatchObject({
      code: 'app_listed',
      message: `The files of ${host} list ABCDE12345.com.brand.shop already.`,
    });
    const { id } = await api.apps.add.mutate({ domainId, app: droid });
    expect((await errorOf(api.apps.update.mutate({ id, app: shop }))).code).toBe('app_listed');
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    const domain = storedId(domainId);
    const row = (number: number) => ({ domainId: domain, accountId: account.id, system: 'ios', app: `x${number}` });
    await server.database.listedApp.createMany({ data: numbers.map(row) });
    const tooMany = await errorOf(api.apps.add.mutate({ domainId, app: { ...shop, bundleId: 'com.brand.b' } }));
    expect(tooMany).toMatchObject({ code: 'too_many_apps', message: 'A tracking domain may have 50 apps.' });
  });

  it('are confirmed on a day that has come', async () => {
    const { domainId } = await freshDomain(server, account);
    const { id } = await api.apps.add.mutate({ domainId, app: shop });
    const error = await errorOf(api.apps.confirm.mutate({ id, version: '1', date: '2099-01-01' }));
    expect(error).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('"date": is a day to come'),
    });
    for (const date of ['2026-02-30', 'today', '']) {
      expect((await errorOf(api.apps.confirm.mutate({ id, version: '1', date }))).code).toBe('invalid_input');
    }
    expect((await errorOf(api.apps.confirm.mutate({ id, version: ' ' }))).code).toBe('invalid_input');
  });

  it('are confirmed with a version on one line, and not on a day before any app opened links', async () => {
    const { domainId } = await freshDomain(server, account);
    const { id } = await api.apps.add.mutate({ domainId, app: shop });
    for (const date of ['0000-01-01', '0026-11-30', '2014-12-31']) {
      expect(await errorOf(api.apps.confirm.mutate({ id, version: '1', date }))).toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('"date": is a day before any app opened links'),
      });
    }
    const { confirmed } = await api.apps.confirm.mutate({ id, version: '8.2\0\r\n(beta)\0', date: '2015-10-05' });
    expect(confirmed).toEqual({ version: '8.2 (beta)', date: '2015-10-05' });
    expect((await errorOf(api.apps.confirm.mutate({ id, version: '\0' }))).code).toBe('invalid_input');
  });

  it('of another account cannot be distinguished from missing ones', async () => {
    const { domainId } = await freshDomain(server, account);
    const { id } = await api.apps.add.mutate({ domainId, app: shop });
    const { owner: stranger } = await server.account('Another Brand');
    const nobody = 'app_0199b0de00007000800000000000ffff';
    for (const one of [id, nobody]) {
      expect((await errorOf(stranger.apps.update.mutate({ id: one, app: shop }))).code).toBe('no_such_app');
      expect((await errorOf(stranger.apps.confirm.mutate({ id: one, version: '1' }))).code).toBe('no_such_app');
      expect((await errorOf(stranger.apps.unconfirm.mutate({ id: one }))).code).toBe('no_such_app');
      expect(await stranger.apps.remove.mutate({ id: one })).toEqual({ removed: false });
    }
    expect((await errorOf(stranger.apps.add.mutate({ domainId, app: droid }))).code).toBe('no_such_domain');
    expect((await errorOf(stranger.apps.list.query({ domainId }))).code).toBe('no_such_domain');
    expect((await api.apps.list.query({ domainId })).apps).toHaveLength(1);
  });

  it('go with their domain', async () => {
    const { domainId, stored } = await freshDomain(server, account);
    await api.apps.add.mutate({ domainId, app: shop });
    await server.database.domain.delete({ where: { id: stored } });
    expect(await server.database.listedApp.count({ where: { domainId: stored } })).toBe(0);
  });
});

describe('an app for Android', needs('openssl'), () => {
  const authority = createAuthority();
  afterAll(authority.remove);

  it('is listed with all that openssl prints about its certificate', async () => {
    const { domainId } = await freshDomain(server, account);
    const of = (...options: string[]) =>
      execFileSync(program('openssl'), ['x509', '-fingerprint', ...options], { input: authority.root }).toString();
    const add = (printed: string) => api.apps.add.mutate({ domainId, app: { ...droid, fingerprints: [printed] } });
    expect(await errorOf(add(of('-text')))).toMatchObject({
      code: 'app_refused',
      message: expect.stringContaining('which is SHA-1'),
      hint: expect.stringContaining('openssl x509 -in <file> -noout -fingerprint -sha256'),
    });
    const { fingerprints } = await add(of('-text', '-sha256'));
    expect(fingerprints).toEqual([new X509Certificate(authority.root).fingerprint256]);
  });
});
