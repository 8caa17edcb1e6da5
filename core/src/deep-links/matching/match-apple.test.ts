import { describe, expect, it } from 'vitest';
import { slowness, workClock } from '../../growth.testing.ts';
import { readAppleFile } from '../files/apple-file.ts';
import { matchAppleFile } from './match-apple.ts';

const docs = 'https://developer.apple.com/documentation/bundleresources/applinks';
const componentsDocs = `${docs}/details-swift.dictionary/components-swift.dictionary`;
const variablesDocs = `${docs}/substitutionvariables-swift.dictionary`;
const wwdc2019 = 'https://developer.apple.com/videos/play/wwdc2019/717/';
const wwdc2020 = 'https://developer.apple.com/videos/play/wwdc2020/10098/';
const archive =
  'https://developer.apple.com/library/archive/documentation/General/Conceptual/AppSearch/UniversalLinks.html';
/** What Apple’s own swcutil answered on macOS 27, as others recorded it; documented by Apple nowhere. */
const swcutil = 'https://github.com/sergii-ziborov/blazingly-aasa (conformance)';

const app = 'ABCDE12345.com.example.app';

function answers(applinks: unknown, url: string): readonly string[] {
  const file = readAppleFile(JSON.stringify({ applinks }));
  return matchAppleFile(file, url).map(({ answer }) => ('doubt' in answer ? answer.doubt : answer.answer));
}

/** What rules of one app say about a link of example.com. */
function answer(components: unknown, link: string, more: object = {}): string | undefined {
  return answers({ details: [{ appIDs: [app], components }], ...more }, `https://example.com${link}`)[0];
}

describe('the examples of Apple', () => {
  const overview = {
    details: [
      {
        appIDs: [app, 'ABCDE12345.com.example.app2'],
        components: [
          { '#': 'no_universal_links', exclude: true, comment: 'Matches any URL whose fragment equals …' },
          { '/': '/buy/*', comment: 'Matches any URL whose path starts with /buy/' },
          { '/': '/help/website/*', exclude: true },
          { '/': '/help/*', '?': { articleNumber: '????' } },
        ],
      },
    ],
  };

  it.each([
    ['/buy/42', 'opens'],
    ['/buy/', 'opens'],
    ['/buy/42#no_universal_links', 'excluded'],
    ['/#no_universal_links', 'excluded'],
    ['/help/website/faq?articleNumber=4815', 'excluded'],
    ['/help/123?articleNumber=4815', 'opens'],
    ['/help/123?articleNumber=481', 'no-rule'],
    ['/help/123?articleNumber=48159', 'no-rule'],
    ['/help/123?articleNumber=4815&from=mail', 'opens'],
    ['/help/123', 'no-rule'],
    ['/BUY/42', 'no-rule'],
    ['/elsewhere', 'no-rule'],
  ])(`${docs}: %s %s`, (link, expected) => {
    expect(answers(overview, `https://example.com${link}`)).toEqual([expected, expected]);
  });

  it.each<[source: string, components: unknown, link: string, expected: string, more?: object]>([
    // the table and the example of components
    [componentsDocs, [{ '/': 'abc', '?': 'def', '#': '*' }], '/abc?def', 'opens'],
    [componentsDocs, [{ '/': 'abc', '?': 'def', '#': '*' }], '/abc?def#ghi', 'opens'],
    [componentsDocs, [{ '/': 'abc', '?': 'def', '#': '*' }], '/abc', 'no-rule'],
    [componentsDocs, [{ '/': 'abc', '?': 'def', '#': '*' }], '/?def', 'no-rule'],
    [componentsDocs, [{}], '/anything?at=all#here', 'opens'],
    [componentsDocs, [], '/', 'no-rule'],
    [componentsDocs, [{ '/': '*' }], '/', 'opens'],
    [componentsDocs, [{ '/': '/?' }], '/a', 'opens'],
    [componentsDocs, [{ '/': '/?' }], '/ab', 'no-rule'],
    [componentsDocs, [{ '/': '/a?*' }], '/a', 'no-rule'],
    [componentsDocs, [{ '/': '/a?*' }], '/ab', 'opens'],
    [componentsDocs, [{ '/': '/a?*' }], '/abc', 'opens'],
    [componentsDocs, [{ '?': '?*' }], '/a', 'no-rule'],
    [componentsDocs, [{ '?': '?*' }], '/a?b', 'opens'],
    [componentsDocs, [{ '?': 'key=value' }], '/?key=value&more=1', 'no-rule'],
    [componentsDocs, [{ '#': 'a*' }], '/#abc', 'opens'],
    [componentsDocs, [{ '/': '/x' }, { '/': '/x', exclude: true }], '/x', 'opens'],
    [componentsDocs, [{ '/': '/x', exclude: true }, { '/': '/x' }], '/x', 'excluded'],
    [`${componentsDocs}/query`, [{ '?': { productID: '12345' } }], '/?productID=12345', 'opens'],
    [`${componentsDocs}/query`, [{ '?': { productID: '12345' } }], '/?productID=1234', 'no-rule'],
    // caseSensitive, at each of three levels
    [componentsDocs, [{ '/': '/Search', caseSensitive: false }], '/sEARCH', 'opens'],
    [
      `${docs}/defaults-swift.dictionary`,
      [{ '/': '/Search' }],
      '/sEARCH',
      'opens',
      { defaults: { caseSensitive: false } },
    ],
    [
      `${docs}/defaults-swift.dictionary`,
      [{ '/': '/Search', caseSensitive: true }],
      '/sEARCH',
      'no-rule',
      { defaults: { caseSensitive: false } },
    ],
    // talks
    [
      wwdc2019,
      [{ '/': '/help/*', '?': { articleNumber: '????', articleName: '?*' } }],
      '/help/?articleNumber=4815',
      'no-rule',
    ],
    [
      wwdc2019,
      [{ '/': '/help/*', '?': { articleNumber: '????', articleName: '?*' } }],
      '/help/?articleNumber=4815&articleName=x',
      'opens',
    ],
    [wwdc2019, [{ '?': { a: '*' } }], '/', 'opens'],
    [wwdc2019, [{ '?': { a: '' } }], '/?a', 'opens'],
    [wwdc2019, [{ '?': { a: '1' } }], '/?a=1&a=1', 'opens'],
    [wwdc2019, [{ '?': { a: '1' } }], '/?a=1&a=2', 'no-rule'],
    [wwdc2020, [{ '/': '/sourdough/?*', caseSensitive: false }], '/Sourdough/starter', 'opens'],
    [wwdc2020, [{ '/': '/哈哈/?*', percentEncoded: false }], '/%E5%93%88%E5%93%88/x', 'opens'],
    [wwdc2020, [{ '/': '/%E5%93%88/?*' }], '/%E5%93%88/x', 'opens'],
    // variables
    [
      variablesDocs,
      [{ '/': '/$(food)/' }],
      '/pizza/',
      'opens',
      { substitutionVariables: { food: ['burrito', 'pizza'] } },
    ],
    [
      variablesDocs,
      [{ '/': '/$(food)/x' }],
      '/pasta/x',
      'no-rule',
      { substitutionVariables: { food: ['burrito', 'pizza'] } },
    ],
    [variablesDocs, [{ '/': '/$(food)/x' }], '/pizza/x', 'opens', { substitutionVariables: { food: ['p*a', 'b?'] } }],
    [variablesDocs, [{ '/': '/$(food)/x' }], '/ba/x', 'opens', { substitutionVariables: { food: ['p*a', 'b?'] } }],
    [variablesDocs, [{ '/': '/$(food)/x' }], '/PIZZA/x', 'no-rule', { substitutionVariables: { food: ['pizza'] } }],
    [
      wwdc2020,
      [{ '/': '/$(lang)_$(region)/$(food)/' }],
      '/en_CA/sushi/',
      'opens',
      { substitutionVariables: { food: ['sushi'] } },
    ],
    [variablesDocs, [{ '/': '/$(alpha)' }], '/Z', 'opens'],
    [variablesDocs, [{ '/': '/$(alpha)' }], '/1', 'no-rule'],
    [variablesDocs, [{ '/': '/$(upper)$(lower)' }], '/Ab', 'opens'],
    [variablesDocs, [{ '/': '/$(upper)$(lower)' }], '/ab', 'no-rule'],
    [variablesDocs, [{ '/': '/$(alnum)$(digit)' }], '/a1', 'opens'],
    [variablesDocs, [{ '/': '/$(alnum)$(digit)' }], '/aa', 'no-rule'],
    [variablesDocs, [{ '/': '/$(xdigit)$(xdigit)' }], '/fA', 'opens'],
    [variablesDocs, [{ '/': '/$(xdigit)$(xdigit)' }], '/fG', 'no-rule'],
    [variablesDocs, [{ '/': '/$(digit)' }], '/12', 'no-rule'],
    [variablesDocs, [{ '/': '/$(region)/x' }], '/DE/x', 'opens'],
    [variablesDocs, [{ '/': '/$(region)/x' }], '/12/x', 'no-rule'],
    [variablesDocs, [{ '/': '/$(lang)/x' }], '/de/x', 'opens'],
  ])('%s: %j and %s: %s', (_, components, link, expected, more) => {
    expect(answer(components, link, more)).toBe(expected);
  });

  it('give the first app some links and another the rest', () => {
    const details = [
      { appID: app, components: [{ '/': '/shop/*' }] },
      { appID: 'ABCDE12345.com.example.other', components: [{ '/': '/shop/*', exclude: true }, { '/': '*' }] },
    ];
    expect(answers({ details }, 'https://example.com/shop/1')).toEqual(['opens', 'excluded']);
    expect(answers({ details }, 'https://example.com/x')).toEqual(['no-rule', 'opens']);
  });

  it.each<readonly [paths: readonly string[], link: string, expected: string]>([
    [['/wwdc/news/', '/videos/wwdc/2015/*'], '/videos/wwdc/2015/10', 'opens'],
    [['/wwdc/news/', '/videos/wwdc/2015/*'], '/videos/wwdc/2014/10', 'no-rule'],
    [['*'], '/', 'opens'],
    [['NOT /videos/wwdc/2010/*', '/videos/wwdc/201?/*'], '/videos/wwdc/2010/1', 'excluded'],
    [['NOT /videos/wwdc/2010/*', '/videos/wwdc/201?/*'], '/videos/wwdc/2015/1?x#y', 'opens'],
    [['/a'], '/A', 'no-rule'],
  ])(`${archive}: paths %j and %s: %s`, (paths, link, expected) => {
    expect(answers({ apps: [], details: [{ appID: app, paths }] }, `https://example.com${link}`)).toEqual([expected]);
    // iOS 9 was announced with a dictionary by app.
    expect(answers({ apps: [], details: { [app]: { paths } } }, `https://example.com${link}`)).toEqual([expected]);
  });

  it('ignore paths where there are components', () => {
    const details = [{ appID: app, paths: ['*'], components: [{ '/': '/only' }] }];
    expect(answers({ details }, 'https://example.com/other')).toEqual(['no-rule']);
  });

  it.each([
    [{ defaults: { caseSensitive: false } }, 'opens'],
    [{ defaults: { caseSensitive: true } }, 'no-rule'],
    [{}, 'opens'],
  ])('apply the defaults of an entry over those of the file: %j', (entry, expected) => {
    const details = [{ appIDs: [app], components: [{ '/': '/buy/x', '#': 'my_great_product_123' }], ...entry }];
    const file = { details, defaults: { caseSensitive: false } };
    expect(answers(file, 'https://example.com/Buy/x#MY_great_product_123')).toEqual([expected]);
  });
});

describe('what Apple documents nowhere', () => {
  it.each<[doubt: string, components: unknown, link: string, more?: object]>([
    ['slash', [{ '/': '/buy/*' }], '/buy'],
    ['slash', [{ '/': '/buy' }], '/buy/'],
    ['slash', [{ '/': '/buy/' }], '/buy'],
    ['slash', [{ '/': '//abc' }], '/abc'],
    ['slash', [{ '/': '/id/????' }], '/id/481/'],
    ['slash', [{ '/': '?bc' }], '/abc'],
    ['percent-encoding', [{ '/': '/a b' }], '/a%20b'],
    ['percent-encoding', [{ '/': '/é' }], '/%C3%A9'],
    ['percent-encoding', [{ '/': '/%c3%a9' }], '/%C3%A9'],
    ['percent-encoding', [{ '/': '/a%20b', percentEncoded: false }], '/a%20b'],
    ['percent-encoding', [{ '/': '/a/b', percentEncoded: false }], '/a%2Fb'],
    ['percent-encoding', [{ '/': '/~x' }], '/%7Ex'],
    ['letter-case', [{ '/': '/É', percentEncoded: false, caseSensitive: false }], '/%C3%A9'],
    ['code-list', [{ '/': '/$(region)/x' }], '/UK/x'],
    ['code-list', [{ '/': '/$(lang)/x' }], '/gsw/x'],
    ['variable', [{ '/': '/$(nobody)' }], '/x'],
    ['variable', [{ '/': '/$(lang)' }], '/tlh', { substitutionVariables: { lang: ['tlh'] } }],
    ['variable', [{ '/': '/$(a)' }], '/x', { substitutionVariables: { a: ['$(b)'], b: ['x'] } }],
    ['query-name', [{ '?': { 'a b': '1' } }], '/?a%20b=1'],
    ['query-name', [{ '?': { id: '1' }, caseSensitive: false }], '/?ID=1'],
    ['variable', [{ '/': '/$(alpha' }], '/$(alpha'],
    ['broken-rule', [{ '?': { flag: true } }], '/?flag=1'],
    ['broken-rule', [{ '?': { a: '1', flag: true } }], '/?a=2'],
    ['broken-rule', [{ '/': '/x', exclude: 'yes' }, {}], '/x'],
    ['broken-rule', [{ '/': '/x', exclude: 'yes' }], '/x'],
    ['broken-rule', [{ '/': 5 }], '/'],
    ['broken-rule', ['/x'], '/x'],
  ])('is said to be unknown, for %s: %j and %s', (doubt, components, link, more) => {
    expect(answer(components, link, more)).toBe(doubt);
  });

  it('is unknown for an entry without rules', () => {
    expect(answers({ details: [{ appID: app }] }, 'https://example.com/')).toEqual(['no-rules']);
    expect(answers({ details: { appID: app, paths: ['*'] } }, 'https://example.com/')).toEqual(['no-rules']);
  });

  it('matters only where it would change the answer', () => {
    expect(answer([{ '/': '/buy/*' }, { '/': '/buy' }], '/buy')).toBe('opens');
    expect(answer([{ '/': '/buy/*', exclude: true }], '/buy')).toBe('no-rule');
    expect(answer([{ '/': '/buy/*', exclude: true }, { '/': '*' }], '/buy')).toBe('slash');
    expect(answer([{ '/': '/buy/*' }, { '/': '*', exclude: true }], '/buy')).toBe('slash');
    expect(answer([{ '/': '/buy' }, { '/': '/buy/' }, { '/': '*', exclude: true }], '/buy/')).toBe('opens');
    expect(answer([{ '/': '/a b', '?': 'x' }], '/a%20b?y')).toBe('no-rule');
    expect(answer([{ '/': '/x', '?': { flag: true } }, { '/': '/y' }], '/y')).toBe('opens');
  });

  it.each([
    [[{ '/': '/buy/42' }], '/buy/42', 'opens'],
    [[{ '/': 'buy/*' }], '/buy/42', 'opens'],
    [[{ '/': '/buy/*' }], '/buying', 'no-rule'],
    [[{ '/': '/a%20b' }], '/a%20b', 'opens'],
    [[{ '/': '/a b', percentEncoded: false }], '/a%20b', 'opens'],
    [[{ '?': { b: '?*' } }], '/x?a=1', 'no-rule'],
    [[{ '?': { id: '42' } }], '/x?id=7&id=42&id=9', 'no-rule'],
    [[{ '/': '/$(alpha)x', caseSensitive: false }], '/ZX', 'opens'],
  ])(
    `is no reason to doubt what is documented, and swcutil agrees: ${swcutil} %j %s %s`,
    (components, link, expected) => {
      expect(answer(components, link)).toBe(expected);
    },
  );
});

describe('an app that stands in two entries', () => {
  it('goes on to the second where the first has no rule', () => {
    const details = [
      { appID: app, components: [{ '/': '/a' }] },
      { appID: app, components: [{ '/': '/b' }] },
    ];
    expect(answers({ details }, 'https://example.com/b')).toEqual(['opens']);
    expect(answers({ details }, 'https://example.com/c')).toEqual(['no-rule']);
  });
});

describe('a link that is none of the web', () => {
  it.each(['mailto:x@example.com', 'myapp://x', '', 'https://'])('has no answers: %s', (url) => {
    expect(answers({ details: [{ appID: app, components: [{}] }] }, url)).toEqual([]);
  });
});

describe('a file of 128 kB that is meant to take long', () => {
  const full = (component: (index: number) => object) => Array.from({ length: 128 }, (_, index) => component(index));
  const values = Array.from({ length: 3000 }, (_, index) => index.toString(36));

  it.each<[what: string, components: readonly object[], link: string, more?: object]>([
    ['slashes', full(() => ({ '/': `${'/'.repeat(1000)}x/` })), `/${'/'.repeat(8000)}x`],
    ['encoded characters', full((index) => ({ '/': `${'%41*'.repeat(240)}${index}` })), `/${'%41'.repeat(2700)}`],
    ['parameters', full((index) => ({ '?': { a: `*${'?*'.repeat(480)}${index}` } })), `/?${'a=1&'.repeat(2000)}`],
    ['values', [{ '/': `*${'$(v)'.repeat(10_000)}` }], `/${'ab'.repeat(4000)}`, { v: values.map((v) => `*${v}`) }],
  ])('takes less than a second: %s', (_, components, link, substitutionVariables = {}) => {
    const limit = 1000 * slowness();
    const start = workClock();
    answer(components, link, { substitutionVariables });
    expect(workClock() - start).toBeLessThan(limit);
  });
});
