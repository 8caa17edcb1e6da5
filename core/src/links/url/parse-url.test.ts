import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutOffTag, findMergeTags } from '../../mail/merge-tags.ts';
import { asBrowsersRead, hiddenCharacter } from '../characters.ts';
import { brokenScheme, dangerousScheme, schemeOf } from '../scheme.ts';
import { placeholder } from '../schemeless.ts';
import { parseAnyUrl, parseCommonUrl } from './parse-url.ts';

describe('a common link', () => {
  it.each([
    'https://shop.example',
    'http://www.shop.example/a/b.html?x=1&y=%20z#top',
    'https://xn--mnchen-3ya.de/',
    'https://shop.example/@a:b!(c)+d;e,f|g~"h\\i?j#k',
  ])('is %s', (href) => expect(parseCommonUrl(href)).toBeDefined());

  it.each([
    ...[
      'HTTPS://shop.example',
      'https:/shop.example',
      'https://localhost/',
      'https://8.8.8.8/',
      'https://shop.example:80/',
    ],
    ...[
      'https://a@shop.example/',
      'https://shop.example\\a',
      'https://shop.example.',
      'https://shop.https/',
      '//shop.example',
    ],
    ...['https://shop.example/ü', 'https://shop.example/ ', 'https://shop.example/{{a}}', 'https://shop.example/100%'],
    ...[
      'https://shop.example/%%a%%',
      'https://shop.example/*|A|*',
      'https://shop.example/[weblink]',
      ' https://shop.example',
    ],
  ])('is not %s', (href) => expect(parseCommonUrl(href)).toBeUndefined());

  const part = fc.oneof(
    fc.constantFrom(
      '/',
      '?',
      '#',
      '&',
      '=',
      '..',
      '.',
      '%41',
      '%2e',
      '%%',
      '%recipient.id%',
      '[unsubscribe]',
      '\\',
      '@',
    ),
    fc.constantFrom(
      '"',
      "'",
      '^',
      '`',
      '|',
      '~',
      ':',
      'a',
      'B',
      '{',
      '*',
      '$',
      'xn--',
      'http',
      'javascript:',
      'ü',
      '\n',
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
  );
  const host = fc.constantFrom(
    'shop.example',
    'www.xn--a.de',
    'a-.b',
    '0x7f.com',
    '1.2.ee',
    'https.de',
    'a.http',
    'null.to',
    'www.shop.example',
    `${'long-'.repeat(20)}a.shop.example`,
    '-a--b-.0.c0.example',
  );
  const usualPart = fc.constantFrom(...['/', '?', '#', '&', '=', 'a', '.', '..', '%2E', '%C3%a4', '@', ':', '~!()+,;']);
  const parts = fc.oneof(
    fc.array(part, { maxLength: 8 }),
    fc.array(usualPart, { maxLength: 10 }).map((usual) => ['/', ...usual]),
  );
  const link = fc.tuple(fc.constantFrom('https://', 'http://'), host, parts);

  it('skips the rules about unusual spellings, with the same result', () => {
    let ordinary = 0;
    fc.assert(
      fc.property(link, ([scheme, name, parts]) => {
        const href = scheme + name + parts.join('');
        const opened = parseCommonUrl(href);
        if (opened === undefined) return;
        ordinary++;
        expect(asBrowsersRead(href)).toBe(href);
        expect([dangerousScheme(href), hiddenCharacter(href), placeholder(href), brokenScheme(href)]).toEqual([
          ...Array<undefined>(4),
        ]);
        expect([...findMergeTags(href), cutOffTag(href)]).toEqual([undefined]);
        expect(`${schemeOf(href)}://`).toBe(scheme);
        expect(opened).toEqual({ ...parseAnyUrl(href), plain: expect.any(Boolean) });
      }),
      { numRuns: 5000 },
    );
    expect(ordinary).toBeGreaterThan(500);
  });

  it('is recognised without backtracking', () => {
    expect(parseCommonUrl(`https://shop.example/${'%41a'.repeat(2000)}{`)).toBeUndefined();
    expect(parseCommonUrl(`https://${'a-'.repeat(4000)}`)).toBeUndefined();
    expect(parseCommonUrl(`https://shop.example/${'?a/'.repeat(2000)}{`)).toBeUndefined();
  });
});
