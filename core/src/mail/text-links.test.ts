import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';
import { findTextLinks } from './text-links.ts';

const addresses = (text: string) => findTextLinks(text).map(({ raw }) => raw);
const certain = (text: string) => findTextLinks(text).map((link) => link.certain);

describe('an address in a text', () => {
  it.each([
    ['See https://a.example/x now', 'https://a.example/x'],
    ['HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
    ['https://a.example', 'https://a.example'],
    ['https://a.example:8443/x?y=1&z=2#w', 'https://a.example:8443/x?y=1&z=2#w'],
    ['At https://a.example/x.', 'https://a.example/x'],
    ['At https://a.example/x!', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['(https://a.example/w/Foo_(bar))', 'https://a.example/w/Foo_(bar)'],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['<URL:https://a.example/x>', 'https://a.example/x'],
    ['„https://a.example/x“', 'https://a.example/x'],
    ['[Shop](https://a.example/x)', 'https://a.example/x'],
    ['[Shop](https://a.example/x "Title")', 'https://a.example/x'],
    ['Shop [https://a.example/x]', 'https://a.example/x'],
    ['[1]: https://a.example/x', 'https://a.example/x'],
    ['[1] https://a.example/x\r\n[2] …', 'https://a.example/x'],
    ['a\thttps://a.example/x\tb', 'https://a.example/x'],
    ['https://[2606:4700::1111]/x', 'https://[2606:4700::1111]/x'],
    ['詳細はこちら：https://a.example/x。', 'https://a.example/x'],
  ])('is found in %j, and ends where readers take it to end', (text, address) => {
    const found = findTextLinks(text);
    expect(found).toMatchObject([{ originalUrl: address, certain: true, element: 'text' }]);
    expect(found.map(({ value }) => text.slice(value.start, value.end))).toEqual([address]);
  });

  it.each([
    ['*https://a.example/x*', 'emphasis'],
    ['At https://a.example/x?!', 'an empty query'],
    ['https://a.example,https://b.example', 'a list without spaces'],
    ['https://a.example/x(y', 'a bracket that never closes'],
    ['https://de.example/Zürich', 'letters no address may hold'],
    ['https://a.example/xの続き', 'a script without spaces'],
    ['https://a.example/x|y', 'a bar'],
    ['https://a.example/"x"', 'quotes inside'],
    ["https://a.example/it's", 'an apostrophe'],
    ['https://a.example/{x}', 'braces'],
    ['https://a.example/x^2', 'a caret'],
    ['https://a.example/x-', 'a dash at the end'],
    ['<https://a.example/very/\nlong>', 'a line break within angle brackets'],
    ['<URL:https://a.example/very long>', 'a space within angle brackets'],
    ['https://a.example/👍', 'a picture'],
  ])('has no certain end in %j: %s', (text) => {
    expect(certain(text)[0]).toBe(false);
  });

  it.each(['www.brand.com', 'brand.com/x', '//brand.com/x', 'mailto:jane@brand.com', 'ftp://brand.com/x'])(
    'without http(s) is found but never certain: %s',
    (text) => {
      expect(findTextLinks(text)).toMatchObject([{ originalUrl: text, certain: false }]);
    },
  );

  it.each([
    'jane@brand.com',
    'ASP.NET',
    'Hello.It works',
    '_https://a.example/x_',
    'e.g. this',
    'version 1.2.3',
    'xhttps://a.example/',
    'https://',
    '',
  ])('is not seen in %j', (text) => {
    expect(findTextLinks(text)).toEqual([]);
  });

  it.each([
    ['https://a.example/{{ id }}/x?y={% z %}', ['https://a.example/{{ id }}/x?y={% z %}']],
    ['https://a.example/?u=*|UNIQID|* and', ['https://a.example/?u=*|UNIQID|*']],
    ['https://{{ host }}/x', ['https://{{ host }}/x']],
    ['{% if a %}https://a.example/{% endif %} b', ['https://a.example/{% endif %}']],
    ['{{name}}https://a.example/', ['https://a.example/']],
    ['%%[ SET @u = "https://a.example/" ]%%', []],
  ])('keeps the merge tags it touches, and none is looked into: %s', (text, expected) => {
    expect(addresses(text)).toEqual(expected);
  });

  it.each([
    ['https://a.example/x[[data-msys-clicktrack="0"]]', [['data-msys-clicktrack', '0']]],
    [
      'https://a.example[[ data-msys-linkname="Shop"  DATA-MSYS-CLICKTRACK = "0" ]].',
      [
        ['data-msys-linkname', 'Shop'],
        ['data-msys-clicktrack', '0'],
      ],
    ],
    ['https://a.example/x [[data-msys-clicktrack="0"]]', []],
    ['https://a.example/x', []],
  ])('has the attributes of the mark right behind it: %s', (text, expected) => {
    const [link] = findTextLinks(text);
    expect(link?.raw).toMatch(/^https:\/\/a\.example(?:\/x)?$/);
    expect([...(link?.attributes ?? [])]).toEqual(expected);
  });

  it.each([
    ['Visit our shop: https://a.example/x', 'Visit our shop'],
    ['Click https://a.example/x to unsubscribe.', 'Click to unsubscribe'],
    ['Unsubscribe:\r\nhttps://a.example/x\r\n\r\nImprint', 'Unsubscribe'],
    ['Unsubscribe\n\n<https://a.example/x>', 'Unsubscribe'],
    ['[Unsubscribe](https://a.example/x)', 'Unsubscribe'],
    ['* Unsubscribe [https://a.example/x]', 'Unsubscribe'],
    ['https://a.example/x', ''],
  ])('has the words beside it as its text: %j', (text, expected) => {
    expect(findTextLinks(text)[0]?.text).toBe(expected);
  });

  it('shares no words with the next address on its line', () => {
    const found = findTextLinks('Shop: https://a.example/s or unsubscribe https://a.example/u');
    expect(found.map(({ text }) => text)).toEqual(['Shop', 'unsubscribe']);
  });

  it.each([
    [
      'Click https://a.example/u to unsubscribe, or https://a.example/s to visit the shop.',
      ['Click to unsubscribe', 'or to visit the shop'],
    ],
    ['Shop: https://a.example/s Unsubscribe: https://a.example/u', ['Shop', 'Unsubscribe']],
    ['Shop at https://a.example/s | https://a.example/u (unsubscribe)', ['Shop at', 'unsubscribe']],
    ['https://a.example/s (shop) https://a.example/u (unsubscribe)', ['shop', 'unsubscribe']],
    ['Abmelden: https://a.example/u – Shop: https://a.example/s', ['Abmelden', 'Shop']],
    ['https://a.example/u zum Abmelden oder https://a.example/s zum Shop', ['zum Abmelden', 'zum Shop']],
    ['Unsubscribe <https://a.example/u> · Shop <https://a.example/s>', ['Unsubscribe', 'Shop']],
    ['https://a.example/u unsubscribe https://a.example/s', ['unsubscribe', 'unsubscribe']],
  ])('has words of its own where several are on a line: %s', (text, expected) => {
    expect(findTextLinks(text).map((link) => link.text)).toEqual(expected);
  });

  it('has the words above where its own say nothing', () => {
    const text = 'Do you want to stop receiving these emails?\nClick here: https://a.example/u';
    expect(findTextLinks(text)[0]?.text).toBe('Do you want to stop receiving these emails? Click here');
  });
});

describe('a hostile text', () => {
  const patterns = [
    'https://',
    'https://a.b/(',
    'https://a.b/((((((',
    '[[a="b"',
    '[[a',
    '{{',
    '{{a}}',
    'https://a.b/{{a',
  ];
  const more = [
    'www.a.com ',
    'a.',
    '@',
    "https://a.b/'",
    'https://a@',
    'https://a.b[[a="b"]]',
    'https://a.b/\n',
    '"',
    '<',
  ];

  it.each([...patterns, ...more])('that repeats %j takes linear time', (pattern) => {
    expect(growth(findTextLinks, pattern, 100_000)).toBeLessThan(10);
  });
});
