import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownDeepLink } from '../deep-links/alternatives.ts';
import { typicalTokenLength, wrappedLink } from './addresses.ts';
import { mailLike } from './mail-like.testing.ts';
import { type PreparedMail, prepare } from './prepare.ts';
import { context, openGenuine, recipient, wrappingFor } from './promise.testing.ts';
import { compare } from './proof/compare.ts';
import { unwrap } from './proof/unwrap.ts';
import { render } from './render.ts';
import { wrap } from './wrap.ts';

const token = /\/([aco])\/[\w-]+/g;

/** The wrapped mail with `…` for tokens. */
function wrapped(html: string, settings: Partial<typeof context> = {}): string {
  return wrap(html, { ...context, ...settings }, wrappingFor, recipient).html.replace(token, '/$1/…');
}

const clicksOnly = { trackOpens: false };
const pixel =
  '<img src="https://click.brand.example/o/….gif" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">';

describe('wrapping a mail', () => {
  it.each([
    ['<a href="https://a.example/">x</a>', '<a href="https://click.brand.example/c/…">x</a>'],
    ["<A HREF = 'https://a.example/?a=1&amp;b' class=x>", "<A HREF = 'https://click.brand.example/c/…' class=x>"],
    ['<a href=https://a.example/x/>x', '<a href=https://click.brand.example/c/…>x'],
    ['<a href=" https://a.example ">x', '<a href="https://click.brand.example/c/…">x'],
    ['<a href="mailto:a@a.example">x', '<a href="mailto:a@a.example">x'],
    ['<a href="javascript:x">x', '<a href="javascript:x">x'],
    ['<a href="{{unsubscribe_url}}">x', '<a href="{{unsubscribe_url}}">x'],
    ['<a href="https://click.brand.example/c/old">', '<a href="https://click.brand.example/c/…">'],
    [
      '<!--[if mso]><v:rect href="https://a.example/"></v:rect><![endif]-->',
      '<!--[if mso]><v:rect href="https://click.brand.example/c/…"></v:rect><![endif]-->',
    ],
  ])('makes of %s %s', (html, expected) => {
    expect(wrapped(html, clicksOnly)).toBe(expected);
  });

  it.each([
    '<a data-track="off" href="https://a.example/">x</a>',
    "<a href='https://a.example/' class=x DATA-TRACK = 'Off'>x</a>",
    '<a clicktracking=off href=https://a.example/>x</a>',
    '<a href="https://a.example/" clicktracking="off">x</a>',
    '<a data-msys-clicktrack=0 href="https://a.example/">x</a>',
    '<a ses:no-track href="https://a.example/">x</a>',
    '<a href="https://a.example/" data-pm-no-track>x</a>',
    '<a class="button untracked" href="https://a.example/">x</a>',
    '<area disable-tracking=true href="https://a.example/">',
    '<a mautic:disable-tracking="true" href="https://a.example/">x</a>',
    '<!--[if mso]><v:rect href="https://a.example/" data-mautic-disable-tracking="1"></v:rect><![endif]-->',
  ])('leaves what its author marked, wherever the mark stands: %s', (html) => {
    expect(wrapped(html, clicksOnly)).toBe(html);
    expect(prepare(html, context).report.links[0]?.findings[0]?.code).toBe('no-track');
  });

  it('puts the pixel before the end of the body', () => {
    expect(wrapped('<body><a href="https://a.example/">x</a></body>')).toBe(
      `<body><a href="https://click.brand.example/c/…">x</a>${pixel}</body>`,
    );
  });

  it.each([
    ['<a href="https+notrack://a.example/?b&amp;c">', '<a href="https://a.example/?b&amp;c" data-track="off">'],
    ["<a href='HTTP+NOTRACK://a.example/'>", "<a href='HTTP://a.example/' data-track='off'>"],
    ['<a href=https+notrack://a.example/>', '<a href=https://a.example/ data-track=off>'],
  ])("turns Postal's mark into our own: %s", (html, expected) => {
    expect(wrapped(html, clicksOnly)).toBe(expected);
    expect(wrapped(expected, clicksOnly)).toBe(expected);
  });

  it("replaces the author's placeholder, which recipients never see", () => {
    const html = '<p>x{{ waymark_open }}</p>';
    expect(wrapped(html)).toBe(`<p>x${pixel}</p>`);
    expect(wrapped(html, clicksOnly)).toBe('<p>x</p>');
    const mine = wrap(html, context, wrappingFor, { tracking: 'off' });
    expect(mine.html).toBe('<p>x</p>');
  });

  it.each(['https://click.brand.example/o/abc.gif', 'https://open.brand.example/o/abc.gif'])(
    'adds no second pixel to %s',
    (address) => {
      const html = `<body><img src="${address}"></body>`;
      expect(wrapped(html, { pixelOrigin: 'https://open.brand.example' })).toBe(html.replace(token, '/$1/…'));
    },
  );

  it('asks for no link ids when there is nothing to wrap', () => {
    const html = '<a href="#">x</a>';
    const ask = () => {
      throw new Error('asked');
    };
    expect(wrap(html, { ...context, trackOpens: false }, ask).html).toBe(html);
  });
});

describe('a prepared mail', () => {
  const html =
    '<a href="https://b.example/">1</a><a href="https://a.example/">2</a><a href=\'https://b.example\'>3</a>';

  it('has the destination and the label of each place, in order', () => {
    const { urls, labels, gaps, pieces } = prepare(html, { ...context, trackOpens: false });
    expect(urls).toEqual(['https://b.example/', 'https://a.example/', 'https://b.example/']);
    expect(labels).toEqual(['1', '2', '3']);
    expect(gaps).toEqual([
      { kind: 'link', urlIndex: 0, original: 'https://b.example/', quote: '"' },
      { kind: 'link', urlIndex: 1, original: 'https://a.example/', quote: '"' },
      { kind: 'link', urlIndex: 2, original: 'https://b.example', quote: "'" },
    ]);
    expect(pieces).toEqual(['<a href="', '">1</a><a href="', '">2</a><a href=\'', "'>3</a>"]);
  });

  it('survives a JSON round trip, whatever the mail contains', () => {
    fc.assert(
      fc.property(mailLike, (mail) => {
        const prepared = prepare(mail, context);
        const travelled: PreparedMail = JSON.parse(JSON.stringify(prepared));
        const wrapping = wrappingFor(prepared.urls);
        expect(render(travelled, wrapping, recipient)).toBe(wrap(mail, context, wrappingFor, recipient).html);
      }),
      { numRuns: 300 },
    );
  });

  it('stored before there were app links is rendered as before', () => {
    const gap = { kind: 'link', urlIndex: 0, original: 'https://a.example/', quote: '"' };
    const stored = { pieces: ['<a href="', '">x</a>'], gaps: [gap], urls: ['https://a.example/'], labels: ['x'] };
    const old = { ...stored, report: prepare('', context).report } as PreparedMail;
    expect(render(old, wrappingFor(old.urls), recipient).replace(token, '/$1/…')).toBe(
      '<a href="https://click.brand.example/c/…">x</a>',
    );
  });

  it('has each link as it was decided: wrapped, kept as an app link, with parameters instead, or left', () => {
    const links = ['wrap', 'keep', 'parameters', 'leave'].map((name) => `https://${name}.example/?a=1&b`);
    const mail = links.map((url) => `<a href='${url.replace('&', '&amp;')}'>x</a>`).join('');
    const [wrapIt = '', keep = '', parameters = '', left = ''] = links;
    const app = 'ABCDE12345.com.brand.shop';
    const outcomes = new Map<string, KnownDeepLink>([
      [wrapIt, { outcome: 'opens-no-app', reason: 'no-file' }],
      [keep, { outcome: 'kept', reason: 'confirmed', app }],
      [parameters, { outcome: 'breaks', reason: 'rule', app, choice: 'parameters' }],
      [`${parameters}&utm_source=news`, { outcome: 'breaks', reason: 'rule', app }],
      [left, { outcome: 'breaks', reason: 'rule', app }],
    ]);
    const utm = { parameters: [{ name: 'utm_source', value: 'news' }], excludedHosts: [], names: {} };
    const prepared = prepare(mail, { ...context, ...clicksOnly, outcomes, utm });
    expect([prepared.urls, prepared.appLinks]).toEqual([[`${wrapIt}&utm_source=news`, keep], [1]]);
    const rendered = render(JSON.parse(JSON.stringify(prepared)), wrappingFor(prepared.urls), recipient);
    expect(rendered.replace(token, '/$1/…')).toBe(
      `<a href='https://click.brand.example/c/…'>x</a><a href='https://click.brand.example/a/…'>x</a>` +
        `<a href='https://parameters.example/?a=1&amp;b&amp;utm_source=news'>x</a><a href='https://leave.example/?a=1&amp;b'>x</a>`,
    );
    // The whole mail stays as it is for one who is not tracked, and where links are not wrapped after all.
    expect(render(prepared, wrappingFor(prepared.urls), { tracking: 'off' })).toBe(mail);
    expect(render(prepared, { ...wrappingFor(prepared.urls), clicks: null }, recipient)).toBe(mail);
    const comparison = compare(mail, rendered, { open: openGenuine });
    expect(comparison.changes.map(({ kind, token: written }) => [kind, written?.kind])).toEqual([
      ['link', 'c'],
      ['link', 'a'],
      ['parameters', undefined],
    ]);
    expect([comparison.difference, unwrap(rendered, comparison), unwrap(mail, comparison)]).toEqual([null, mail, mail]);
  });

  it('has an AMP pixel for AMP for e-mail', () => {
    const prepared = prepare('<html ⚡4email><body>x</body></html>', context);
    expect(prepared.gaps).toEqual([{ kind: 'pixel', original: '', amp: true }]);
    expect(render(prepared, wrappingFor([]))).toMatch(
      /x<amp-img src="[^"]+" width="1" height="1" alt="" layout="fixed"><\/amp-img><\/body>/,
    );
  });
});

describe('rendering', () => {
  const html = '<body><a href="https://a.example/">x</a></body>';
  const prepared = prepare(html, context);
  const wrapping = wrappingFor(prepared.urls);

  it('returns the original for a recipient whose tracking is off', () => {
    expect(render(prepared, wrapping, { id: '1', tracking: 'off' })).toBe(html);
  });

  it('omits the recipient id from tokens for anonymous tracking', () => {
    const anonymous = render(prepared, wrapping, { id: '1', tracking: 'anonymous' });
    expect(anonymous).toBe(render(prepared, wrapping));
    expect(anonymous).not.toBe(render(prepared, wrapping, { id: '1' }));
  });

  it('differs between recipients and is deterministic for each', () => {
    expect(render(prepared, wrapping, { id: '1' })).toBe(render(prepared, wrapping, { id: '1' }));
    expect(render(prepared, wrapping, { id: '1' })).not.toBe(render(prepared, wrapping, { id: '2' }));
  });

  it('leaves out wrapped links or pixel if their domain is missing', () => {
    expect(render(prepared, { ...wrapping, clicks: null }).replace(token, '/$1/…')).toBe(
      `<body><a href="https://a.example/">x</a>${pixel}</body>`,
    );
    expect(render(prepared, { ...wrapping, opens: null })).not.toContain('<img');
  });

  it('refuses the wrapping of another mailing', () => {
    expect(() => render(prepared, wrappingFor([]))).toThrow('register this mail');
  });
});

describe('the report', () => {
  it('lists every verdict with its offset', () => {
    const html = '<a href="https://a.example/?b&amp;c">x <b>y</b></a><a href="#z">z</a><a href="data:,">w</a>';
    const { report } = prepare(html, context);
    expect(report.counts).toEqual({ wrap: 1, leave: 1, refuse: 1 });
    expect(report.distinctUrls).toBe(1);
    expect(
      report.links.map(({ offset, element, originalUrl, text, action, url }) => ({
        offset,
        element,
        originalUrl,
        text,
        action,
        url,
      })),
    ).toEqual([
      {
        offset: 9,
        element: 'a',
        originalUrl: 'https://a.example/?b&c',
        text: 'x y',
        action: 'wrap',
        url: 'https://a.example/?b&c',
      },
      { offset: 60, element: 'a', originalUrl: '#z', text: 'z', action: 'leave', url: undefined },
      { offset: 78, element: 'a', originalUrl: 'data:,', text: 'w', action: 'refuse', url: undefined },
    ]);
  });

  it('warns about bases, forms and clipping', () => {
    const html = `<base href="https://a.example/"><form action="/b">${'<p>ä</p>'.repeat(11_000)}`;
    const { report } = prepare(html, context);
    expect(report.findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'base-href warning',
      'form-action warning',
      'gmail-clip info',
    ]);
  });

  it('estimates the size after wrapping to the byte for a typical recipient', () => {
    const html = '<body>ü<a href="https://a.example/">x</a></body>';
    const { bytesBefore, bytesAfter } = prepare(html, context).report;
    const typical = 'x'.repeat(typicalTokenLength);
    expect(bytesBefore).toBe(html.length + 1);
    const link = wrappedLink(context.origin, typical).length - 'https://a.example/'.length;
    expect(bytesAfter).toBe(bytesBefore + link + pixel.replace('…', typical).length);
  });
});
