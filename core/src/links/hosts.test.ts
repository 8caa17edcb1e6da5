import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { kindOfHost } from './hosts.ts';

const hostOf = (written: string) => new URL(`http://${written}/`).hostname;

describe('the kind of a host', () => {
  it.each([
    ...[
      'shop.example',
      'shop.example.',
      'münchen.de',
      'a.b.c.d.example',
      'my_shop.example',
      '1shop.example',
      'local.example',
    ],
    ...['localhost.example', 'home.example', '10.example', 'xn--mnchen-3ya.de'],
  ])('%s is public', (written) => expect(kindOfHost(hostOf(written))).toBe('public'));

  it.each([
    '8.8.8.8',
    '0x08080808',
    '134744072',
    '8.8.2056',
    '[2606:4700:4700::1111]',
    '[::ffff:8.8.8.8]',
    '172.15.0.1',
    '172.32.0.1',
    '11.0.0.1',
  ])('%s is a public address', (written) => expect(kindOfHost(hostOf(written))).toBe('public-address'));

  it.each([
    ...[
      '127.0.0.1',
      '127.1',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '2130706433',
      '0x7f000001',
      '017700000001',
      '0',
      '0.0.0.0',
      '１２７.０.０.１',
      '127。0。0。1',
    ],
    ...[
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '192.0.2.1',
      '198.51.100.7',
      '203.0.113.9',
    ],
    ...['198.18.0.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '192.0.0.192'],
  ])('%s is local, as an IPv4 address', (written) => expect(kindOfHost(hostOf(written))).toBe('local'));

  it.each([
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      'fec0::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::127.0.0.1',
      '::ffff:0:127.0.0.1',
    ],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b:1::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
      '3fff::1',
      '100::1',
      '4000::1',
      '5f00::1',
    ],
  ])('%s is local, as an IPv6 address', (written) => expect(kindOfHost(hostOf(`[${written}]`))).toBe('local'));

  it.each([
    'localhost',
    'LOCALHOST.',
    'app.localhost',
    'printer.local',
    'db.internal',
    'nas.home.arpa',
    'pc.lan',
    'x.localdomain',
    'wiki.corp',
    'x.fritz.box',
  ])('%s is local, as a name', (written) => expect(kindOfHost(hostOf(written))).toBe('local'));

  it.each(['intranet', 'wiki', 'com'])('%s is a single word', (written) =>
    expect(kindOfHost(hostOf(written))).toBe('single-label'),
  );

  it.each([
    'a..b',
    '.example',
    'shop.example..',
    'a,b.example',
    'a!.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ])('%s cannot exist', (written) => expect(kindOfHost(hostOf(written))).toBe('impossible'));
});

describe('an address', () => {
  const near = ['10.0.0.0', '100.64.0.0', '172.16.0.0', '192.0.0.0', '198.18.0.0', '224.0.0.0'].map((text) =>
    ipaddr.IPv4.parse(text),
  );
  const bytes = fc.oneof(
    fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc
      .tuple(fc.constantFrom(...near), fc.nat(255), fc.nat(255))
      .map(([{ octets }, third, last]) => [octets[0], octets[1], third, last]),
  );
  const group = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xffff, 0xdb8, 0x4f, 0x8000));
  const first = fc.oneof(group, fc.constantFrom(0x2001, 0x2002, 0x2620, 0x3fff, 0xfe80, 0x64));
  const runs = { numRuns: 5000 };

  it('is public exactly when ipaddr.js classifies it as unicast: IPv4', () => {
    fc.assert(
      fc.property(bytes, (octets) => {
        const text = octets.join('.');
        const open = ipaddr.IPv4.parse(text).range() === 'unicast';
        expect(kindOfHost(hostOf(text))).toBe(open ? 'public-address' : 'local');
      }),
      runs,
    );
  });

  it('is public exactly when ipaddr.js classifies it as unicast inside 2000::/3: IPv6', () => {
    fc.assert(
      fc.property(first, fc.array(group, { minLength: 7, maxLength: 7 }), (start, rest) => {
        const text = [start, ...rest].map((value) => value.toString(16)).join(':');
        const address = ipaddr.IPv6.parse(text);
        const open = address.isIPv4MappedAddress()
          ? address.toIPv4Address().range() === 'unicast'
          : start >> 13 === 1 && address.range() === 'unicast';
        expect(kindOfHost(hostOf(`[${text}]`))).toBe(open ? 'public-address' : 'local');
      }),
      runs,
    );
  });
});
