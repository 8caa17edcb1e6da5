import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '../growth.testing.ts';
import { findTextLinks } from '../mail/text-links.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { openToken } from '../tokens/token.ts';
import type { PreparedMail } from './prepare.ts';
import { context, recipient, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';
import { prepareText } from './text.ts';

const wrapping = { ...context, text: 'wrap' } as const;
const token = /\/c\/[\w-]+(?:\?t)?/g;
const firstLink = wrappingFor(['']).clicks?.links[0] ?? 0;

const renderText = (prepared: PreparedMail, whom = recipient) => render(prepared, wrappingFor(prepared.urls), whom);
const wrapText = (text: string) => renderText(prepareText(text, wrapping));
/** The wrapped text with `…` for tokens. */
const wrapped = (text: string) => wrapText(text).replace(token, '/c/…');
const codes = (text: string) =>
  prepareText(text, wrapping).report.links.map(({ findings }) => findings.map(({ code }) => code));

describe('a text part', () => {
  const text = 'Shop: https://a.example/x?a=1&b=2\r\nMore at https://a.example/x?a=1&b=2.\r\n';

  it('keeps its links by default, and reports them', () => {
    const prepared = prepareText(text, context);
    expect(prepared).toMatchObject({ pieces: [text], gaps: [], urls: [] });
    expect(prepared.report.counts).toEqual({ wrap: 2, leave: 0, refuse: 0 });
    expect(prepared.report.bytesAfter).toBe(text.length);
  });

  it('keeps its links while clicks are not tracked', () => {
    expect(renderText(prepareText(text, { ...wrapping, trackClicks: false }))).toBe(text);
  });

  it('has its addresses wrapped without any escaping, and no pixel', () => {
    const prepared = prepareText(text, wrapping);
    expect(prepared.urls).toEqual(Array(2).fill('https://a.example/x?a=1&b=2'));
    expect(renderText(prepared).replace(token, '/c/…')).toBe(
      'Shop: https://click.brand.example/c/…\r\nMore at https://click.brand.example/c/….\r\n',
    );
    expect(renderText(prepared, { tracking: 'off' })).toBe(text);
  });

  it('reports every link with its offset and the words next to it', () => {
    expect(prepareText('Our shop: https://a.example/', wrapping).report).toMatchObject({
      links: [{ offset: 10, element: 'text', originalUrl: 'https://a.example/', text: 'Our shop', action: 'wrap' }],
      distinctUrls: 1,
      bytesBefore: 28,
      bytesAfter: 10 + 'https://click.brand.example/c/'.length + 26,
      findings: [],
    });
  });

  it.each([
    ['<https://a.example/x>', '<https://click.brand.example/c/…>'],
    ['[Shop](https://a.example/x).', '[Shop](https://click.brand.example/c/…).'],
    ['[https://a.example](https://a.example)', '[https://click.brand.example/c/…](https://click.brand.example/c/…)'],
    ['Shop [1]\n\n[1] https://a.example/x\n', 'Shop [1]\n\n[1] https://click.brand.example/c/…\n'],
    ['(see https://a.example/w/A_(b))', '(see https://click.brand.example/c/…)'],
    ['> https://a.example/x,', '> https://click.brand.example/c/…,'],
    ['https://a.example/{a', 'https://a.example/{a'],
    ['a https://xn--mnchen-3ya.example b', 'a https://click.brand.example/c/… b'],
  ])('makes of %j %j', (original, expected) => {
    expect(wrapped(original)).toBe(expected);
  });

  it.each([
    ['www.brand.com', 'missing-scheme'],
    ['brand.com/x', 'missing-scheme'],
    ['//brand.com/x', 'protocol-relative'],
    ['https://user:secret@a.example/', 'credentials'],
    ['http://192.168.0.1/', 'local-host'],
    ['https://a.example/?u={{id}}', 'merge-tag'],
    ['{% if a %}https://a.example/{% endif %}', 'merge-tag'],
    ['Unsubscribe: https://a.example/?id=4711', 'unsubscribe'],
    ['https://a.example/unsubscribe?id=4711', 'unsubscribe'],
    ['https://u1.ct.sendgrid.net/ls/click?upn=x', 'already-wrapped'],
    ['https://click.brand.example/c/abc', 'already-wrapped'],
    ['https://youtu.be/1', 'opens-app'],
    ['https://a.example/x[[data-msys-clicktrack="0"]]', 'no-track'],
    ['https://a.example/x[[data-track="off"]]', 'no-track'],
    ['https://a.example/Zürich', 'parser-differential'],
    ['https://a.example,foo', 'parser-differential'],
  ])('leaves %s alone: %s', (text, code) => {
    expect(wrapText(text)).toBe(text);
    expect(codes(text)[0]).toContain(code);
  });

  it('reports only that an address without a scheme may not open', () => {
    const { report } = prepareText('www.brand.com', wrapping);
    expect(report.links[0]?.findings).toMatchObject([{ code: 'missing-scheme', severity: 'info' }]);
  });

  it('does not report ambiguous ends of addresses that it does not wrap', () => {
    const { report } = prepareText('https://a.example/Zürich', context);
    expect(report.links[0]).toMatchObject({ action: 'wrap', findings: [] });
  });

  it('does not treat words next to an address as part of it', () => {
    expect(codes('brand.com: https://a.example/')).toEqual([['missing-scheme'], []]);
  });

  it.each([
    [' https+notrack://a.example/x ', ' https://a.example/x '],
    ['HTTP+NOTRACK://a.example/x', 'HTTP://a.example/x'],
  ])("makes an address that opens of Postal's mark and leaves it untracked: %j", (text, expected) => {
    expect(wrapText(text)).toBe(expected);
    expect(renderText(prepareText(text, context))).toBe(expected);
    expect(codes(text)).toEqual([['no-track']]);
  });
});

describe('the end of a link in a text', () => {
  it('is never a dash or an underscore, which some programs exclude', () => {
    const prepared = prepareText('https://a.example/', wrapping);
    const registered = wrappingFor(prepared.urls);
    const seen = new Set<string>();
    for (let key = 0; key < 4000; key++) {
      const mail = render(prepared, registered, { id: `r${'x'.repeat(key % 4)}${key}` });
      expect(mail).toMatch(/(?:[A-Za-z0-9]|[-_]\?t)$/);
      seen.add(mail.slice(-1));
      const sealed = /\/c\/([\w-]+)/.exec(mail)?.[1] ?? '';
      expect(opens(sealed)).toBe(firstLink);
    }
    expect(seen.size).toBeGreaterThan(10);
  });
});

function opens(sealed: string): number | undefined {
  const key = decodeKey(wrappingFor([]).opens?.key ?? '');
  return openToken('c', sealed, 'click.brand.example', () => key)?.id;
}

const fragments = [
  ...[
    'https://a.example/',
    'http://b.example/x?y=1&z=2',
    'https://c.example',
    'HTTPS://D.example/%7E',
    'www.e.example',
  ],
  ...['https://a.example/w_(x)', 'https://a.example/ü', 'https://{{host}}/', 'https://a.example/{{ id }}', 'brand.com'],
  ...['https://click.brand.example/c/abc', 'https://user:pw@a.example/', '[[data-msys-clicktrack="0"]]', '[[a="b"]]'],
  ...[
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '](',
    '{',
    '}',
    '"',
    "'",
    '*',
    '_',
    '-',
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    '|',
    '@',
    '/',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\uD800',
    '\uFEFF',
    'a',
    'Unsubscribe ',
    '。',
    'の',
    '👍',
    '“',
    '”',
    '%',
    '=',
    '#',
    '&amp;',
  ],
  ...['{{name}}', '{% if x %}', '{% endif %}', '*|A|*', '%%x%%', '<URL:', '[1]: ', '> ', '\\'],
];
const texts = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fragments) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));
const runs = { numRuns: 3000 };

describe('any text', () => {
  it('keeps every byte outside of wrapped addresses', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { pieces, gaps } = prepareText(text, wrapping);
        const undone = pieces.map((piece, index) => piece + (gaps[index]?.original ?? '')).join('');
        expect(undone).toBe(text);
        for (const gap of gaps) expect(gap.original).toMatch(/^https?:\/\//i);
      }),
      runs,
    );
  });

  it('does not change when it is wrapped again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = wrapText(text);
        expect(wrapText(once)).toBe(once);
      }),
      runs,
    );
  });

  it('has wrapped links that link-detecting programs find exactly, and that lead to their destinations', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const prepared = prepareText(text, wrapping);
        const found = findTextLinks(renderText(prepared)).flatMap(({ raw }) => {
          const sealed = /^https:\/\/click\.brand\.example\/c\/([\w-]+)(?:\?t)?$/.exec(raw)?.[1];
          const id = sealed === undefined ? undefined : opens(sealed);
          return id === undefined ? [] : [id - firstLink];
        });
        expect(found).toEqual(prepared.gaps.map((gap) => gap.kind === 'link' && gap.urlIndex));
        const wanted = prepared.report.links.flatMap(({ url, originalUrl }) =>
          url ? [URL.parse(originalUrl)?.href] : [],
        );
        expect(found.map((target) => prepared.urls[target])).toEqual(wanted);
      }),
      runs,
    );
  });

  it('renders identically after a JSON round trip', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const prepared = prepareText(text, wrapping);
        expect(renderText(JSON.parse(JSON.stringify(prepared)))).toBe(renderText(prepared));
      }),
      { numRuns: 300 },
    );
  });

  it('takes linear time', () => {
    const line = 'Shop: https://a.example/x?y={{id}} or (https://b.example/).\r\n';
    expect(growth(wrapText, line, 60_000)).toBeLessThan(10);
  });
});
