import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HostRefusal, hostRefusals, trackingHost, unicodeHost } from './host.ts';

const rules = { zone: 'cname.waymark.example', allowLoopback: true };

describe('the host of a tracking domain', () => {
  it.each([
    ['click.brand.com', 'click.brand.com'],
    ['  click.brand.com\n', 'click.brand.com'],
    ['Click.BRAND.com', 'click.brand.com'],
    ['click.brand.com.', 'click.brand.com'],
    ['https://click.brand.com/', 'click.brand.com'],
    ['HTTP://click.brand.com:8080/c/x?y#z', 'click.brand.com'],
    ['//click.brand.com', 'click.brand.com'],
    ['click.brand.com/path', 'click.brand.com'],
    ['click.brand.co.uk', 'click.brand.co.uk'],
    ['a.b.c.brand.com', 'a.b.c.brand.com'],
    ['1.brand.com', '1.brand.com'],
    ['click.brand.internal', 'click.brand.internal'],
    ['click.shop.uk.com', 'click.shop.uk.com'],
    ['waymark.example.com', 'waymark.example.com'],
    ['notcname.waymark.example', 'notcname.waymark.example'],
    [`${'a'.repeat(63)}.brand.com`, `${'a'.repeat(63)}.brand.com`],
  ])('of %j is %s', (input, host) => {
    expect(trackingHost(input, rules)).toEqual({ ok: true, host, unicode: host, loopback: false });
  });

  it.each([
    ['klick.müller.example', 'klick.xn--mller-kva.example', 'klick.müller.example'],
    ['klick.xn--mller-kva.example', 'klick.xn--mller-kva.example', 'klick.müller.example'],
    ['КЛИК.пример.рф', 'xn--h1adbc.xn--e1afmkfd.xn--p1ai', 'клик.пример.рф'],
    ['ｃｌｉｃｋ。brand.com', 'click.brand.com', 'click.brand.com'],
    ['cli\u00adck.brand.com', 'click.brand.com', 'click.brand.com'],
    ['faß.brand.com', 'xn--fa-hia.brand.com', 'faß.brand.com'],
  ])('of %j is stored as %s and shown as %s', (input, host, unicode) => {
    expect(trackingHost(input, rules)).toEqual({ ok: true, host, unicode, loopback: false });
  });

  it('is under .localhost where records would lead to this machine only', () => {
    const local = { zone: 'cname.localhost', allowLoopback: true };
    expect(trackingHost('click.brand.com', local)).toEqual({ ok: false, reason: 'try-out' });
    expect(trackingHost('brand.com', local)).toEqual({ ok: false, reason: 'try-out' });
    expect(trackingHost('click.brand.localhost', local)).toMatchObject({ ok: true, loopback: true });
  });

  it('may be under .localhost, to try Waymark on a single machine', () => {
    const host = 'click.localhost';
    expect(trackingHost('http://Click.localhost:8080', rules)).toEqual({
      ok: true,
      host,
      unicode: host,
      loopback: true,
    });
  });
});

const refusals: Record<HostRefusal, readonly string[]> = {
  empty: ['', '   ', '\n'],
  'not-a-name': [
    'click brand.com',
    'a.brand.com\nb.brand.com',
    'click_me.brand.com',
    '-click.brand.com',
    'click-.brand.com',
    'click..brand.com',
    '.brand.com',
    'click.brand.com..',
    '*.brand.com',
    'jane@click.brand.com',
    'mailto:jane@brand.com',
    'ftp://click.brand.com',
    'https://',
    'click.brand.com,',
    'xn--a.brand.com',
    'click.brand.com:99999',
    `${'a'.repeat(64)}.brand.com`,
    `${'a.'.repeat(124)}brand.com`,
    '\u0000',
    '...',
  ],
  'ip-address': [
    '203.0.113.7',
    'http://203.0.113.7/',
    '0x7f.1',
    '2130706433',
    '256.1.1.1',
    '[2001:db8::1]',
    '2001:db8::1',
    '::1',
  ],
  'single-label': ['brand', 'localhost', 'com', 'müller', '🐦'],
  loopback: ['click.localhost', 'a.b.localhost'],
  // only where the zone itself is this machine's
  'try-out': [],
  'operator-zone': ['cname.waymark.example', 'x.cname.waymark.example', 'X.CNAME.Waymark.example.'],
  'public-suffix': ['co.uk', 'github.io', 'uk.com'],
  apex: ['brand.com', 'https://brand.co.uk/', 'müller.de', 'shop.uk.com', 'brand.github.io', 'brand.internal'],
};

describe('a name that cannot be a tracking domain', () => {
  const cases = hostRefusals.flatMap((reason) => refusals[reason].map((input) => ({ reason, input })));

  it.each(cases)('$input is refused: $reason', ({ reason, input }) => {
    const strict = { zone: 'Cname.waymark.example.', allowLoopback: false };
    expect(trackingHost(input, strict)).toEqual({ ok: false, reason });
  });
});

describe('a stored host', () => {
  it.each([
    ['klick.xn--mller-kva.example', 'klick.müller.example'],
    ['click.brand.com', 'click.brand.com'],
    ['xn--a.brand.com', 'xn--a.brand.com'],
  ])('%s is shown as %s', (host, shown) => {
    expect(unicodeHost(host)).toBe(shown);
  });
});

describe('reading a host', () => {
  it('never throws, and accepts its own output unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.webUrl(), fc.ipV6()), (input) => {
        const first = trackingHost(input, rules);
        if (!first.ok) return;
        expect(trackingHost(first.host, rules)).toEqual(first);
        expect(first.host).toMatch(/^[a-z0-9.-]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});
