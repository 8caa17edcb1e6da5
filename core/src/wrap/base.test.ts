import { describe, expect, it } from 'vitest';
import type { VerdictContext } from '../links/verdict.ts';
import { scan } from '../mail/scan.ts';
import { judgeLinks } from './judge.ts';
import { prepare } from './prepare.ts';
import { context } from './promise.testing.ts';

const base = '<base href="https://brand.com/news/november.html">';
const judged = (html: string, rules: VerdictContext = {}) =>
  judgeLinks(scan(html), rules).map(({ verdict }) => verdict);
const targets = (html: string) => prepare(html, { ...context, trackOpens: false }).urls;
const codes = (html: string) => prepare(html, context).report.findings.map(({ code }) => code);

describe('a relative link in a mail with a base', () => {
  it.each([
    ['sale.html', 'https://brand.com/news/sale.html'],
    ['/sale?a=1&amp;b=2#c', 'https://brand.com/sale?a=1&b=2#c'],
    ['../a b', 'https://brand.com/a%20b'],
    ['./', 'https://brand.com/news/'],
    ['?page=2', 'https://brand.com/news/november.html?page=2'],
    [' sale.html\n', 'https://brand.com/news/sale.html'],
    ['//partner.example/x', 'https://partner.example/x'],
    ['größe', 'https://brand.com/news/gr%C3%B6%C3%9Fe'],
  ])('leads where a browser would go: %s', (href, target) => {
    expect(judged(`${base}<a href="${href}">x</a>`)).toMatchObject([{ action: 'wrap', url: target }]);
    expect(targets(`${base}<a href="${href}">x</a>`)).toEqual([target]);
  });

  it('has a finding that it depends on the base', () => {
    const [{ findings } = { findings: [] }] = judged(`${base}<a href="sale.html">x</a>`);
    expect(findings).toEqual([
      {
        code: 'base-href',
        severity: 'warning',
        details: { base: 'https://brand.com/news/november.html', address: 'https://brand.com/news/sale.html' },
      },
    ]);
  });

  it.each([
    ['//user:secret@partner.example/', 'refuse', 'credentials'],
    ['//localhost/', 'refuse', 'local-host'],
    ['//192.168.0.1/', 'refuse', 'local-host'],
    ['//click.brand.example/c/abc', 'leave', 'already-wrapped'],
    ['/unsubscribe?id=4711', 'leave', 'unsubscribe'],
    ['reset?token=4711abcdef', 'wrap', 'one-time'],
  ])('is judged by the whole address: %s → %s, %s', (href, action, code) => {
    const [verdict] = judged(`${base}<a href="${href}">x</a>`, { trackingHost: 'click.brand.example' });
    expect(verdict?.action).toBe(action);
    expect(verdict?.findings.map((found) => found.code)).toEqual(['base-href', code]);
  });

  it.each([
    ['', 'relative'],
    [' ', 'relative'],
    ['#', 'placeholder'],
    ['TODO', 'placeholder'],
    ['www.brand.com/x', 'missing-scheme'],
    ['jane@brand.com', 'missing-scheme'],
    ['{{url}}', 'merge-tag'],
    ['sale/{{id}}', 'merge-tag'],
    ['\\sale', 'relative'],
    ['/\\evil.example/x', 'protocol-relative'],
  ])('stays where nobody can have meant the base: %j', (href, code) => {
    const [verdict] = judged(`${base}<a href="${href}">x</a>`);
    expect(verdict).toMatchObject({ action: 'leave', findings: [{ code }] });
  });

  it('is left alone where its author opted out of tracking', () => {
    const [verdict] = judged(`${base}<a href="sale" data-track="off">x</a>`);
    expect(verdict).toMatchObject({ action: 'leave', findings: [{ code: 'base-href' }, { code: 'no-track' }] });
  });

  it('that only jumps within the mail is left alone, with a warning that some programs leave the mail', () => {
    const [verdict] = judged(`${base}<a href="#top">x</a>`);
    expect(verdict).toMatchObject({
      action: 'leave',
      findings: [{ code: 'base-href', details: { address: 'https://brand.com/news/november.html#top' } }],
    });
    expect(judged('<a href="#top">x</a>')).toEqual([{ action: 'leave', findings: [] }]);
  });

  it('does not affect an absolute link', () => {
    expect(judged(`${base}<a href="https://shop.example/">x</a><a href="mailto:a@b.example">`)).toEqual([
      { action: 'wrap', url: 'https://shop.example/', findings: [] },
      { action: 'leave', findings: [] },
    ]);
  });

  it('is wrapped in any quoting, in VML and when it precedes the base', () => {
    const html = `<a href=sale>x</a><!--[if mso]><v:rect href='sale'></v:rect><![endif]-->${base}`;
    expect(targets(html)).toEqual(['https://brand.com/news/sale']);
    expect(prepare(html, context).report.counts.wrap).toBe(2);
  });
});

describe('the base of a mail', () => {
  const link = '<a href="x">x</a>';

  it.each([
    ['the first counts', '<base href="https://a.example/"><base href="https://b.example/">', 'https://a.example/x'],
    ['one without an address is none', '<base target=_blank><base href="https://b.example/">', 'https://b.example/x'],
    ['capitals, entities and spaces', "<BASE HREF=' https&#58;//a.example/y/ '>", 'https://a.example/y/x'],
    ['http', '<base href="http://a.example/">', 'http://a.example/x'],
    ['in the body', '<body><p>y</p><base href="https://a.example/"></body>', 'https://a.example/x'],
    [
      'of duplicate attributes the first',
      '<base href="https://a.example/" href="https://b.example/">',
      'https://a.example/x',
    ],
  ])('%s', (_, markup, target) => {
    expect(targets(markup + link)).toEqual([target]);
    expect(codes(markup + link)).toEqual(['base-href']);
  });

  it.each([
    ['a relative one', '<base href="/news/">', ['base-href', 'relative']],
    ['one without a host', '<base href="//brand.com/">', ['base-href', 'protocol-relative']],
    ['one without a scheme', '<base href="www.brand.com">', ['base-href', 'missing-scheme']],
    ['a dangerous one', '<base href="javascript:alert(1)//">', ['base-href', 'dangerous-scheme']],
    ['data', '<base href="data:text/html,x">', ['base-href', 'dangerous-scheme']],
    ['a local one', '<base href="http://localhost/">', ['base-href', 'local-host']],
    ['one with a password', '<base href="https://a:b@brand.com/">', ['base-href', 'credentials']],
    ['another scheme', '<base href="mailto:a@b.example">', ['base-href']],
    ['an empty one', '<base href="">', ['base-href', 'relative']],
    [
      'a bad one before a good one',
      '<base href="data:,"><base href="https://a.example/">',
      ['base-href', 'dangerous-scheme'],
    ],
  ])('is as good as none, with the reason: %s', (_, markup, expected) => {
    expect(judged(markup + link)).toMatchObject([{ action: 'leave', findings: [{ code: 'relative' }] }]);
    expect(codes(markup + link)).toEqual(expected);
  });

  it.each([
    ['{{site}}', 'merge-tag'],
    ['https://brand.com/{{list}}/', 'merge-tag'],
    ['https://brand.com/*|LIST|*/', 'merge-tag'],
    ['https://brand.com/<?= $list ?>/', 'merge-tag'],
    ['https://{{list}}.brand.com/', 'merge-tag'],
    ['https://brand.com/{list}/', 'possible-merge-tag'],
  ])('leaves the links that it completes where a system fills it in: %s', (address, code) => {
    const html = `<base href="${address}">${link}`;
    for (const mergeTags of ['leave', 'pass-through'] as const) {
      expect(judged(html, { mergeTags })).toMatchObject([{ action: 'leave', findings: [{ code }] }]);
      const { urls, report } = prepare(html, { ...context, mergeTags });
      expect([urls, report.findings.map((found) => found.code)]).toEqual([[], ['base-href', code]]);
    }
    expect(judged(`<base href="${address}"><a href="#top">x</a>`)).toEqual([{ action: 'leave', findings: [] }]);
  });

  it.each([
    ['a comment', '<!-- <base href="https://a.example/"> -->'],
    ['a conditional comment', '<!--[if mso]><base href="https://a.example/"><![endif]-->'],
    ['a template', '<template><base href="https://a.example/"></template>'],
    ['a drawing', '<svg><base href="https://a.example/"></base></svg>'],
    ['a style', '<style><base href="https://a.example/"></style>'],
    ['an attribute', '<p title=\'<base href="https://a.example/">\'>y</p>'],
  ])('is not what readers find in %s', (_, markup) => {
    expect(judged(markup + link)).toMatchObject([{ action: 'leave', findings: [{ code: 'relative' }] }]);
  });
});
