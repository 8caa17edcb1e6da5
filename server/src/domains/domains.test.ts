import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Api,
  cnameZone,
  errorOf,
  startTestServer,
  type TestAccount,
  type TestServer,
} from '../../test/test-server.ts';

let server: TestServer;
let account: TestAccount;
let api: Api;

beforeAll(async () => {
  server = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://go.waymark.example' });
  account = await server.account();
  api = account.owner;
});
// More domains are added here than members may add in a minute.
beforeEach(async () => {
  await server.database.checksNow.deleteMany();
});
afterAll(() => server.stop());

let count = 0;
const freshHost = () => `click${++count}.brand.com`;

describe('a new domain', () => {
  it('comes with the CNAME record to create, split as DNS panels expect it', async () => {
    const domain = await api.domains.add.mutate({ host: ' https://Click.Brand.co.uk/ ' });
    expect(domain).toMatchObject({
      host: 'click.brand.co.uk',
      unicode: 'click.brand.co.uk',
      projects: [],
      verifiedAt: null,
    });
    const { target } = domain.record;
    expect(target).toMatch(new RegExp(`^[0-9a-f]{20}\\.${cnameZone}$`));
    expect(domain.record).toEqual({
      name: 'click',
      zone: 'brand.co.uk',
      fullName: 'click.brand.co.uk',
      target,
      zoneLine: `click.brand.co.uk. 3600 IN CNAME ${target}.`,
    });
  });

  it('has a target of its own', async () => {
    const one = await api.domains.add.mutate({ host: freshHost() });
    const other = await api.domains.add.mutate({ host: freshHost() });
    expect(one.record.target).not.toBe(other.record.target);
  });

  it('has been checked once: its record is missing', async () => {
    const host = freshHost();
    const domain = await api.domains.add.mutate({ host });
    expect(domain).toMatchObject({ status: 'not_verified', diagnosis: { code: 'missing' } });
    expect(domain.diagnosis?.explanation).toBe(`DNS has no CNAME record for ${host} yet.`);
    expect(domain.lastCheckAt).toMatch(/^\d{4}-.*Z$/);
    expect(server.nameServer.questions(host)).toBeGreaterThan(0);
  });

  it('is stored in A-labels and shown in Unicode', async () => {
    expect(await api.domains.add.mutate({ host: 'klick.bücher.example' })).toMatchObject({
      host: 'klick.xn--bcher-kva.example',
      unicode: 'klick.bücher.example',
    });
  });

  it('warns of a name that can be mistaken for another', async () => {
    const domain = await api.domains.add.mutate({ host: 'click.аpple.example' });
    expect(domain.lookAlike?.explanation).toContain('apple');
    expect((await api.domains.add.mutate({ host: freshHost() })).lookAlike).toBeNull();
  });

  it('speaks the language of the caller', async () => {
    const german = server.api(await account.member('owner'), { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' });
    const { id } = await german.domains.add.mutate({ host: freshHost() });
    expect((await german.domains.get.query({ id })).diagnosis?.title).toBe('CNAME-Eintrag nicht gefunden');
    expect((await api.domains.get.query({ id })).diagnosis?.title).toBe('CNAME record not found');
  });
});

describe('a host', () => {
  it.each([
    ['', 'A tracking domain needs a host name.'],
    ['click_me.brand.com', 'A host name consists of labels'],
    ['192.0.2.7', 'Links on an IP address'],
    ['brand', 'A name without a dot'],
    ['click.localhost', 'A name under .localhost works on one machine only'],
    [`click.${cnameZone}`, 'The name lies in the zone of this Waymark server itself'],
    ['co.uk', 'Everybody may register domains under this ending'],
    ['brand.com', 'DNS allows no CNAME record beside'],
  ])('%j is refused with the reason', async (host, explanation) => {
    const error = await errorOf(api.domains.add.mutate({ host }));
    expect(error.code).toBe('host_refused');
    expect(error.message).toContain(explanation);
    expect(error.hint).toMatch(/\.$/);
  });

  it.each([
    '',
    'a_b.brand.com',
    '192.0.2.7',
    'brand',
    'click.localhost',
    `a.${cnameZone}`,
    'go.waymark.example',
    'co.uk',
    'brand.com',
  ])('%j is refused in German too', async (host) => {
    const german = server.api(await account.member('owner'), { 'accept-language': 'de' });
    const [one, other] = await Promise.all([
      errorOf(german.domains.add.mutate({ host })),
      errorOf(api.domains.add.mutate({ host })),
    ]);
    expect(one.code).toBe('host_refused');
    expect(one.message).not.toBe(other.message);
  });

  it('that is longer than a name can be is refused', async () => {
    expect((await errorOf(api.domains.add.mutate({ host: `${'a.'.repeat(400)}brand.com` }))).code).toBe('host_refused');
    expect((await errorOf(api.domains.add.mutate({ host: 'a'.repeat(1001) }))).code).toBe('invalid_input');
  });

  it('can be one domain only, in any account and any spelling', async () => {
    const host = freshHost();
    await api.domains.add.mutate({ host });
    for (const written of [host, `${host.toUpperCase()}.`]) {
      const error = await errorOf(api.domains.add.mutate({ host: written }));
      expect(error.code).toBe('host_taken');
      expect(error.message).toBe(`${host} is already a tracking domain.`);
    }
    const { owner: stranger } = await server.account('Another Brand');
    expect((await errorOf(stranger.domains.add.mutate({ host }))).code).toBe('host_claimed');
  });

  it('that two accounts add at the same moment goes to one of them', async () => {
    const host = freshHost();
    const others = await Promise.all([server.account(), server.account(), server.account()]);
    const results = await Promise.allSettled(others.map(({ owner }) => owner.domains.add.mutate({ host })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lists = await Promise.all(others.map(({ owner }) => owner.domains.list.query()));
    expect(lists.flatMap(({ data }) => data).map((domain) => domain.host)).toEqual([host]);
  });
});

describe('tracking domains of another account', () => {
  it('cannot be distinguished from missing ones', async () => {
    const { id } = await api.domains.add.mutate({ host: freshHost() });
    const { owner: stranger } = await server.account('Another Brand');
    const questions = server.nameServer.questions(`click${count}.brand.com`);
    const nobody = 'dom_0199b0de00007000800000000000ffff';
    for (const call of ['get', 'check'] as const) {
      const ask = (domainId: string) =>
        errorOf(
          call === 'get'
            ? stranger.domains.get.query({ id: domainId })
            : stranger.domains.check.mutate({ id: domainId }),
        );
      expect(await ask(id)).toEqual(await ask(nobody));
      expect((await ask(id)).code).toBe('no_such_domain');
    }
    expect((await stranger.domains.list.query()).data).toEqual([]);
    expect(server.nameServer.questions(`click${count}.brand.com`)).toBe(questions);
  });
});
