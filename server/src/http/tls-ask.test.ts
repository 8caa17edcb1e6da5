import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addVerifiedDomain, startTestServer, type TestServer } from '../../test/test-server.ts';

const secret = 'a-long_Enough-secret-1';
let server: TestServer;
let accountId: string;

beforeAll(async () => {
  server = await startTestServer({
    WAYMARK_PUBLIC_URL: 'https://waymark.example',
    WAYMARK_PRIVATE_ADDRESSES: '127.0.0.1',
    WAYMARK_TLS_ASK_SECRET: secret,
  });
  ({ id: accountId } = await server.account());
  await server.make.domain(accountId, { host: 'click.brand.com', certificate: 'issue' });
  await server.make.domain(accountId, { host: 'refused.brand.com', certificate: 'refuse' });
  await server.make.domain(accountId, { host: 'caa.brand.com', certificate: 'will_fail' });
  await server.make.domain(accountId, { host: 'klick.xn--bcher-kva.example', certificate: 'issue' });
  await server.restart();
});
afterAll(() => server.stop());

const asked = async (query: string, options: Parameters<TestServer['ask']>[1] = {}) =>
  (await server.ask(`/internal/tls/ask/${secret}${query}`, options)).status;

describe('the question whether a host may have a certificate', () => {
  it.each([
    '?domain=click.brand.com',
    '?domain=CLICK.Brand.COM',
    '?domain=click.brand.com.',
    '?other=1&domain=click.brand.com',
    '?domain=klick.xn--bcher-kva.example',
  ])('%s is answered yes', async (query) => expect(await asked(query)).toBe(200));

  it.each([
    ['', 'nothing is asked'],
    ['?domain=', 'the name is empty'],
    ['?domain=unknown.example', 'nobody knows the host'],
    ['?domain=refused.brand.com', 'the check found no record'],
    ['?domain=caa.brand.com', 'the authority would refuse'],
    ['?domain=waymark.example', 'it is the host of members'],
    ['?domain=www.click.brand.com', 'it is below a known host'],
    ['?domain=brand.com', 'it is above a known host'],
    ['?domain=evilclick.brand.com', 'it only ends like one'],
    ['?domain=*.brand.com', 'it is a wildcard'],
    ['?domain=click.brand.com:443', 'it has a port'],
    ['?domain=click.brand.com..', 'it has two final dots'],
    ['?domain=%20click.brand.com', 'it has white space'],
    ['?domain=click.brand.com%00', 'it has a NUL'],
    ['?domain=klick.b%C3%BCcher.example', 'it is not in A-labels'],
    ['?domain=click.brand.com&domain=click.brand.com', 'it is there twice'],
    ['?domain=click.brand.com&domain=unknown.example', 'it is there twice'],
    ['?domain[]=click.brand.com', 'it is a list'],
    ['?Domain=click.brand.com', 'the parameter is another one'],
    ['/?x=1', 'nothing is asked'],
    [`?domain=${'a.'.repeat(4000)}com`, 'it is longer than a name can be'],
    ['?domain=__proto__', 'it is a word of the language'],
  ])('%s is answered no: %s', async (query) => {
    const { status, text, headers } = await server.ask(`/internal/tls/ask/${secret}${query}`);
    expect([status, text]).toEqual([404, '']);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is not answered without the secret, whatever a visitor calls this machine', async () => {
    const query = '?domain=click.brand.com';
    const without = async (path: string, asking: Parameters<TestServer['ask']>[1] = {}) =>
      (await server.ask(`/internal/tls/ask${path}${query}`, asking)).status;
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'waymark.example', 'click.brand.com']) {
      for (const path of ['', '/', '/wrong', `/${secret}x`, `/${secret.toUpperCase()}`, `/${secret}/more`]) {
        expect(await without(path, { host })).toBe(404);
      }
    }
    expect(await asked(query, { host: 'click.brand.com' })).toBe(404);
    expect(await asked(query, { method: 'POST' })).toBe(404);
  });

  it('is answered for a proxy on another machine, which other proxies may stand before', async () => {
    const asking = { host: 'waymark.example', headers: { 'x-forwarded-for': '198.51.100.7' } };
    expect(await asked('?domain=click.brand.com', asking)).toBe(200);
  });

  it('is answered from memory, in well under a millisecond', async () => {
    const hosts = 20_000;
    await server.database.$executeRaw`
      INSERT INTO domain (id, account_id, host, cname_target, certificate, next_check_at)
      SELECT gen_random_uuid(), ${accountId}::uuid, 'click' || n || '.many.example', 'ask' || n || '.cname.waymark.example', 'issue',
        now() + interval '1 day'
      FROM generate_series(0, ${hosts - 1}::int) AS n`;
    await server.restart();
    const reconnect = await server.cutDatabase();
    const times: number[] = [];
    try {
      for (let index = 0; index < 200; index++) {
        const began = performance.now();
        expect(await asked(`?domain=click${index * 7}.many.example`)).toBe(200);
        times.push(performance.now() - began);
      }
    } finally {
      await reconnect();
    }
    const median = times.sort((one, other) => one - other)[100]!;
    console.log(
      `TLS question, ${hosts} hosts, a new connection each: median ${median.toFixed(3)} ms with the client's own time`,
    );
  });
});

describe('the answer', () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });

  it('follows checks and removals of a domain', async () => {
    const other = await startTestServer({ WAYMARK_TLS_ASK_SECRET: secret });
    stop = other.stop;
    const { owner } = await other.account();
    const host = 'click.follow.example';
    const query = `/internal/tls/ask/${secret}?domain=${host}`;
    const domain = await owner.domains.add.mutate({ host });
    expect((await other.ask(query)).status).toBe(404);
    await addVerified(other, owner, domain);
    expect((await other.ask(query)).status).toBe(200);
    await other.restart();
    expect((await other.ask(query)).status).toBe(200);
    other.nameServer.put(host, 'no-name');
    await owner.domains.remove.mutate({ id: domain.id, host });
    expect((await other.ask(query)).status).toBe(404);
    await addVerifiedDomain(other, owner, host);
    expect((await other.ask(query)).status).toBe(200);
  });

  it('is no for everybody where no secret is configured', async () => {
    const other = await startTestServer({ WAYMARK_PUBLIC_URL: 'https://waymark.example' });
    stop = other.stop;
    const { id } = await other.account();
    await other.make.domain(id, { host: 'click.brand.com', certificate: 'issue' });
    await other.restart();
    for (const path of ['', '/', '/undefined']) {
      expect((await other.ask(`/internal/tls/ask${path}?domain=click.brand.com`)).status).toBe(404);
    }
  });
});

async function addVerified(
  other: TestServer,
  owner: Awaited<ReturnType<TestServer['account']>>['owner'],
  { id, host, record }: { id: string; host: string; record: { target: string } },
): Promise<void> {
  other.nameServer.put(host, [record.target]);
  await owner.domains.check.mutate({ id });
}
