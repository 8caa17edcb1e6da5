import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';
import { fillSlots, isFillable, writeSlot } from './destination-template.ts';

const everywhere = 'https://shop.example:8443/p/<1>/x-<2>.html?c=<3>&d=1&e=<4>;<5>#top-<6>';

/** What a sending system puts into a query with and without encoding values. */
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ unit: fc.constantFrom(...'/.?#=%+:@\\;<>"\'{} a2eEfF0'), maxLength: 12 }),
  fc.constantFrom('.', '..', '%2e', '%2E.', '//evil.example', '\\\\evil.example', '@evil.example', ':99', '%0d%0aX:1'),
);
const query = fc
  .array(fc.tuple(fc.constantFrom('1', '2', '3', '4', '5', '6', 'r', '01', 'utm_source'), value), { maxLength: 10 })
  .map((pairs) => pairs.map(([name, given]) => `${name}=${given}`).join('&'))
  .chain((pairs) => fc.constantFrom(pairs, `${pairs}&t`));

const literal = fc.constantFrom('', 'a', 'x-', '.', '..', '%2e', '%', '%2', '~', 'ü');
const segment = fc.array(fc.oneof(literal, fc.constant('<')), { maxLength: 4 }).map((parts) => parts.join(''));
/** Destinations with slots in every permitted place. */
const target = fc
  .tuple(
    fc.constantFrom('https://shop.example', 'http://shop.example:8080', 'https://8.8.8.8'),
    fc.array(segment, { minLength: 1, maxLength: 3 }),
    fc.option(fc.array(segment, { maxLength: 3 })),
    fc.option(segment),
  )
  .map(([origin, segments, values, fragment]) => {
    const search = values === null ? '' : `?${values.map((written, index) => `p${index}=${written}`).join('&')}`;
    const text = `${origin}/${segments.join('/')}${search}${fragment === null ? '' : `#${fragment}`}`;
    let number = 0;
    return encodeURI(text.replaceAll('<', '\u0001'))
      .replaceAll('%25', '%')
      .replaceAll('%01', () => writeSlot(++number));
  })
  .filter(isFillable);

describe('a destination with slots', () => {
  it.each([
    ['https://shop.example/p/<1>', '1=42', 'https://shop.example/p/42'],
    ['https://shop.example/p/<1>', '1=a%20b', 'https://shop.example/p/a%20b'],
    ['https://shop.example/p/<1>', '1=a+b', 'https://shop.example/p/a+b'],
    ['https://shop.example/p/<1>', '1=a/b%2Fc', 'https://shop.example/p/a%2Fb%2Fc'],
    ['https://shop.example/p/<1>', '1=a?b#c', 'https://shop.example/p/a%3Fb%23c'],
    ['https://shop.example/p/<1>', '1=100%', 'https://shop.example/p/100%25'],
    ['https://shop.example/p/<1>', '1=%E4', 'https://shop.example/p/%E4'],
    ['https://shop.example/p/<1>', '1=\u00c3\u00a4', 'https://shop.example/p/%C3%A4'],
    ['https://shop.example/p/<1>', '', 'https://shop.example/p/'],
    ['https://shop.example/p/<1>', '2=a&r=7&01=b&utm_source=x', 'https://shop.example/p/'],
    ['https://shop.example/p/<1>', '1=a&1=b', 'https://shop.example/p/a'],
    ['https://shop.example/<1>/<2>', '2=b&1=a', 'https://shop.example/a/b'],
    ['https://shop.example/?q=<1>&l=de', '1=a=b&c=d', 'https://shop.example/?q=a%3Db&l=de'],
    ['https://shop.example/p/<1>', '1=H&M&t', 'https://shop.example/p/H%26M'],
    ['https://shop.example/<1>?q=<2>', '1=H&M&2=a=b&c&t&d=e', 'https://shop.example/H%26M?q=a%3Db%26c'],
    ['https://shop.example/p/<1>', '1=shoes&t&utm_source=x', 'https://shop.example/p/shoes'],
    ['https://shop.example/?q=<1>', '1=a%26b=c%23', 'https://shop.example/?q=a%26b%3Dc%23'],
    ['https://shop.example/?q=<1>', '1=a+b%2Bc', 'https://shop.example/?q=a+b%2Bc'],
    ['https://shop.example/?q=<1>', '1=\'<2>"', 'https://shop.example/?q=%27%3C2%3E%22'],
    ['https://shop.example/#a=<1>', '1=b/c?d', 'https://shop.example/#a=b%2Fc%3Fd'],
    ['https://shop.example/{}?<>', '1=x', 'https://shop.example/{}?<>'],
  ])('%s, asked with %s, leads to %s', (destination, given, filled) => {
    expect(fillSlots(destination, given)).toBe(filled);
  });

  it.each([
    ['https://shop.example/<1>', '1=sale/shoes', 'https://shop.example/sale/shoes'],
    ['https://shop.example/<1>?a=1', '1=sale/shoes/', 'https://shop.example/sale/shoes/?a=1'],
    ['https://shop.example/<1>', '1=/sale//shoes', 'https://shop.example/sale//shoes'],
    ['https://shop.example/<1>', '1=//evil.example', 'https://shop.example/evil.example'],
    ['https://shop.example/<1>', '1=\\\\evil.example', 'https://shop.example/%5C%5Cevil.example'],
    ['https://shop.example/<1>', '1=a?b=c', 'https://shop.example/a%3Fb%3Dc'],
    ['https://shop.example/a#<1>', '1=/cart/1', 'https://shop.example/a#/cart/1'],
  ])('keeps slashes where a slot is the whole path or fragment: %s, %s', (destination, given, filled) => {
    expect(fillSlots(destination, given)).toBe(filled);
  });

  it.each([
    ['https://shop.example/a/<1>/b', '1=..'],
    ['https://shop.example/a/<1>/b', '1=.'],
    ['https://shop.example/a/<1>/b', '1=%2e%2E'],
    ['https://shop.example/a/<1><2>/b', '1=.&2=.'],
    ['https://shop.example/a/.<1>/b', '1=.'],
    ['https://shop.example/a/%<1>/b', '1=2e'],
    ['https://shop.example/<1>', '1=a/../../b'],
    ['https://shop.example/a/<1>', `1=${'x'.repeat(8193)}`],
    ['https://shop.example/a/<1>', `1=${'"'.repeat(3000)}`],
  ])('stays empty rather than let a value change the path or outgrow 8 kB: %s, %.20s', (destination, given) => {
    expect(fillSlots(destination, given)).toBe(destination.replace(/<\d>/g, ''));
  });

  it.each([
    'https://<1>/',
    'https://shop<1>/',
    'https:///<1>',
    'https://<1>@shop.example/',
    'https://shop.example:<1>/a',
  ])('never has its host from a value, also when it was stored wrongly: %s', (destination) => {
    const filled = fillSlots(destination, '1=evil.example&2=evil.example');
    expect(URL.parse(filled)?.hostname ?? 'none').not.toContain('evil');
    expect(isFillable(destination)).toBe(false);
  });

  it.each([
    ['https://shop.example/?<1>', false],
    ['https://shop.example/?a=1&<1>', false],
    ['https://shop.example/?<1>=a', false],
    ['https://shop.example/?a=1<1>', true],
    ['https://shop.example/..<1>', false],
    ['https://shop.example/.<1>/', false],
    ['https://shop.example/%2E<1>', false],
    ['https://shop.example/<2>/<1>', false],
    ['https://shop.example/<1>/<1>', false],
    ['https://shop.example/<1>/<2>', true],
    ['https://shop.example/<0>', false],
    ['https://shop.example/<1', false],
    ['https://shop.example?a=<1>', false],
    ['HTTPS://shop.example/<1>', false],
    ['https://shop.example/#<1>?<2>', true],
  ])('%s may be one: %s', (destination, expected) => {
    expect(isFillable(destination)).toBe(expected);
  });
});

describe('for any values', () => {
  it('scheme, host, port and the numbers of segments and parameters do not change', () => {
    fc.assert(
      fc.property(target, query, (destination, given) => {
        const filled = fillSlots(destination, given);
        const [url, empty] = [new URL(filled), new URL(fillSlots(destination, ''))];
        expect(filled).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect(url.href).toBe(filled);
        expect([url.origin, url.username, url.password]).toEqual([empty.origin, '', '']);
        expect([...url.searchParams.keys()]).toEqual([...empty.searchParams.keys()]);
        const isWholePath = /^https?:\/\/[^/]+\/<1>(?:[?#]|$)/.test(destination);
        if (!isWholePath) expect(url.pathname.split('/')).toHaveLength(empty.pathname.split('/').length);
      }),
      { numRuns: 3000 },
    );
  });

  it('each value can be read back unchanged from its own place', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((written) => written.toWellFormed())
      .filter((written) => !/^\.{1,2}$/.test(written));
    fc.assert(
      fc.property(fc.tuple(text, text, text, text, text, text), (values) => {
        const given = values.map((written, index) => `${index + 1}=${encodeURIComponent(written)}`).join('&');
        const url = new URL(fillSlots(everywhere, given));
        const [, , id, file] = url.pathname.split('/').map(decodeURIComponent);
        expect([id, file]).toEqual([values[0], `x-${values[1]}.html`]);
        expect(url.searchParams.get('c')).toBe(values[2]);
        expect(url.searchParams.get('e')).toBe(`${values[3]};${values[4]}`);
        expect(decodeURIComponent(url.hash)).toBe(`#top-${values[5]}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('any text produces an address, in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (destination, given) => {
        expect(typeof fillSlots(`https://shop.example/<1>${destination}`, `1=${given}`)).toBe('string');
      }),
    );
    expect(growth((given) => fillSlots('https://shop.example/<1>', given), '1=%&')).toBeLessThan(10);
    expect(growth((path) => fillSlots(`https://shop.example/${path}`, '1=%'), '<1>')).toBeLessThan(10);
  });
});
