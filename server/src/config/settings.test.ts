import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toMasterKey } from '../secrets/cipher.ts';
import { ConfigError } from './environment.ts';
import { readConfig, settings, unknownSettings } from './settings.ts';

describe('the settings', () => {
  it('all have a default, so that none has to be set', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      listen: '127.0.0.1',
      publicUrl: undefined,
      trustedProxies: [],
      dataFolder: './data',
      databaseUrl: undefined,
      processes: 1,
      maxCachedLinks: 1_000_000,
      eventSync: 'answer',
      eventLogLimit: 10_240 * 1024 * 1024,
      natsUrl: undefined,
      natsCredentials: undefined,
      cnameZone: 'cname.localhost',
      dnsServers: ['1.1.1.1', '8.8.8.8', '9.9.9.9'],
      dnsAuthoritativePort: 53,
      privateAddresses: [],
      checksPerSecond: 100,
      questionsPerSecond: 1000,
      requestsPerMinute: 3000,
      ca: null,
      tlsAskSecret: undefined,
      metricsSecret: undefined,
      domainConnectKey: undefined,
      smtpUrl: undefined,
      mailFrom: 'Waymark <waymark@localhost>',
      logLevel: 'info',
      logFormat: expect.stringMatching(/^(json|text)$/),
      tryOut: true,
    });
  });

  it('have their default when they are empty, which is how shells write "not set"', () => {
    const empty = Object.fromEntries(settings.map(({ name }) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('are all documented, with their default', () => {
    expect(settings.length).toBeGreaterThan(0);
    for (const { description, fallback } of settings) {
      expect(description).toMatch(/^\S.*\.$/);
      expect(fallback).not.toBe('');
    }
  });
});

describe('a setting', () => {
  it.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['WAYMARK_MASTER_KEY', `${'A'.repeat(43)}=`, { masterKeys: [toMasterKey(Buffer.alloc(32))] }],
    ['WAYMARK_MASTER_KEY_FILE', '/run/secrets/waymark', { masterKeyFile: '/run/secrets/waymark' }],
    ['WAYMARK_LISTEN', '0.0.0.0', { listen: '0.0.0.0' }],
    ['WAYMARK_LISTEN', '::', { listen: '::' }],
    ['WAYMARK_LISTEN', 'localhost', { listen: 'localhost' }],
    ['WAYMARK_PUBLIC_URL', 'https://waymark.example', { publicUrl: new URL('https://waymark.example') }],
    ['WAYMARK_PUBLIC_URL', 'http://waymark.example:8080/', { publicUrl: new URL('http://waymark.example:8080') }],
    ['WAYMARK_TRUSTED_PROXIES', 'loopback', { trustedProxies: ['loopback'] }],
    [
      'WAYMARK_TRUSTED_PROXIES',
      '10.0.0.5, 10.1.0.0/16,2001:db8::/48',
      { trustedProxies: ['10.0.0.5', '10.1.0.0/16', '2001:db8::/48'] },
    ],
    ['WAYMARK_DATA', '/var/lib/waymark', { dataFolder: '/var/lib/waymark' }],
    ['DATABASE_URL', 'postgres://u:p@db.example/waymark', { databaseUrl: 'postgres://u:p@db.example/waymark' }],
    [
      'DATABASE_URL',
      'postgres://u:p%40%2F%3F@db.example/waymark',
      { databaseUrl: 'postgres://u:p%40%2F%3F@db.example/waymark' },
    ],
    ['DATABASE_URL', 'postgres://u:p@ss@db.example/waymark', { databaseUrl: 'postgres://u:p@ss@db.example/waymark' }],
    ['DATABASE_URL', 'postgresql:///waymark?host=/run/pg', { databaseUrl: 'postgresql:///waymark?host=/run/pg' }],
    ['WAYMARK_PROCESSES', '4', { processes: 4 }],
    ['WAYMARK_CACHED_LINKS', '50000', { maxCachedLinks: 50_000 }],
    ['WAYMARK_EVENT_SYNC', 'interval', { eventSync: 'interval' }],
    ['WAYMARK_EVENT_LOG_LIMIT', '256', { eventLogLimit: 268_435_456 }],
    ['WAYMARK_METRICS_SECRET', 'a-long_Enough-secret-2', { metricsSecret: 'a-long_Enough-secret-2' }],
    ['NATS_URL', 'nats://u:p@nats.example', { natsUrl: [new URL('nats://u:p@nats.example')] }],
    [
      'NATS_URL',
      'tls://a.example:4222, tls://b.example',
      { natsUrl: [new URL('tls://a.example:4222'), new URL('tls://b.example')] },
    ],
    ['NATS_CREDS', '/etc/waymark/nats.creds', { natsCredentials: '/etc/waymark/nats.creds' }],
    ['WAYMARK_CNAME_ZONE', 'Track.Waymark.example.', { cnameZone: 'track.waymark.example' }],
    ['WAYMARK_DNS_SERVERS', '192.0.2.53,192.0.2.54', { dnsServers: ['192.0.2.53', '192.0.2.54'] }],
    [
      'WAYMARK_DNS_SERVERS',
      ' 192.0.2.53:5353 , [2001:db8::53]:53,2001:db8::54',
      { dnsServers: ['192.0.2.53:5353', '[2001:db8::53]:53', '2001:db8::54'] },
    ],
    ['WAYMARK_DNS_AUTHORITATIVE_PORT', '5353', { dnsAuthoritativePort: 5353 }],
    ['WAYMARK_PRIVATE_ADDRESSES', '10.0.0.5, fd00::5', { privateAddresses: ['10.0.0.5', 'fd00::5'] }],
    ['WAYMARK_TLS_ASK_SECRET', 'a-long_Enough-secret-1', { tlsAskSecret: 'a-long_Enough-secret-1' }],
    ['WAYMARK_DOMAIN_CONNECT_KEY', '/etc/waymark/connect.pem', { domainConnectKey: '/etc/waymark/connect.pem' }],
    ['WAYMARK_CHECKS_PER_SECOND', '2000', { checksPerSecond: 2000 }],
    ['WAYMARK_QUESTIONS_PER_SECOND', '5000', { questionsPerSecond: 5000 }],
    ['WAYMARK_REQUESTS_PER_MINUTE', '600', { requestsPerMinute: 600 }],
    ['WAYMARK_SMTP_URL', 'smtps://u:p@smtp.example', { smtpUrl: 'smtps://u:p@smtp.example' }],
    ['WAYMARK_MAIL_FROM', 'Alerts <alerts@brand.example>', { mailFrom: 'Alerts <alerts@brand.example>' }],
    ['WAYMARK_MAIL_FROM', 'alerts@brand.example', { mailFrom: 'alerts@brand.example' }],
    ['WAYMARK_LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['WAYMARK_LOG_FORMAT', 'json', { logFormat: 'json' }],
    ['WAYMARK_LOG_FORMAT', 'text', { logFormat: 'text' }],
  ])('%s may be %j', (name, value, part) => {
    expect(readConfig({ [name]: value })).toMatchObject(part);
  });

  it.each([
    ['WAYMARK_PROCESSES', '0'],
    ['WAYMARK_PROCESSES', '65'],
    ['WAYMARK_CACHED_LINKS', '999'],
    ['WAYMARK_CACHED_LINKS', '10000001'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', 'secret-1234'],
    ['WAYMARK_LISTEN', 'secret-1234.example'],
    ['WAYMARK_LISTEN', '192.0.2.256'],
    ['WAYMARK_PUBLIC_URL', 'waymark-secret-1234.example'],
    ['WAYMARK_PUBLIC_URL', 'ftp://secret-1234.example'],
    ['WAYMARK_PUBLIC_URL', 'https://user:secret-1234@waymark.example'],
    ['WAYMARK_PUBLIC_URL', 'https://waymark.example/secret-1234'],
    ['WAYMARK_PUBLIC_URL', 'https://waymark.example/?secret-1234'],
    ['WAYMARK_TRUSTED_PROXIES', 'secret-1234.example'],
    ['WAYMARK_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['WAYMARK_TRUSTED_PROXIES', '2001:db8::/129'],
    ['WAYMARK_TRUSTED_PROXIES', '10.0.0/8'],
    ['WAYMARK_TRUSTED_PROXIES', '10.0.0.5,'],
    ['WAYMARK_MASTER_KEY', 'secret-1234'],
    ['DATABASE_URL', 'secret-1234'],
    ['DATABASE_URL', 'mysql://u:secret-1234@db.example/waymark'],
    ['DATABASE_URL', 'postgres://u:1@secret-1234/word@db.example/waymark'],
    ['DATABASE_URL', 'postgres://u:12/secret-1234@db.example/waymark'],
    ['DATABASE_URL', 'postgres://u:12?secret-1234@db.example/waymark'],
    ['DATABASE_URL', 'postgres://u:12#secret-1234@db.example/waymark'],
    ['DATABASE_URL', 'postgres://u:secret-1234%@db.example/waymark'],
    ['NATS_URL', 'nats://u:p@secret-1234/word@nats.example'],
    ['WAYMARK_SMTP_URL', 'smtps://u:12/secret-1234@smtp.example'],
    ['WAYMARK_EVENT_SYNC', 'secret-1234'],
    ['WAYMARK_EVENT_LOG_LIMIT', '255'],
    ['WAYMARK_EVENT_LOG_LIMIT', 'secret-1234'],
    ['WAYMARK_METRICS_SECRET', 'secret-1234'],
    ['NATS_URL', 'secret-1234'],
    ['NATS_URL', 'https://u:secret-1234@nats.example'],
    ['NATS_URL', 'nats://a.example,'],
    ['WAYMARK_CNAME_ZONE', 'https://secret-1234.example'],
    ['WAYMARK_CNAME_ZONE', 'secret-1234 example'],
    ['WAYMARK_DNS_SERVERS', 'secret-1234.example'],
    ['WAYMARK_DNS_SERVERS', '192.0.2.256'],
    ['WAYMARK_DNS_SERVERS', '192.0.2.53:99999'],
    ['WAYMARK_DNS_SERVERS', '192.0.2.53,'],
    ['WAYMARK_DNS_SERVERS', '192.0.2.53'],
    ['WAYMARK_DNS_SERVERS', '192.0.2.53, 192.0.2.53'],
    ['WAYMARK_DNS_SERVERS', '[192.0.2.53]:53'],
    ['WAYMARK_DNS_AUTHORITATIVE_PORT', '0'],
    ['WAYMARK_DNS_AUTHORITATIVE_PORT', 'secret-1234'],
    ['WAYMARK_PRIVATE_ADDRESSES', '10.0.0.0/8'],
    ['WAYMARK_PRIVATE_ADDRESSES', 'secret-1234.example'],
    ['WAYMARK_CA', 'secret-1234 example'],
    ['WAYMARK_CA_ACCOUNT', 'secret-1234'],
    ['WAYMARK_CA_ACCOUNT', 'http://secret-1234.example'],
    ['WAYMARK_TLS_ASK_SECRET', 'secret-1234'],
    ['WAYMARK_TLS_ASK_SECRET', 'secret-1234/with/slashes'],
    ['WAYMARK_CHECKS_PER_SECOND', '0'],
    ['WAYMARK_CHECKS_PER_SECOND', '0.5'],
    ['WAYMARK_CHECKS_PER_SECOND', '100000'],
    ['WAYMARK_QUESTIONS_PER_SECOND', '49'],
    ['WAYMARK_REQUESTS_PER_MINUTE', '0'],
    ['WAYMARK_SMTP_URL', 'smtp.secret-1234.example'],
    ['WAYMARK_SMTP_URL', 'https://secret-1234.example'],
    ['WAYMARK_MAIL_FROM', 'secret-1234'],
    ['WAYMARK_MAIL_FROM', 'a@b.example\nbcc: secret-1234@b.example'],
    ['WAYMARK_LOG_LEVEL', 'secret-1234'],
    ['WAYMARK_LOG_FORMAT', 'secret-1234'],
  ])('%s may not be %j, which is said without repeating it', (name, value) => {
    const text = settings.find((setting) => setting.name === name);
    const sentence = `${name} cannot be used as it is. ${text?.description} Default: ${text?.fallback}.`;
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(sentence);
    expect(sentence).not.toContain('secret-1234');
  });
});

describe('settings that cannot be used', () => {
  it('are all named at once, in the order of the documentation', () => {
    const wrong = { WAYMARK_LOG_LEVEL: 'loud', PORT: 'high', WAYMARK_PUBLIC_URL: 'https://192.0.2.7', WAYMARK_CA: '' };
    const lines = complaintsAbout(wrong);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['PORT', 'WAYMARK_CNAME_ZONE', 'WAYMARK_LOG_LEVEL']);
  });

  it.each([
    ['WAYMARK_PUBLICURL', 'WAYMARK_PUBLIC_URL'],
    ['waymark_public_url', 'WAYMARK_PUBLIC_URL'],
    ['WAYMARK_PUBLIC_URI', 'WAYMARK_PUBLIC_URL'],
    ['WAYMARK_TRUSTEDPROXIE', 'WAYMARK_TRUSTED_PROXIES'],
    ['WAYMARKDATA', 'WAYMARK_DATA'],
  ])('%s is refused with the name that was meant, without its value', (name, meant) => {
    expect(complaintsAbout({ [name]: 'secret-1234' })).toEqual([`${name} is not a setting. Did you mean ${meant}?`]);
  });

  it('may be of another version, when their names are near to none: they are told apart for a warning', () => {
    const environment = { WAYMARK_HOT_LINKS: '1000', WAYMARK_PUBLICURL: 'x', WAYMARK_DATA: 'x', HOME: '/root' };
    expect(unknownSettings(environment)).toEqual(['WAYMARK_HOT_LINKS']);
    expect(readConfig({ WAYMARK_HOT_LINKS: '1000' }).maxCachedLinks).toBe(1_000_000);
  });
});

function complaintsAbout(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
  }
  throw new Error('They were accepted.');
}

describe('the certificate authority', () => {
  const publicUrl = { WAYMARK_PUBLIC_URL: 'https://waymark.example' };

  it.each([
    [{}, { identifiers: ['letsencrypt.org'] }],
    [{ WAYMARK_CA: 'CA.example, pki.example' }, { identifiers: ['ca.example', 'pki.example'] }],
    [
      { WAYMARK_CA_ACCOUNT: 'https://acme.example/acct/7' },
      { identifiers: ['letsencrypt.org'], accountUri: 'https://acme.example/acct/7' },
    ],
  ])('with %j is %j', (settings, ca) => {
    expect(readConfig({ ...publicUrl, ...settings }).ca).toEqual(ca);
  });

  it('is useless while wrapped links are plain http', () => {
    expect(readConfig({ WAYMARK_PUBLIC_URL: 'http://waymark.example', WAYMARK_CA: 'ca.example' }).ca).toBeNull();
  });
});

describe('try-out mode', () => {
  it.each([
    ['http://localhost:8080', true],
    ['http://waymark.localhost', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['https://localhost.example', false],
    ['https://notlocalhost', false],
    ['https://waymark.example', false],
  ])('at %s: %s', (address, tryOut) => {
    expect(readConfig({ WAYMARK_PUBLIC_URL: address }).tryOut).toBe(tryOut);
  });
});

describe('the CNAME zone', () => {
  it('is in the documentation what it is for the address that the documentation uses', () => {
    const page = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs/operators', name), 'utf8');
    const [, host = ''] = /^(waymark\.[\w.]+) \{$/m.exec(page('https.md')) ?? [];
    const { cnameZone } = readConfig({ WAYMARK_PUBLIC_URL: `https://${host}` });
    expect(page('domains.md').match(/^\*\.\S+/gm)).toEqual([`*.${cnameZone}.`]);
    const zones = ['domains.md', 'https.md', 'deploy.md'].flatMap(
      (name) => page(name).match(/\bcname\.[\w.]+\w/g) ?? [],
    );
    expect(new Set(zones)).toEqual(new Set([cnameZone]));
  });

  it('is below the host of the public address', () => {
    expect(readConfig({ WAYMARK_PUBLIC_URL: 'https://Waymark.example' }).cnameZone).toBe('cname.waymark.example');
  });

  it.each(['http://127.0.0.1:8080', 'http://[::1]'])('is a name even when %s is tried out', (address) => {
    expect(readConfig({ WAYMARK_PUBLIC_URL: address }).cnameZone).toBe('cname.localhost');
  });

  it.each(['https://192.0.2.7', 'https://[2001:db8::7]'])('has to be set for a server at %s', (address) => {
    expect(() => readConfig({ WAYMARK_PUBLIC_URL: address })).toThrow(/^WAYMARK_CNAME_ZONE cannot be used as it is\./);
    const withZone = readConfig({ WAYMARK_PUBLIC_URL: address, WAYMARK_CNAME_ZONE: 'track.waymark.example' });
    expect(withZone.cnameZone).toBe('track.waymark.example');
  });
});
