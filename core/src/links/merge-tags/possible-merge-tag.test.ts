import { describe, expect, it } from 'vitest';
import { prepareMailingParts } from '../../wrap/parts.ts';
import { codesOf, context } from '../verdict.testing.ts';
import { verdict } from '../verdict.ts';

const dollar = '$';
const placeholders = [
  ...['{email}', '{$email}', '{contact.checksum}', '{field=firstname|Friend}', '{first name}', '{Name,there}'],
  ...['[user:email]', '[user:firstname | default:reader]', '[FIRST_NAME]', '[FNAME]', '[user_id]'],
  ...['<Name>', '<<Name>>', '<<First Name>>'],
  ...['#Email#', '##ID##', '###email###', '###user_email###'],
  ...['%EMAIL%', '%FIRSTNAME%', '%First Name%', '%ADDRESS%', '%%name%'],
  ...[
    `${dollar}token`,
    `${dollar}ABMELDEN${dollar}`,
    `${dollar}lookup(NAME)${dollar}`,
    `${dollar}user_id`,
    '@EMAIL@',
    '@USER_ID@',
  ],
  ...['{@email}', '{=Field:EMAIL}', '[user->email]', `${dollar}user->id`],
  ...['{user_data~Email Address}', '{|Subscriber.Email|}', '@@name@@', '%(user_address)s'],
  ...['{größe}', '{a:1}', '[red]', `${dollar}USD`],
];

/** OData, JSON:API, Rails, PHP, matrix parameters, JSON, CSS, tag managers, text fragments, stores and consoles. */
const ordinary = [
  ...['items[0]=a', 'filter[name]=x', 'a[]=1&a[]=2', 'user[address][city]=x', 'page[number]=2', 'f[_or][]=b'],
  ...['a=%20', 'a=%E3%81%82', 'a=%C3%BCber%20uns', 'a=100%25', 'a=%u00fcber%20', 'a=%E4b%20', 'a=20%-30%'],
  ...[
    'a={}',
    'a=[]',
    'a=[1,2]',
    'a={"b":1}',
    'a=["b"]',
    'css=a{color:red}',
    'id={3F2504E0-4F89-41D3-9A0C-0305E82C3301}',
  ],
  ...[`price=${dollar}5`, `${dollar}filter=a%20eq%201`, `${dollar}top=5&${dollar}skip=10`, `a=${dollar}count`],
  ...[
    'q=a#section',
    'q=a#/route',
    'q=a#:~:text=sale',
    'q=a#!/b',
    'q=a#b=c&d=e',
    'q=c#',
    'utm_source=mail&utm_id=a.b-c',
  ],
  // controls of ASP.NET, ids of videos, signatures, qualified names, times, coordinates, encoded addresses
  ...[
    `ctl00${dollar}main${dollar}x=1`,
    `price=10${dollar}`,
    'v=-dQw4w9WgX-',
    'v=--x',
    'a=b--c--d',
    't=~abc',
    'sd=eyJh~b2~c3~',
  ],
  ...[
    'q=std::vector',
    'q=a::b::c',
    'when=12:30:00',
    'a=(1,2)',
    'a=(film)',
    'sig=AbC%2B%3D%3D',
    'next=%2Fa%3Fb%3Dc%26d',
    'x=a@b@c',
  ],
  ...['q=%23sale', 'env=VARIABLE', 'a=1-2-3', 'a=-1', 'a=-', 'a=x%25y%25z', 'q=50%25-off%25', 'a=!x!'],
  ...['at=@brand', 'a=b@c.example', 'lat=@52.5,13.4,15z', 'a=(b)', 'a=*b*', 'a=b|c', 'a=~b', 'a=b;c=d', "a='b'"],
];
const ordinaryPaths = [
  ...[
    `/odata/${dollar}metadata`,
    `/v4/People/${dollar}count`,
    `/${dollar}web/index.html`,
    `/f/versions/${dollar}LATEST`,
  ],
  ...[
    '/@brand/video/1',
    // classes, views of Plone, merge requests, articles, symbols, sessions, routes
    `/Map${dollar}Entry.html`,
    `/Foo${dollar}Bar${dollar}Baz.class`,
    '/@@folder_listing',
    '/@@a/@@b',
    '/--foo--',
    '/--foo--/x',
    '/-/merge_requests/1',
    '/wiki/C_(language)',
    '/wiki/(film)',
    '/docs/std::vector::size',
    '/x;jsessionid=1',
    '/users/:id',
    '/~user/a~b/',
    '/a--b--c/',
    '/#!/a',
    '/Special:Search',
    "/o'reilly",
    '/map;a=1;b=2/x',
    '/a[0]',
    '/C%23',
    '/100%25',
    '/wiki/A_(b)',
    '/~user',
    '/a,b',
    '/a*b',
    '/a/#top',
  ],
];

describe('a possible merge tag', () => {
  it.each(placeholders)('is seen at each place of an address: %s', (tag) => {
    for (const place of [`?id=${tag}`, `?a=1&id=${tag}&b=2`, tag, `p/${tag}/x`, `a?b=c#${tag}`, `a#v=${tag}`]) {
      const judged = verdict({ originalUrl: `https://shop.example/${place}` }, context);
      expect([judged.action, codesOf({ originalUrl: `https://shop.example/${place}` })], place).toEqual([
        'leave',
        tag.startsWith('%%') ? 'merge-tag' : 'possible-merge-tag',
      ]);
    }
  });

  it.each(ordinary)('is not seen in an ordinary query: %s', (query) => {
    expect(verdict({ originalUrl: `https://shop.example/a?${query}` }, context).action).toBe('wrap');
  });

  it.each(ordinaryPaths)('is not seen in an ordinary path: %s', (path) => {
    expect(codesOf({ originalUrl: `https://shop.example${path}` })).toBe('');
  });

  it('is not seen where names begin with a dollar sign by custom', () => {
    expect(codesOf({ originalUrl: `https://cash.app/${dollar}brand` })).toBe('');
    expect(codesOf({ originalUrl: `https://cash.app/${dollar}brand/{amount}` })).toBe('possible-merge-tag');
  });

  it.each([
    'https://-firstName-.example.com/p',
    'https://shop.-name-/',
    'https://-name-/',
    'https://a.-b_c-.example:8443/',
  ])('is a label of a host between hyphens, which no host has: %s', (originalUrl) =>
    expect(codesOf({ originalUrl })).toMatch(/^merge-tag/),
  );

  it.each(['https://a-b.example/', 'https://xn--mnchen-3ya.example/', 'https://a--b.example/-/'])(
    'is no hyphen of a host: %s',
    (originalUrl) => expect(codesOf({ originalUrl })).toBe(''),
  );

  it('says which text it is', () => {
    expect(verdict({ originalUrl: 'https://shop.example/?a=1&id=<<Name>>' }, context).findings).toEqual([
      { code: 'possible-merge-tag', severity: 'warning', details: { tag: '<<Name>>' } },
    ]);
  });

  it('is left where values of known merge tags may pass through', () => {
    const passing = { ...context, mergeTags: 'pass-through' } as const;
    expect(codesOf({ originalUrl: 'https://shop.example/{{id}}?e={email}' }, passing)).toBe('possible-merge-tag');
    expect(codesOf({ originalUrl: 'https://{shop}.example/{{id}}' }, passing)).toBe('merge-tag-in-host');
  });

  it('is found in linear time', () => {
    const began = performance.now();
    for (const text of ['{a ', '[a|', '<a ', '#a', '%a ', `/${dollar}a`, '%25', '%7Ba ', '/@A', '#']) {
      verdict({ originalUrl: `https://shop.example/?${text.repeat(Math.floor(8000 / text.length))}` }, context);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a possible merge tag in a mail', () => {
  const wrapping = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: false, text: 'wrap' } as const;

  it.each(placeholders.filter((tag) => !tag.startsWith('%%')))('is left whole in a text part: %s', (tag) => {
    for (const text of [`See https://shop.example/?id=${tag}`, `(https://shop.example/p/${tag}/x) and`]) {
      const { pieces, report } = prepareMailingParts({ html: '', text }, wrapping).text!;
      expect(pieces).toEqual([text]);
      expect(report.links[0]?.findings[0]?.code).toBe('possible-merge-tag');
    }
  });

  it('is left in a relative address, whatever the base', () => {
    const html = '<base href="https://shop.example/"><a href="p/{email}">a</a><a href="sale">b</a>';
    const { links } = prepareMailingParts({ html }, wrapping).html.report;
    expect(links.map(({ action, findings }) => [action, findings.at(-1)?.code])).toEqual([
      ['leave', 'possible-merge-tag'],
      ['wrap', 'base-href'],
    ]);
  });
});
