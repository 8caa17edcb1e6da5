import type { inferRouterOutputs } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { inputFieldsOf, procedures } from '../test/procedures.ts';
import {
  type Api,
  errorOf,
  startTestServer,
  storedId,
  type TestAccount,
  type TestServer,
} from '../test/test-server.ts';
import type { AppRouter } from './api.ts';
import { ids } from './rpc/ids.ts';
import type { Page } from './rpc/pages.ts';

let server: TestServer;
let account: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  account = await server.account();
});
afterAll(() => server.stop());

type Outputs = inferRouterOutputs<AppRouter>;
/** The procedures that answer with a list, in pages or without. */
type Lists = {
  [Feature in keyof Outputs]: {
    [Name in keyof Outputs[Feature]]: Outputs[Feature][Name] extends Page<unknown> | readonly unknown[]
      ? `${Feature & string}.${Name & string}`
      : never;
  }[keyof Outputs[Feature]];
}[keyof Outputs];
type BareLists = {
  [Feature in keyof Outputs]: {
    [Name in keyof Outputs[Feature]]: Outputs[Feature][Name] extends readonly unknown[] ? Name : never;
  }[keyof Outputs[Feature]];
}[keyof Outputs];

/** Reads a list of the account page by page; each entry by what it is known by. */
const lists: Record<Lists, (api: Api, page: { limit: number; cursor?: string }) => Promise<Page<object>>> = {
  'alerts.list': (api, page) => api.alerts.list.query(page),
  'audit.list': (api, page) => api.audit.list.query(page),
  'connections.list': (api, page) => api.connections.list.query(page),
  'deepLinks.history': (api, page) => api.deepLinks.history.query({ host: 'brand.com', ...page }),
  'domains.history': (api, page) => api.domains.history.query({ id: filled.domainId, ...page }),
  'domains.list': (api, page) => api.domains.list.query(page),
  'events.list': (api, page) => api.events.list.query(page),
  'keys.list': (api, page) => api.keys.list.query(page),
  'links.history': (api, page) => api.links.history.query({ mailingId: filled.mailingId, ...page }),
  'mailings.daily': (api, page) => api.mailings.daily.query({ mailingId: filled.mailingId, traffic: 'all', ...page }),
  'mailings.destinations': (api, page) => api.mailings.destinations.query({ mailingId: filled.mailingId, ...page }),
  'mailings.links': (api, page) => api.mailings.links.query({ mailingId: filled.mailingId, ...page }),
  'mailings.list': (api, page) => api.mailings.list.query({ projectId: filled.projectId, ...page }),
  'members.invitations': (api, page) => api.members.invitations.query(page),
  'members.list': (api, page) => api.members.list.query(page),
  'phoneTrials.history': (api, page) => api.phoneTrials.history.query({ url: 'https://brand.com/0', ...page }),
  'projects.linkChoices': (api, page) => api.projects.linkChoices.query({ projectId: filled.projectId, ...page }),
  'projects.list': (api, page) => api.projects.list.query(page),
  'recipients.optOuts': (api, page) => api.recipients.optOuts.query(page),
  'session.list': (api, page) => api.session.list.query(page),
  'webhooks.deliveries': (api, page) => api.webhooks.deliveries.query(page),
  'webhooks.list': (api, page) => api.webhooks.list.query(page),
};
let filled: { domainId: string; projectId: string; mailingId: string };

/** Five of everything, at moments of which two are the same. */
async function fill(): Promise<void> {
  const { make, database } = server;
  const accountId = account.id;
  const days = [1, 2, 3, 3, 4].map((day) => new Date(Date.UTC(2026, 10, day, 12)));
  const { domain } = await make.domain(accountId);
  const person = await database.person.create({ data: { name: 'Ada', email: 'ada@example.com' } });
  await database.member.updateMany({ where: { accountId, role: 'owner' }, data: { personId: person.id } });
  const project = await make.project(accountId, { name: 'Same' });
  const urls = days.map((_, index) => `https://brand.com/${index}`);
  const { mailing, links } = await make.mailing(accountId, project.id, domain.id, urls);
  const [firstAt, usedAt] = [days[0]!, days[0]!];
  await database.associationHost.create({ data: { host: 'brand.com', usedAt } });
  await database.inspectedHost.create({ data: { accountId, host: 'brand.com', firstAt } });
  const [linkId, mailingId] = [links[0]!.id, mailing.id];
  for (const [index, at] of [...days, new Date(Date.UTC(2026, 10, 5))].entries()) {
    await make.domain(accountId);
    await make.project(accountId, { name: 'Same' });
    await make.mailing(accountId, project.id, domain.id, []);
    const id = `0199b0de-0000-7000-8000-0000000000e${index}`;
    const judged = { type: 'click', client: 'human', reason: 'browser' } as const;
    await database.event.create({ data: { id, accountId, mailingId, linkId, at, ...judged } });
    const check = { status: 'verified', code: 'ok', details: {}, transient: false, observation: {} } as const;
    await database.domainCheck.create({ data: { accountId, domainId: domain.id, at, ...check } });
    const alert = { type: 'domain_broken', code: 'ok', details: {}, host: domain.host } as const;
    // At one moment there is one alert of a domain.
    await database.alert.create({ data: { accountId, domainId: crypto.randomUUID(), at, ...alert } });
    const member = { memberId: crypto.randomUUID(), memberName: 'Ada', before: 'a', after: 'b' };
    await database.destinationChange.create({ data: { accountId, linkId, at, ...member } });
    const file = { system: 'ios', state: 'missing', documents: [], firstAt: at, lastAt: at };
    await database.associationFile.create({ data: { host: 'brand.com', ...file } });
    const trial = {
      place: 0,
      url: 'https://brand.com/0',
      way: 'wrapped',
      opened: 'app',
      device: 'iOS 27',
      appVersion: '',
    };
    await database.phoneResult.create({ data: { accountId, projectId: project.id, ...trial, since: at, at } });
    const chosen = { digest: String(index).repeat(64), address: `https://brand.com/${index}`, choice: 'leave' };
    await database.linkChoice.create({ data: { accountId, projectId: project.id, ...chosen, chosenAt: at } });
    const endpoint = {
      url: 'https://hooks.brand.com/',
      description: '',
      events: ['click'],
      secret: new Uint8Array(32),
    };
    const { id: endpointId } = await database.webhookEndpoint.create({
      data: { accountId, createdAt: at, ...endpoint },
    });
    const delivery = { endpointId, type: 'click', state: 'dropped', count: 1 };
    await database.webhookDelivery.create({ data: { accountId, at, ...delivery } });
    const audited = { actorKind: 'operator', actorName: 'operator', action: 'test' };
    await database.auditEntry.create({ data: { accountId, at, ...audited } });
    await database.optOut.create({ data: { accountId, recipientId: `r${index}` } });
    await account.key('secret');
    await account.owner.members.invite.mutate({ role: 'viewer' });
    await account.member('viewer');
    const expiresAt = new Date(Date.now() + 3_600_000);
    await database.session.create({ data: { userId: person.id, token: String(index), expiresAt } });
    const source = { kind: 'builder', source: `plugin ${index}` } as const;
    await database.connection.create({ data: { accountId, projectId: project.id, ...source } });
  }
  filled = {
    domainId: ids.domain.encode(domain.id),
    projectId: ids.project.encode(project.id),
    mailingId: ids.mailing.encode(Number(mailingId)),
  };
}

describe('lists', () => {
  beforeAll(fill);

  it('are pages, all of them', () => {
    expectTypeOf<BareLists>().toEqualTypeOf<never>();
    const paged = procedures.filter((path) => 'cursor' in inputFieldsOf(path));
    expect(paged.toSorted()).toEqual(Object.keys(lists).toSorted());
    for (const path of paged) expect(inputFieldsOf(path)['limit']).toMatchObject({ default: 100, maximum: 500 });
  });

  it.each(Object.entries(lists))('%s goes on after the last entry of a page, with each once', async (_path, read) => {
    const { data: whole, nextCursor } = await read(account.owner, { limit: 500 });
    expect(nextCursor).toBeNull();
    expect(whole.length).toBeGreaterThanOrEqual(5);
    const pages: object[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await read(account.owner, { limit: 2, ...(cursor && { cursor }) });
      pages.push(...page.data);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
      expect(page.data).toHaveLength(2);
    }
    expect(pages).toEqual(whole);
  });

  it.each(['', 'x', 'W10', btoa('["\\u0000"]'), btoa('["a","b","c"]'), btoa('{}')])(
    'refuse the cursor %j in a sentence',
    async (cursor) => {
      for (const read of Object.values(lists)) {
        const error = await errorOf(read(account.owner, { limit: 1, cursor }));
        expect(error).toMatchObject({
          code: 'invalid_input',
          message: expect.stringContaining('"cursor": is not the'),
        });
      }
    },
  );

  it('are searched by a part of a name or host, whatever its case', async () => {
    await server.make.project(account.id, { name: 'Winter_Sale' });
    const { domain } = await server.make.domain(account.id, { host: 'winter.brand.com' });
    const { data: projects } = await account.owner.projects.list.query({ search: 'winter' });
    expect(projects.map(({ name }) => name)).toEqual(['Winter_Sale']);
    const { data: domains } = await account.owner.domains.list.query({ search: 'WINTER', status: 'verified' });
    expect(domains.map(({ host }) => host)).toEqual([domain.host]);
    const of = { projectId: filled.projectId };
    expect((await account.owner.mailings.list.query({ ...of, search: 'OVEMB' })).data).toHaveLength(7);
  });

  it('are searched by what was typed, not by a pattern', async () => {
    const { owner, id } = await server.account('Searching Brand');
    const names = ['a%b', 'a_b', 'a\\b', 'axb'];
    const { id: projectId } = await owner.projects.create.mutate({ name: 'List' });
    const of = { accountId: id, projectId: storedId(projectId) };
    const { domain } = await server.make.domain(id, { host: 'a-b.example' });
    for (const name of names) {
      await owner.projects.create.mutate({ name });
      await owner.projects.chooseLink.mutate({ projectId, url: `https://brand.com/?${name}`, choice: 'leave' });
      await server.database.mailing.create({ data: { ...of, name } });
    }
    const found = async (search: string) => [
      (await owner.projects.list.query({ search })).data.map(({ name }) => name),
      (await owner.projects.linkChoices.query({ projectId, search })).data.map(({ address }) => address.slice(19)),
      (await owner.mailings.list.query({ projectId, search })).data.map(({ name }) => name),
    ];
    for (const name of names) expect(await found(name.toUpperCase())).toEqual([[name], [name], [name]]);
    for (const part of ['%', '_', '\\']) expect(await found(part)).toEqual(Array(3).fill([`a${part}b`]));
    const hosts = async (search: string) => (await owner.domains.list.query({ search })).data.map(({ host }) => host);
    expect([await hosts('A-B'), await hosts('%'), await hosts('a_b')]).toEqual([[domain.host], [], []]);
  });
});
