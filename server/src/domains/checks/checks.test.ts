import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, startTestServer, storedId, type TestServer } from '../../../test/test-server.ts';

let server: TestServer;
let api: Api;

beforeAll(async () => {
  server = await startTestServer();
  api = (await server.account()).owner;
});
afterAll(() => server.stop());

let count = 0;

/** A domain in an account of its own, because an account may request only a few checks a minute. */
async function newDomain() {
  const host = `check${++count}.brand.com`;
  const { owner: api } = await server.account();
  const { id, record } = await api.domains.add.mutate({ host });
  const checkWith = (answer: Parameters<typeof server.nameServer.put>[1]) => {
    server.nameServer.put(host, answer);
    return api.domains.check.mutate({ id });
  };
  return { host, id, target: record.target, checkWith };
}

describe('check now', () => {
  it('reports the record as missing, then wrong, then right', async () => {
    const { host, target, checkWith } = await newDomain();
    expect(await checkWith([])).toMatchObject({ status: 'not_verified', diagnosis: { code: 'missing' } });
    const wrong = await checkWith(['ghs.google.example']);
    expect(wrong).toMatchObject({ status: 'not_verified', diagnosis: { code: 'wrong_target' }, verifiedAt: null });
    expect(wrong.diagnosis?.explanation).toBe(
      `The CNAME record of ${host} points to ghs.google.example, not to ${target}.`,
    );
    const right = await checkWith([target.toUpperCase()]);
    expect(right).toMatchObject({ status: 'verified', diagnosis: { code: 'ok' } });
    expect(right.verifiedAt).toBe(right.lastCheckAt);
  });

  it('keeps the time at which a domain was verified', async () => {
    const { target, checkWith } = await newDomain();
    const { verifiedAt } = await checkWith([target]);
    const again = await checkWith([target]);
    expect(again.verifiedAt).toBe(verifiedAt);
    expect(Date.parse(again.lastCheckAt ?? '')).toBeGreaterThanOrEqual(Date.parse(verifiedAt ?? ''));
  });

  it('does not accept the target of another domain', async () => {
    const one = await newDomain();
    const other = await newDomain();
    expect(await one.checkWith([other.target])).toMatchObject({
      status: 'not_verified',
      diagnosis: { code: 'other_tenant' },
    });
  });

  it.each([
    ['servfail', 'servfail'],
    ['refused', 'refused'],
  ] as const)('keeps a verified domain verified when DNS answers %s', async (answer, code) => {
    const { target, checkWith } = await newDomain();
    await checkWith([target]);
    expect(await checkWith(answer)).toMatchObject({ status: 'verified', diagnosis: { code } });
  });

  it('keeps a verified domain verified when DNS does not answer', async () => {
    const { target, checkWith } = await newDomain();
    await checkWith([target]);
    expect(await checkWith('silence')).toMatchObject({ status: 'verified', diagnosis: { code: 'timeout' } });
  });

  it('keeps a verified domain verified at the first wrong answer', async () => {
    const { target, checkWith } = await newDomain();
    await checkWith([target]);
    expect(await checkWith('no-name')).toMatchObject({ status: 'verified', diagnosis: { code: 'missing' } });
  });

  it('adds each check to the history with its observation', async () => {
    const { id, host, target, checkWith } = await newDomain();
    await checkWith('servfail');
    await checkWith([target]);
    const history = await server.database.domainCheck.findMany({
      where: { domainId: storedId(id) },
      orderBy: { at: 'asc' },
    });
    expect(history.map(({ code, status, transient }) => [code, status, transient])).toEqual([
      ['missing', 'not_verified', false],
      ['servfail', 'pending', true],
      ['ok', 'verified', false],
    ]);
    expect(history.at(-1)?.observation).toMatchObject({
      host,
      target,
      dns: {
        zone: { name: 'brand.com', servers: ['ns1.brand.com'] },
        views: [
          { server: 'ns1.brand.com', role: 'authoritative', answer: { kind: 'cname', names: [target] } },
          { server: '127.0.0.1', role: 'recursive', answer: { kind: 'cname', names: [target] } },
          { server: '127.0.0.1', role: 'recursive', answer: { kind: 'cname', names: [target] } },
        ],
      },
      https: { kind: 'ours' },
    });
  });
});

describe('a domain whose DNS is right but whose host does not answer', () => {
  it('is pending, and may have the certificate that answering requires', async () => {
    // Wrapped links use the port of the public address, and nothing is listening on this one.
    const unreachable = await startTestServer({ WAYMARK_PUBLIC_URL: 'http://localhost:1' });
    const { owner } = await unreachable.account();
    const { id, record } = await owner.domains.add.mutate({ host: 'click.brand.com' });
    unreachable.nameServer.put('click.brand.com', [record.target]);
    expect(await owner.domains.check.mutate({ id })).toMatchObject({
      status: 'pending',
      diagnosis: { code: 'https_unreachable' },
    });
    const stored = await unreachable.database.domain.findUniqueOrThrow({ where: { id: storedId(id) } });
    expect(stored).toMatchObject({ status: 'pending', certificate: 'issue', verifiedAt: null });
    await unreachable.stop();
  });
});

describe('a domain without a successful check for more than a day', () => {
  it('tells what to look at and whom to ask, until a check succeeds', async () => {
    const { id, target, checkWith } = await newDomain();
    expect((await checkWith([])).overdue).toBeNull();
    const unfinishedSince = new Date(Date.now() - 25 * 3_600_000);
    await server.database.domain.update({ where: { id: storedId(id) }, data: { unfinishedSince } });
    expect((await checkWith([])).overdue).toMatchObject({
      title: 'Not verified for more than a day',
      advice: expect.stringContaining('ask whoever registered brand.com'),
    });
    expect((await checkWith([target])).overdue).toBeNull();
  });
});

describe('a domain that is due', () => {
  it('is checked without a request', async () => {
    const { id, host, target } = await newDomain();
    server.nameServer.put(host, [target]);
    const due = { nextCheckAt: new Date() };
    await server.database.domain.update({ where: { id: storedId(id) }, data: due });
    await expect
      .poll(() => server.database.domain.findUnique({ where: { id: storedId(id) } }), { timeout: 10_000, interval: 50 })
      .toMatchObject({ status: 'verified', diagnosis: 'ok', leasedUntil: null });
  });

  it('is checked after a start if it fell due while no server was running', async () => {
    const { id, host, target } = await newDomain();
    await server.restart(async () => {
      server.nameServer.put(host, [target]);
      await server.database.domain.update({
        where: { id: storedId(id) },
        data: { nextCheckAt: new Date(Date.now() - 1000) },
      });
    });
    await expect
      .poll(() => server.database.domain.findUnique({ where: { id: storedId(id) } }), { timeout: 10_000, interval: 50 })
      .toMatchObject({ status: 'verified', leasedUntil: null });
  });
});

describe('a name under .localhost', () => {
  it('works while trying out Waymark on one machine, without DNS', async () => {
    const domain = await api.domains.add.mutate({ host: 'click.brand.localhost' });
    expect(domain).toMatchObject({ status: 'verified', diagnosis: { code: 'loopback_only' } });
    expect(domain.verifiedAt).not.toBeNull();
    expect(server.nameServer.questions('click.brand.localhost')).toBe(0);
  });
});
