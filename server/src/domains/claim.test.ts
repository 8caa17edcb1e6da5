import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Api,
  addVerifiedDomain,
  errorOf,
  startTestServer,
  storedId,
  type TestServer,
} from '../../test/test-server.ts';

const weekMs = 7 * 86_400_000;

let server: TestServer;
let squatter: Api;
let brand: Api;
let germanBrand: Api;
let count = 0;
const freshHost = () => `click${++count}.claimed.com`;

beforeAll(async () => {
  server = await startTestServer();
  squatter = (await server.account('Squatter')).owner;
  const account = await server.account('Brand');
  [brand, germanBrand] = [account.owner, server.api(await account.member('owner'), { 'accept-language': 'de' })];
});
beforeEach(async () => {
  await server.database.checksNow.deleteMany();
});
afterAll(() => server.stop());

const hostsOf = async (api: Api) => (await api.domains.list.query()).data.map(({ host }) => host);
const add = (api: Api, host: string) => api.domains.add.mutate({ host });
const targetIn = (hint: string) => /→ (\S+) and/.exec(hint)?.[1] ?? '';
const age = (id: string, milliseconds: number) =>
  server.database.domain.update({
    where: { id: storedId(id) },
    data: { createdAt: new Date(Date.now() - milliseconds) },
  });

describe('a host that another account has added and not proven', () => {
  it('stays that account’s for a week, and whoever asks is told how to prove it and when the claim ends', async () => {
    const host = freshHost();
    const { createdAt } = await add(squatter, host);
    const error = await errorOf(add(brand, host));
    expect(error.code).toBe('host_claimed');
    expect(error.message).toBe(
      `${host} was added by another account, which has not proven yet that the name is its own.`,
    );
    const ends = new Date(Date.parse(createdAt) + weekMs).toISOString().slice(0, 10);
    expect(error.hint).toMatch(
      new RegExp(
        `^If it is yours, create the CNAME record ${host} → [\\da-f]{20}\\.cname\\.waymark\\.example and .* ends on ${ends}\\.$`,
      ),
    );
    const [year, month, day] = ends.split('-');
    expect((await errorOf(add(germanBrand, host))).hint).toContain(`endet am ${day}.${month}.${year}.`);
    expect(await hostsOf(squatter)).toContain(host);
    expect(await hostsOf(brand)).not.toContain(host);
  });

  it('goes at once to whoever proves it, with the record that proved it', async () => {
    const host = freshHost();
    const claim = await add(squatter, host);
    const project = await squatter.projects.create.mutate({ name: 'Attached' });
    await squatter.projects.update.mutate({ id: project.id, clickDomainId: claim.id, openDomainId: claim.id });
    const target = targetIn((await errorOf(add(brand, host))).hint);
    expect((await errorOf(add(brand, host))).hint).toContain(target);
    server.nameServer.put(host, [target]);
    const domain = await add(brand, host);
    expect(domain.record.target).toBe(target);
    expect(domain.diagnosis?.code).not.toBe('missing');
    expect(await hostsOf(squatter)).not.toContain(host);
    expect((await squatter.projects.list.query()).data.find(({ id }) => id === project.id)).toBeDefined();
    const { data: alerts } = await squatter.alerts.list.query({});
    expect(alerts.find((alert) => alert.domain.host === host)).toMatchObject({
      type: 'domain.broken',
      code: 'taken_over',
      title: `${host} belongs to another account now`,
      explanation: expect.stringContaining('It was detached from Attached: new mail there'),
    });
    expect((await brand.alerts.list.query({})).data).toEqual([]);
    expect(['host_claimed', 'host_taken']).toContain((await errorOf(add(squatter, host))).code);
  });

  it('is proven by each account with a record of its own', async () => {
    const host = freshHost();
    await add(squatter, host);
    const { owner: third } = await server.account('Third');
    const [one, other] = [await errorOf(add(brand, host)), await errorOf(add(third, host))];
    server.nameServer.put(host, [targetIn(one.hint)]);
    expect((await errorOf(add(third, host))).code).toBe('host_claimed');
    expect(targetIn(other.hint)).not.toBe(targetIn(one.hint));
    expect((await add(brand, host)).record.target).toBe(targetIn(one.hint));
  });

  it('is free for anybody once the claim is a week old', async () => {
    const host = freshHost();
    const { id } = await add(squatter, host);
    await age(id, weekMs - 60_000);
    expect((await errorOf(add(brand, host))).code).toBe('host_claimed');
    await age(id, weekMs + 60_000);
    expect((await add(brand, host)).host).toBe(host);
    expect(await hostsOf(squatter)).not.toContain(host);
    const [alert] = (await squatter.alerts.list.query({})).data;
    expect(alert).toMatchObject({
      code: 'taken_over',
      domain: { host },
      explanation: expect.not.stringContaining('detached'),
    });
  });
});

describe('a host that was proven', () => {
  it('stays its account’s, however old it is and wherever its record leads later', async () => {
    const host = freshHost();
    const { id } = await addVerifiedDomain(server, squatter, host);
    await age(id, 2 * weekMs);
    expect((await errorOf(add(brand, host))).code).toBe('host_taken');
    await server.database.domain.update({ where: { id: storedId(id) }, data: { status: 'not_verified' } });
    expect((await errorOf(add(brand, host))).code).toBe('host_taken');
    expect(await hostsOf(squatter)).toContain(host);
  });
});

describe('adding domains', () => {
  it('counts towards the checks of its account, so a flood of them asks no more of DNS', async () => {
    const { owner } = await server.account();
    const hosts = Array.from({ length: 20 }, freshHost);
    const results = await Promise.allSettled(hosts.map((host) => add(owner, host)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(await hostsOf(owner)).toHaveLength(6);
    expect(hosts.filter((host) => server.nameServer.questions(host) > 0)).toHaveLength(6);
    const error = await errorOf(add(owner, freshHost()));
    expect(error.code).toBe('too_many_checks');
    expect(error.hint).toMatch(/^Try again in \d+ seconds\./);
    expect((await add(brand, freshHost())).status).toBe('not_verified');
  });

  it('says in a header when to try again', async () => {
    const account = await server.account();
    const key = await account.member('owner');
    for (let added = 0; added < 6; added++) await add(account.owner, freshHost());
    const answer = await server.ask('/trpc/domains.add', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ host: freshHost() }),
    });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('ends when an account has two hundred that were never verified', async () => {
    const { id, owner } = await server.account();
    await server.database.domain.createMany({
      data: Array.from({ length: 200 }, (_, index) => ({
        accountId: id,
        host: `many${index}.claimed.com`,
        cnameTarget: `many${index}.cname.waymark.example`,
        nextCheckAt: new Date(Date.now() + weekMs),
      })),
    });
    expect(await errorOf(add(owner, freshHost()))).toMatchObject({ code: 'too_many_claims' });
    await server.database.domain.updateMany({ where: { accountId: id }, data: { verifiedAt: new Date() } });
    expect((await add(owner, freshHost())).status).toBe('not_verified');
  });
});
