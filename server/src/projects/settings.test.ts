import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, errorOf, startTestServer, type TestAccount, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;
let browser: Api;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const nothing = {
  project: null,
  origin: null,
  pixelOrigin: null,
  host: null,
  status: null,
  state: null,
  diagnosis: null,
  trackOpens: false,
  trackClicks: false,
  utm: null,
  deepLinks: 'leave',
  publicAppLinks: 'leave',
  allowLocalHosts: true,
  trackingHosts: null,
};

describe('the preview settings for a publishable key', () => {
  it('contain no project while there is none', async () => {
    account = await server.account();
    browser = server.api(await account.key('publishable'));
    expect(await browser.projects.settings.query({})).toEqual(nothing);
  });

  it('need no input', async () => {
    expect(await browser.projects.settings.query()).toEqual(nothing);
  });

  it('default to the first project by name, with the state of its domain', async () => {
    await account.owner.projects.create.mutate({ name: 'Zebra' });
    const { id } = await account.owner.projects.create.mutate({ name: 'Apfel' });
    const domain = await account.owner.domains.add.mutate({ host: 'click.brand.localhost' });
    await account.owner.projects.update.mutate({ id, clickDomainId: domain.id, trackOpens: false });
    expect(await browser.projects.settings.query({})).toEqual({
      project: { id, name: 'Apfel' },
      origin: `http://click.brand.localhost:${server.port}`,
      pixelOrigin: null,
      host: 'click.brand.localhost',
      status: 'verified',
      state: 'verified',
      diagnosis: {
        code: 'loopback_only',
        title: 'Works on this machine only',
        explanation: expect.any(String),
        advice: expect.any(String),
      },
      trackOpens: false,
      trackClicks: true,
      utm: null,
      deepLinks: 'leave',
      publicAppLinks: 'leave',
      allowLocalHosts: true,
      trackingHosts: null,
    });
  });

  it('are those of another project when it is named', async () => {
    const zebra = (await account.owner.projects.list.query()).data.find(({ name }) => name === 'Zebra');
    const settings = await browser.projects.settings.query({ projectId: zebra?.id });
    expect(settings).toEqual({
      ...nothing,
      project: { id: zebra?.id, name: 'Zebra' },
      trackOpens: true,
      trackClicks: true,
    });
  });

  it('contain nothing of another account', async () => {
    const stranger = server.api(await (await server.account()).key('publishable'));
    const [project] = (await account.owner.projects.list.query()).data;
    expect((await errorOf(stranger.projects.settings.query({ projectId: project?.id }))).code).toBe('no_such_project');
    expect(await stranger.projects.settings.query({})).toEqual(nothing);
  });
});

it('name all tracking hosts of the account that were verified, to members and secret keys only', async () => {
  await account.owner.domains.add.mutate({ host: 'links.brand.localhost' });
  await (await server.account()).owner.domains.add.mutate({ host: 'click.stranger.localhost' });
  await server.make.domain(account.id, { host: 'click.claim.example', status: 'not_verified', verifiedAt: null });
  const hosts = ['click.brand.localhost', 'links.brand.localhost'];
  for (const key of [await account.key('secret'), await account.member('viewer')])
    expect((await server.api(key).projects.settings.query({})).trackingHosts).toEqual(hosts);
  expect((await browser.projects.settings.query({})).trackingHosts).toBeNull();
});
