import { describe, expect, it } from 'vitest';
import { createAddressGuard, isPublicAddress } from './public-address.ts';

describe('an address', () => {
  it.each([
    ['1.1.1.1', true],
    ['203.0.114.10', true],
    ['2a00:1450::10', true],
    ['2A00:1450:0:0::10', true],
    ['::ffff:1.1.1.1', true],
    ['127.0.0.1', false],
    ['127.1.2.3', false],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['192.0.2.1', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:a9fe:a9fe', false],
    ['64:ff9b::7f00:1', false],
    ['fe80::1', false],
    ['fe80::1%eth0', false],
    ['fd00::1', false],
    ['ff02::1', false],
    ['2001:db8::1', false],
    ['2001:10::1', false],
    ['2002:7f00:1::', false],
    ['3fff::1', false],
    ['localhost', false],
    ['127.1', false],
    ['', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});

describe('what a check may connect to', () => {
  const guard = createAddressGuard({ privateAddresses: ['10.0.0.5', 'FD00:0::5'], tryOut: false });

  it.each([
    ['1.1.1.1', true],
    ['10.0.0.5', true],
    ['fd00::5', true],
    ['10.0.0.6', false],
    ['fd00::6', false],
    ['127.0.0.1', false],
  ])('%s: %s', (address, allowed) => {
    expect(guard(address)).toBe(allowed);
  });

  it('includes this machine while Waymark is tried out on it', () => {
    const tryOut = createAddressGuard({ privateAddresses: [], tryOut: true });
    expect(['127.0.0.1', '::1', '127.0.0.2', '10.0.0.5'].map(tryOut)).toEqual([true, true, false, false]);
  });
});
