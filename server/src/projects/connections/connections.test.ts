import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  type TestAccount,
  type TestServer,
} from '../../../test/test-server.ts';

const site = 'https://editor.example.com';
let server: TestServer;
let account: TestAccount;
let projectId: string;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
  const { id } = await addVerifiedDomain(server, account.owner, 'click.brand.com');
  projectId = (await account.owner.projects.create.mutate({ name: 'Newsletter' })).id;
  await account.owner.projects.update.mutate({ id: projectId, clickDomainId: id, openDomainId: id });
});
afterAll(() => server.stop());

const listed = async () => (await account.owner.connections.list.query()).data;
const of = async (kind: string) => (await listed()).filter((one) => one.kind === kind);
const seenBefore = (id: string, ms: number) =>
  server.database.connection.update({ where: { id: storedId(id) }, data: { lastSeenAt: new Date(Date.now() - ms) } });
const day = 86_400_000;

describe('a secret key', () => {
  it.each([
    ['short', 'wrap', 10],
    ['long', 'wrap', 300_000],
    ['prepared', 'prepare', 10],
  ] as const)('is a connection once it registered a %s mailing, for 30 days', async (name, way, length) => {
    const { key } = await account.owner.keys.create.mutate({ kind: 'secret', name, scopes: ['mailings:write'] });
    const html = `<p>${'x'.repeat(length)}</p><a href="https://brand.com/">Brand</a>`;
    await server.api(key).mailings[way].mutate({ projectId, name: 'Mail', html });
    const found = async () => (await of('sender')).find((one) => one.name === name);
    await expect.poll(found).toMatchObject({ projectId, connected: true, counted: 'yes', sites: [] });
    const { id, keyId } = (await found())!;
    await seenBefore(id, 30 * day + 1000);
    expect(await found()).toMatchObject({ connected: false, counted: 'no' });
    await seenBefore(id, 29 * day);
    expect(await found()).toMatchObject({ connected: true });
    await account.owner.keys.revoke.mutate({ id: keyId! });
    expect(await found()).toMatchObject({ connected: false, counted: 'no' });
  });

  it('that only reads is none, and a member who registers is none', async () => {
    const before = await of('sender');
    await server.api(await account.key('secret')).projects.settings.query({ projectId });
    await account.owner.mailings.create.mutate({ projectId, name: 'By a member', urls: ['https://brand.com/'] });
    expect(await of('sender')).toHaveLength(before.length);
  });
});

describe("a builder's plug-in", () => {
  it('is a connection for a day after it was seen, on the sites that its key allows', async () => {
    const browser = server.api(await account.key('publishable', { origins: [site] }));
    await browser.projects.settings.query({ projectId, plugin: 'grapesjs', site });
    await browser.projects.settings.query({ projectId, plugin: 'grapesjs', site: 'https://elsewhere.example.com' });
    await expect.poll(() => of('builder')).toMatchObject([{ name: 'grapesjs', sites: [site], counted: 'yes' }]);
    await seenBefore((await of('builder'))[0]!.id, day + 1000);
    expect(await of('builder')).toMatchObject([{ connected: false, counted: 'no' }]);
  });

  it('is none without a name', async () => {
    const before = await listed();
    await server.api(await account.key('publishable', { origins: [site] })).projects.settings.query({ projectId });
    expect(await listed()).toHaveLength(before.length);
  });
});

describe('a site', () => {
  it('has one answer, the last; by hand it is counted only if the tracked copy is sent', async () => {
    const webmail = 'https://mail.example.com';
    const [sender] = await of('sender');
    await account.owner.connections.claimSite.mutate({ projectId, site: webmail, connectionId: sender!.id });
    expect((await of('sender')).find(({ id }) => id === sender!.id)?.sites).toEqual([webmail]);
    await account.owner.connections.claimSite.mutate({ projectId, site: webmail });
    expect((await of('sender')).flatMap(({ sites }) => sites)).toEqual([]);
    const german = await server
      .api(await account.member('viewer'), { 'accept-language': 'de' })
      .connections.list.query();
    expect(german.data.filter(({ kind }) => kind === 'hand')).toMatchObject([
      {
        sites: [webmail],
        connected: false,
        counted: 'if_copied',
        sentence: 'Wird gezählt, wenn Sie die Kopie mit Tracking senden.',
      },
    ]);
  });

  it('is not claimed for a connection that is not there, or of another project', async () => {
    const { id: other } = await account.owner.projects.create.mutate({ name: 'Other' });
    const [sender] = await of('sender');
    for (const connectionId of [sender!.id, sender!.id.replace(/.{6}$/, '424242')]) {
      const claim = account.owner.connections.claimSite.mutate({ projectId: other, site, connectionId });
      expect(await errorOf(claim)).toMatchObject({ code: 'no_such_project_connection' });
    }
  });
});
