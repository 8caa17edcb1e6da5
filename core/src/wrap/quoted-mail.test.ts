import { describe, expect, it } from 'vitest';
import { prepare } from './prepare.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true } as const;
const pixel = '<img src="https://click.brand.com/o/AAECAwQFBgcICQoLDA.gif">';

/** The mail with `•` in its gaps, and the codes of findings about it. */
function wrapped(html: string) {
  const { pieces, report } = prepare(html, context);
  return [pieces.join('•'), report.findings.map(({ code }) => code).join(' ')];
}

describe('a mail that quotes an older one', () => {
  it.each([
    [`<p>x</p><blockquote>${pixel}</blockquote>`, `<p>x</p><blockquote>${pixel}</blockquote>•`],
    [`<BLOCKQUOTE type=cite><p>${pixel}</p></BLOCKQUOTE>y`, `<BLOCKQUOTE type=cite><p>${pixel}</p></BLOCKQUOTE>y•`],
    [
      `<blockquote>a<blockquote>${pixel}</blockquote>b</blockquote>`,
      `<blockquote>a<blockquote>${pixel}</blockquote>b</blockquote>•`,
    ],
  ])('gets a pixel of its own beside the one that is quoted, and says so: %s', (html, expected) => {
    expect(wrapped(html)).toEqual([expected, 'quoted-pixel']);
  });

  it.each([
    `<p>x</p>${pixel}`,
    `<blockquote>a</blockquote>${pixel}`,
    `<blockquote>a${pixel}`,
    `</blockquote>${pixel}`,
    `<blockquote>${pixel}</blockquote>${pixel.replace('AAEC', 'BBEC')}`,
  ])('gets no second one where its own is not in a quotation: %s', (html) => {
    expect(wrapped(html)[0]).toBe(html);
  });

  it('has no pixel in the place that the older one had for its own', () => {
    expect(wrapped('<blockquote>{{ waymark_open }}</blockquote>x')).toEqual(['<blockquote></blockquote>x•', '']);
  });

  it('says nothing of a pixel that is not ours, and nothing without one', () => {
    expect(wrapped('<blockquote><img src="https://a.example/o/x.gif"></blockquote>')[1]).toBe('');
    expect(wrapped('<blockquote>x</blockquote>')[1]).toBe('');
  });

  it('keeps the links of the older one', () => {
    const html = '<blockquote><a href="https://click.brand.com/c/AbC">x</a></blockquote>';
    expect(prepare(html, context).report.links).toMatchObject([
      { action: 'leave', findings: [{ code: 'already-wrapped' }] },
    ]);
  });
});
