import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrefetch, keptAddress, trackingEvent } from './event.ts';

const at = Date.UTC(2026, 10, 23, 12);
const make = (
  visitor: { address?: string; userAgent?: string },
  content: { id: number; recipientId?: string } = { id: 7 },
) => trackingEvent('click', content, { address: undefined, userAgent: undefined, ...visitor }, 'full', at);

describe('what is kept of an address', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['::FFFF:192.0.2.77', '192.0.2.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:db8::6', '2001:db8::'],
    ['2001:db8:0:1::', '2001:db8::'],
    ['2001::6', '2001::'],
    ['::1', '::'],
    ['2001:0db8:0001:0002::', '2001:db8:1::'],
    ['0:0:0:0:0:FFFF:c000:24d', '192.0.2.0'],
    ['1::2:3:4:5:6:7', '1:0:2::'],
    ['fe80::1%eth0', 'fe80::'],
    ['64:ff9b::192.0.2.77', '64:ff9b::'],
    ['::2:3:4:5:192.0.2.77', '0:0:2::'],
    ['2001:db8:1:2:3:4:192.0.2.77', '2001:db8:1::'],
  ])('%s is cut to its network %s', (address, network) => expect(keptAddress(address, 'truncated')).toBe(network));

  it('is always the network part of the address, never the host part', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const network = keptAddress(address, 'truncated')!;
        const [family, bits] = isIP(network) === 4 ? (['ipv4', 24] as const) : (['ipv6', 48] as const);
        const list = new BlockList();
        list.addSubnet(network, bits, family);
        expect(list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')).toBe(true);
        expect(network).toMatch(/^(?:(?:\d+\.){3}0|(?:[\da-f]+(?::[\da-f]+){0,2})?::)$/i);
        expect(keptAddress(network, 'truncated')).toBe(network);
      }),
    );
  });

  it('is all of it or nothing if the project says so', () => {
    expect(keptAddress('::ffff:192.0.2.77', 'full')).toBe('192.0.2.77');
    expect(keptAddress('2001:db8::1', 'full')).toBe('2001:db8::1');
    expect(keptAddress('2001:0DB8:0:0:0:0:0:0001', 'full')).toBe('2001:db8::1');
    expect(keptAddress('::ffff:c000:24d', 'full')).toBe('192.0.2.77');
    expect(keptAddress('192.0.2.77', 'none')).toBeUndefined();
    expect(keptAddress(undefined, 'full')).toBeUndefined();
  });
});

describe('an event', () => {
  it('has a unique id that sorts by time', () => {
    const ids = Array.from({ length: 1000 }, () => make({}).id);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^01a20846-fe00-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has a user agent of at most 512 characters without control characters', () => {
    expect(make({ userAgent: `a\tb\u0080\u009fc${'x'.repeat(1000)}` }).userAgent).toBe(`a b c${'x'.repeat(507)}`);
    expect(make({ userAgent: ' \t ' }).userAgent).toBeUndefined();
    expect(make({}).userAgent).toBeUndefined();
  });

  it.each([
    [{ 'sec-purpose': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;prerender' }, true],
    [{ purpose: 'prefetch' }, true],
    [{ 'x-moz': 'prefetch' }, true],
    [{ 'sec-purpose': 'prefetch;anonymous-client-ip' }, true],
    [{ 'sec-purpose': 'prerender' }, true],
    [{ purpose: 'preview' }, true],
    [{ 'x-purpose': 'preview' }, true],
    [{ 'x-purpose': 'Prefetch' }, true],
    [{ 'x-moz': 'prefetch', purpose: 'none' }, true],
    [{ purpose: 'none', 'x-purpose': 'prefetch' }, true],
    [{ 'x-purpose': 'click' }, false],
    [{ purpose: 'something else' }, false],
    [{}, false],
  ])('with the headers %j was fetched beforehand: %s', (headers, expected) => {
    expect(isPrefetch(headers)).toBe(expected);
  });

  it('has no control characters in a recipient id, which the database could not store', () => {
    expect(make({}, { id: 7, recipientId: 'a\0b\n' }).recipientId).toBe('ab');
    expect(make({}, { id: 7, recipientId: '\0' }).recipientId).toBeUndefined();
  });
});
