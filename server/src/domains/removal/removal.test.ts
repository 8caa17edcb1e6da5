import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  type TestServer,
} from '../../../test/test-server.ts';

const host = 'click.brand.com';

let server: TestServer;
let api: Api;

/** State passed from one step of the story to the next. */
let domainId = '';
let target = '';
let projectId = '';
let oldLink = '';

beforeAll(async () => {
  server = await startTestServer();
  api = (await server.account('Example Brand')).owner;
});
afterAll(() => server.stop());

const click = (link: string, browser = 'Firefox/140.0') =>
  server.ask(new URL(link).pathname, { host, headers: { 'user-agent': `Mozilla/5.0 ${browser}` } });
const removed = () => api.domains.remove.mutate({ id: domainId, host });

async function linkOf(sender: Api, project: string): Promise<string> {
  const { mailingId } = await sender.mailings.wrap.mutate({
    projectId: project,
    name: 'November',
    html: '<a href="https://brand.com/shop">Shop</a>',
  });
  const [link] = (await sender.mailings.links.query({ mailingId: mailingId! })).data;
  return link!.wrapped!;
}

describe('the end of a tracking domain', () => {
  it('starts with a domain whose links are in sent mail', async () => {
    const domain = await addVerifiedDomain(server, api, host);
    [domainId, target] = [domain.id, domain.record.target];
    projectId = (await api.projects.create.mutate({ name: 'Newsletter' })).id;
    const shop = await api.projects.create.mutate({ name: 'Shop' });
    await api.projects.update.mutate({ id: projectId, clickDomainId: domainId, openDomainId: domainId });
    await api.projects.update.mutate({ id: shop.id, openDomainId: domainId });
    oldLink = await linkOf(api, projectId);
    expect(await click(oldLink)).toMatchObject({ status: 302, headers: { location: 'https://brand.com/shop' } });
  });

  it('reports in advance what would be lost', async () => {
    const events = () => server.database.event.count();
    for (let tries = 0; (await events()) === 0 && tries < 100; tries++)
      await new Promise((later) => setTimeout(later, 50));
    const { losses } = await api.domains.previewRemoval.query({ id: domainId });
    expect(losses).toMatchObject({ mailings: 1, links: 1, clicksOfLast30Days: 1 });
    expect(Date.now() - Date.parse(losses.lastClickAt!)).toBeLessThan(60_000);
  });

  it('is refused while projects use it, and names them', async () => {
    const preview = await api.domains.previewRemoval.query({ id: domainId });
    expect(preview.projects.map(({ name }) => name)).toEqual(['Newsletter', 'Shop']);
    expect(preview.refusal?.code).toBe('domain_attached');
    expect(await errorOf(removed())).toMatchObject({
      code: 'domain_attached',
      message: 'click.brand.com is still attached to “Newsletter”, “Shop”.',
    });
    for (const { id } of preview.projects) {
      await api.projects.update.mutate({ id, clickDomainId: null, openDomainId: null });
    }
  });

  it('is refused while its record exists, and names the record', async () => {
    const preview = await api.domains.previewRemoval.query({ id: domainId });
    expect(preview).toMatchObject({ projects: [], record: 'stands', refusal: { code: 'record_stands' } });
    const { message, hint } = await errorOf(removed());
    expect(message).toContain(`click.brand.com CNAME ${target}`);
    expect(hint).toContain('brand.com');
  });

  it('leaves the links in sent mail alone until then, whatever the status of the domain', async () => {
    expect((await click(oldLink, 'Chrome/140.0')).status).toBe(302);
    for (const status of ['not_verified', 'pending', 'verified'] as const) {
      await server.database.domain.update({ where: { id: storedId(domainId) }, data: { status } });
      await server.restart();
      expect((await click(oldLink, `Chrome/${status.length}.0`)).status).toBe(302);
    }
  });

  it('is refused when the state of the record cannot be determined', async () => {
    await server.database.checksNow.deleteMany();
    server.nameServer.put(host, 'servfail');
    expect((await errorOf(removed())).code).toBe('record_unknown');
  });

  it('is refused without the host as confirmation', async () => {
    server.nameServer.put(host, 'no-name');
    for (const typed of ['', 'click.brand.co', 'brand.com', 'click.brand.com.evil.example']) {
      expect((await errorOf(api.domains.remove.mutate({ id: domainId, host: typed }))).code).toBe('not_confirmed');
    }
    expect(await api.domains.get.query({ id: domainId })).toMatchObject({ host });
  });

  it('succeeds when projects and record are gone and the host is entered', async () => {
    await server.database.checksNow.deleteMany();
    expect(await api.domains.previewRemoval.query({ id: domainId })).toMatchObject({ record: 'gone', refusal: null });
    expect(await api.domains.remove.mutate({ id: domainId, host: ' Click.Brand.com. ' })).toMatchObject({ host });
    expect((await api.domains.list.query()).data).toEqual([]);
    expect((await errorOf(removed())).code).toBe('no_such_domain');
  });

  it('breaks its links for good, even after a restart', async () => {
    expect((await click(oldLink)).status).toBe(404);
    await server.restart();
    expect((await click(oldLink)).status).toBe(404);
    expect(await server.database.signingKey.count({ where: { domainId: storedId(domainId) } })).toBe(0);
  });

  it('keeps mailings, links and clicks for the reports', async () => {
    const mailings = async () => (await api.mailings.list.query({ projectId })).data;
    await expect.poll(mailings).toMatchObject([{ name: 'November', links: 1, clicks: 5 }]);
    const [mailing] = await mailings();
    const [link] = (await api.mailings.links.query({ mailingId: mailing!.id })).data;
    expect(link).toMatchObject({ url: 'https://brand.com/shop', wrapped: null, clicks: 5 });
  });

  it('leaves a tombstone', async () => {
    expect(await server.database.tombstone.findMany()).toMatchObject([
      { domainId: storedId(domainId), host, cnameTarget: target },
    ]);
  });

  it('lets the same account add the host again, with a new target, while the old links stay broken', async () => {
    server.nameServer.put(host, [target]);
    const again = await api.domains.add.mutate({ host });
    expect(again.status).toBe('not_verified');
    expect(again.record.target).not.toBe(target);
    server.nameServer.put(host, [again.record.target]);
    expect((await api.domains.check.mutate({ id: again.id })).status).toBe('verified');
    await api.projects.update.mutate({ id: projectId, clickDomainId: again.id });
    expect((await click(await linkOf(api, projectId))).status).toBe(302);
    expect((await click(oldLink)).status).toBe(404);

    await api.projects.update.mutate({ id: projectId, clickDomainId: null });
    server.nameServer.put(host, 'no-name');
    await server.database.checksNow.deleteMany();
    await api.domains.remove.mutate({ id: again.id, host });
  });

  it('lets another account add it only with a target of its own, while the old links stay broken', async () => {
    const stranger = (await server.account('Another Brand')).owner;
    const { id, record } = await stranger.domains.add.mutate({ host });
    const checkedWith = async (answer: Parameters<typeof server.nameServer.put>[1]) => {
      server.nameServer.put(host, answer);
      return (await stranger.domains.check.mutate({ id })).status;
    };
    expect(await checkedWith([target])).toBe('not_verified');
    expect((await click(oldLink)).status).toBe(404);
    expect(await checkedWith([record.target])).toBe('verified');
    expect((await click(oldLink)).status).toBe(404);
    const project = await stranger.projects.create.mutate({ name: 'Theirs' });
    await stranger.projects.update.mutate({ id: project.id, clickDomainId: id });
    expect((await click(await linkOf(stranger, project.id))).status).toBe(302);
  });
});
