import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';

const read = (href: string) => addressOf(new URL(href));

describe('a parsed web address', () => {
  it('has the parts that the rules use', () => {
    expect(read('HTTPS://Shop.Example/A/b.html?x=1&y#top')).toEqual({
      href: 'https://shop.example/A/b.html?x=1&y#top',
      isHttp: false,
      hostname: 'shop.example',
      host: expect.objectContaining({ name: 'shop.example' }),
      pathname: '/A/b.html',
      path: '/A/b.html?x=1&y',
      segments: ['', 'A', 'b.html'],
      parameters: [
        ['x', '1'],
        ['y', ''],
      ],
    });
    expect(read('http://shop.example')).toMatchObject({ isHttp: true, path: '/', segments: ['', ''], parameters: [] });
  });

  it('has the same parameters as URLSearchParams for any query', () => {
    const part = fc.constantFrom(
      'a',
      'B=c',
      '=',
      '&',
      'x=',
      '%41',
      '%zz',
      '+',
      '%C3%A4',
      '%C3',
      '%EF%BB%BF',
      'ü',
      '?',
      '/',
      '#',
      'utm=1',
    );
    const query = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(query, (text) => {
        const url = new URL(`https://shop.example/?${text}`);
        expect(addressOf(url).parameters).toEqual([...url.searchParams]);
      }),
    );
  });
});
