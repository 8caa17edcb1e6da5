import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs, program } from '@waymark/testing/needs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, cnameZone, startTestServer, storedId, type TestServer } from '../../../test/test-server.ts';
import { type Authority, createAuthority } from '../../net/certificates.testing.ts';
import { createDnsObserver, type DnsObserver } from '../dns/dns-observer.ts';
import { type DnsProvider, startDnsProvider } from './dns-provider.testing.ts';
import { connectDomain, type DomainConnect } from './domain-connect.ts';
import { readConnectKey } from './key.ts';
import { connectTemplate } from './template.ts';

// The name server of these tests resolves every name that begins with ns1 to this machine.
const providerName = 'ns1.dns-provider.example';
const folder = mkdtempSync(join(tmpdir(), 'waymark-connect-'));
const pem = join(folder, 'connect.pem');

let authority: Authority;
let server: TestServer;
let api: Api;
let accountId: string;
let dns: DnsObserver;
let provider: DnsProvider;
let domainConnect: DomainConnect;
let count = 0;

beforeAll(async () => {
  authority = createAuthority();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(pem, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = readConnectKey(pem);
  server = await startTestServer();
  const account = await server.account();
  [api, accountId] = [account.owner, account.id];
  const mayConnect = () => true;
  dns = createDnsObserver({ servers: [server.nameServer.address], mayAsk: mayConnect });
  const texts = (name: string) => dns.textsAt(name, { at: Date.now() + 5000 });
  const template = { ...connectTemplate(cnameZone).template };
  provider = await startDnsProvider(providerName, authority.issue(providerName), template, server.nameServer, texts);
  domainConnect = { key, options: { ...dns, mayConnect, ca: authority.root, port: provider.port } };
  server.nameServer.putText(`${key.name}.${cnameZone}`, ...key.records.toReversed());
  server.nameServer.putText('_domainconnect.brand.com', providerName);
});
beforeEach(async () => {
  provider.faults = {};
  await server.database.checksNow.deleteMany();
});
afterAll(async () => {
  authority.remove();
  rmSync(folder, { recursive: true });
  dns.close();
  await provider.stop();
  await server.stop();
});

const add = async (zone = 'brand.com') => (await api.domains.add.mutate({ host: `connect${++count}.${zone}` })).id;

function connect(id: string, changed: Partial<DomainConnect['options']> = {}) {
  const options = { ...domainConnect.options, ...changed };
  const services = {
    database: server.database,
    cnameZone,
    domainConnect: { ...domainConnect, options },
    now: () => new Date(),
  };
  return connectDomain(services, accountId, storedId(id), 'en');
}

describe('Domain Connect', needs('openssl'), () => {
  it('has the provider create the record, and then believes only DNS', async () => {
    const id = await add();
    const { url, provider: known, reason, existing } = await connect(id);
    expect({ reason, existing, known }).toEqual({
      reason: null,
      existing: null,
      known: { name: 'Example DNS', width: 800, height: 750 },
    });
    expect((await api.domains.get.query({ id })).status).toBe('not_verified');
    expect(await provider.agree(url!)).toBe('created');
    expect((await api.domains.get.query({ id })).status).toBe('not_verified');
    expect(await api.domains.check.mutate({ id })).toMatchObject({ status: 'verified', diagnosis: { code: 'ok' } });
  });

  it('asks for exactly this record, in a signed request with the signature at its end', async () => {
    const id = await add();
    const { host, record } = await api.domains.get.query({ id });
    const { url } = await connect(id);
    const { origin, pathname, searchParams } = new URL(url!);
    expect(`${origin}${pathname}`).toBe(
      `https://${providerName}/consent/v2/domainTemplates/providers/waymark.example/services/tracking-domain/apply`,
    );
    expect([...searchParams.keys()]).toEqual(['domain', 'host', 'target', 'key', 'sig']);
    const [zone, name, label] = ['domain', 'host', 'target'].map((one) => searchParams.get(one));
    expect(`${name}.${zone}`).toBe(host);
    expect(`${label}.${cnameZone}`).toBe(record.target);
  });

  it.each([
    ['another target', (url: string) => url.replace(/target=\w/, 'target=x')],
    ['another host', (url: string) => url.replace('host=connect', 'host=www.connect')],
    ['another zone', (url: string) => url.replace('domain=brand.com', 'domain=victim.com')],
    ['no signature', (url: string) => url.replace(/&sig=.*/, '')],
  ])('gives a member no request for %s', async (_, change) => {
    const { url } = await connect(await add());
    expect(await provider.agree(change(url!))).toBe('not genuine');
  });

  it('shows the existing records of the host before a provider replaces them', async () => {
    const id = await add();
    const { host } = await api.domains.get.query({ id });
    server.nameServer.put(host, ['shop.example']);
    await api.domains.check.mutate({ id });
    const { url, existing } = await connect(id);
    expect(url).not.toBeNull();
    expect(existing?.explanation).toContain('shop.example');
  });
});

describe('a record has to be created by hand', needs('openssl'), () => {
  it.each([
    ['the provider has not taken over the template', { templateStatus: 404 }, 'template-unknown'],
    ['the provider does not hold the zone', { settingsStatus: 404 }, 'not-offered'],
    ['the provider is out of order', { settingsStatus: 500 }, 'unreachable'],
    ['the template cannot be asked for', { templateStatus: 503 }, 'unreachable'],
    ['the provider sends elsewhere', { settingsStatus: 302 }, 'unreachable'],
    ['the settings are no JSON', { settings: '<html>' }, 'not-understood'],
    ['the settings are a list', { settings: '[]' }, 'not-understood'],
    ['the settings are endless', { settings: `{"providerName":"${'x'.repeat(100_000)}"}` }, 'not-understood'],
    [
      'it has no synchronous flow',
      { settings: { providerName: 'X', urlAPI: 'https://api.example' } },
      'not-understood',
    ],
    ...[
      'http://dns.example',
      'javascript:alert(1)',
      'https://user:secret@dns.example',
      'https://127.0.0.1',
      'https://[::1]',
      'https://dns.example:8443',
      'https://dns.example/?x=',
      'https://dns.example/#',
      'https://dns.example/a/../b',
      'https://dns.example/"><script>',
    ].map(
      (address) =>
        [
          `members would be sent to ${address}`,
          { settings: { providerName: 'X', urlAPI: 'https://api.example', urlSyncUX: address } },
          'not-understood',
        ] as const,
    ),
  ] as const)('when %s', async (_, faults, code) => {
    provider.faults = faults;
    expect(await connect(await add())).toMatchObject({ url: null, reason: { code } });
  });

  it.each([
    'https://ns1.dns-provider.example',
    'ns1.dns-provider.example:8443',
    'user@ns1.dns-provider.example',
    'ns1.dns-provider.example?x=/',
    'ns1.dns-provider.example/../..',
    'ns1.dns-provider.example\\@internal',
    '127.0.0.1',
    '[::1]',
    'localhost',
    '0x7f.1',
    '',
    'a'.repeat(255),
  ])('when the zone names %j as its provider, and nothing is asked there', async (text) => {
    const zone = `odd${++count}.com`;
    server.nameServer.putText(`_domainconnect.${zone}`, text);
    const before = provider.asked.length;
    expect(await connect(await add(zone))).toMatchObject({ url: null, reason: { code: 'not-understood' } });
    expect(provider.asked.length).toBe(before);
  });

  it("when the provider's name resolves to a private address", async () => {
    const asked: string[] = [];
    const mayConnect = (address: string) => {
      asked.push(address);
      return false;
    };
    const before = provider.asked.length;
    const { reason } = await connect(await add(), { mayConnect });
    expect(reason).toMatchObject({ code: 'unreachable' });
    expect(reason?.explanation).toContain(providerName);
    expect([asked, provider.asked.length]).toEqual([['127.0.0.1'], before]);
  });

  it("when the provider's certificate is not trusted", async () => {
    expect(await connect(await add(), { ca: createOther() })).toMatchObject({ reason: { code: 'unreachable' } });
  });

  it('when the zone names no provider', async () => {
    expect(await connect(await add('other.com'))).toMatchObject({
      url: null,
      reason: { code: 'not-offered', explanation: 'The DNS provider of other.com does not offer Domain Connect.' },
    });
  });

  it('when the name is only for trying out', async () => {
    expect(await connect(await add('brand.localhost'))).toMatchObject({ reason: { code: 'no-zone' } });
  });

  it('when the operator has not set it up', async () => {
    expect(await api.domains.connect.mutate({ id: await add() })).toMatchObject({
      url: null,
      reason: { code: 'not-set-up' },
    });
  });

  function createOther(): string {
    const other = createAuthority();
    other.remove();
    return other.root;
  }
});

describe('the operator', needs('openssl'), () => {
  it('gets the template as a file and the public key as TXT records', () => {
    const printed = execFileSync(
      process.execPath,
      [join(import.meta.dirname, '../../start/print-domain-connect.ts'), folder],
      {
        env: { ...process.env, WAYMARK_DOMAIN_CONNECT_KEY: pem, WAYMARK_CNAME_ZONE: cnameZone },
        encoding: 'utf8',
      },
    );
    for (const record of domainConnect.key.records) {
      expect(printed).toContain(`${domainConnect.key.name}.${cnameZone}. 3600 IN TXT "${record}"`);
      expect(record.length).toBeLessThanOrEqual(255);
    }
    const template = JSON.parse(readFileSync(join(folder, 'waymark.example.tracking-domain.json'), 'utf8'));
    expect(template).toMatchObject({
      providerId: 'waymark.example',
      serviceId: 'tracking-domain',
      syncPubKeyDomain: cnameZone,
      hostRequired: true,
      records: [{ type: 'CNAME', host: '@', pointsTo: `%target%.${cnameZone}`, ttl: 3600 }],
    });
  });

  it.each([
    ['a file that is not there', () => join(folder, 'nothing.pem')],
    ['a file that is no key', () => written('no-key.pem', 'secret-1234')],
    ['a key that is too short', () => written('short.pem', rsa(1024))],
    ['a key of another kind', () => written('ec.pem', ec())],
  ])('is told what to do about %s, without its content', (_, file) => {
    expect(() => readConnectKey(file())).toThrow(/^WAYMARK_DOMAIN_CONNECT_KEY: .* Make one with: openssl/);
    expect(() => readConnectKey(file())).not.toThrow('secret-1234');
  });

  it('may use a key in the format that openssl writes', () => {
    const file = join(folder, 'openssl.pem');
    execFileSync(program('openssl'), ['genrsa', '-out', file, '2048'], { stdio: 'pipe' });
    expect(readConnectKey(file).records).toHaveLength(2);
    expect(createPrivateKey(readFileSync(file)).type).toBe('private');
  });

  const written = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const asPem = (key: ReturnType<typeof createPrivateKey>) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const rsa = (modulusLength: number) => asPem(generateKeyPairSync('rsa', { modulusLength }).privateKey);
  const ec = () => asPem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
});
