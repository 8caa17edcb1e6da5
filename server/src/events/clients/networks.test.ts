import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedNetworks } from './networks.data.ts';
import { networkOf } from './networks.ts';

const all = publishedNetworks.flatMap(({ of, networks }) => networks.map((network) => ({ of, network })));
const listOf = (networks: readonly string[]) => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
};
const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

describe('the network of an address', () => {
  it.each([
    ['40.94.29.84', 'microsoft'],
    ['::ffff:40.107.218.12', 'microsoft'],
    ['104.47.127.255', 'microsoft'],
    ['104.47.128.0', undefined],
    ['2603:1026:c0d:8::1', 'microsoft'],
    ['2603:1026:2000::1', undefined],
    ['2a01:111:f403::4', 'microsoft'],
    ['67.231.159.255', 'proofpoint'],
    ['67.231.160.0', undefined],
    ['185.58.84.93', 'mimecast'],
    ['185.58.84.94', undefined],
    ['209.222.82.7', 'barracuda'],
    ['192.0.2.7', undefined],
    ['2001:db8::7', undefined],
    ['::1', undefined],
    ['fe80::1%eth0', undefined],
    [undefined, undefined],
  ])('%s is %s', (address, expected) => expect(networkOf(address)).toBe(expected));

  it('matches a linear search through the list, for any address', () => {
    const list = listOf(all.map(({ network }) => network));
    const edges = all.map(({ network }) => network.split('/')[0]!);
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom(...edges)), (address) => {
        expect(networkOf(address) !== undefined).toBe(list.check(address, familyOf(address)));
      }),
    );
  });
});

describe('the published networks', () => {
  it.each(all)('include $network once, with a prefix length that the look-up supports', ({ network }) => {
    const [address = '', bits] = network.split('/');
    const others = listOf(all.filter((other) => other.network !== network).map((other) => other.network));
    expect(others.check(address, familyOf(address))).toBe(false);
    expect(Number(bits)).toBeLessThanOrEqual(isIP(address) === 6 ? 48 : 32);
    expect(all.filter((other) => other.network === network)).toHaveLength(1);
  });

  it('exclude those that people also browse from: private relays, clouds, web proxies', () => {
    const people = ['172.224.226.1', '104.28.30.1', '2a02:26f7::1', '20.42.1.1', '41.74.203.10', '146.112.1.1'];
    expect(people.map(networkOf)).toEqual(people.map(() => undefined));
  });
});
