import { describe, expect, it } from 'vitest';
import { prepare, type WrapContext } from './prepare.ts';

const context: WrapContext = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: true };
const reportOf = (html: string, settings: Partial<WrapContext> = {}) =>
  prepare(html, { ...context, ...settings }).report;
const codes = (html: string) => reportOf(html).findings.map(({ code, severity }) => [code, severity]);

describe('the report about a mail', () => {
  it('lists links in source order, each with its offset, its text and its verdict', () => {
    const html = '<a href="https://brand.com/a">A</a> <a href=mailto:x@brand.com>Write</a>';
    expect(reportOf(html).links).toEqual([
      {
        offset: 9,
        element: 'a',
        originalUrl: 'https://brand.com/a',
        text: 'A',
        action: 'wrap',
        url: 'https://brand.com/a',
        deepLink: 'depends-on-aasa',
        findings: [],
      },
      {
        offset: 44,
        element: 'a',
        originalUrl: 'mailto:x@brand.com',
        text: 'Write',
        action: 'leave',
        deepLink: 'none',
        findings: [],
      },
    ]);
  });

  it('counts links by action, and each destination once', () => {
    const link = '<a href="https://brand.com/">x</a>';
    const { counts, distinctUrls } = reportOf(`${link}${link}<a href="javascript:x">x</a><a href="#top">x</a>`);
    expect({ counts, distinctUrls }).toEqual({ counts: { wrap: 2, leave: 1, refuse: 1 }, distinctUrls: 1 });
  });

  it('measures UTF-8, before and after', () => {
    const html = '<body><a href="https://brand.com/ä">ä</a></body>';
    const { bytesBefore, bytesAfter } = reportOf(html, { trackOpens: false });
    expect(bytesBefore).toBe(Buffer.byteLength(html));
    expect(bytesAfter).toBe(
      bytesBefore - Buffer.byteLength('https://brand.com/ä') + `https://click.brand.com/c/${'x'.repeat(26)}`.length,
    );
  });

  it.each([
    ['nothing', 50_000, []],
    ['that it comes near what Gmail clips', 92_200, [['gmail-clip', 'info']]],
    ['that Gmail clips it', 102_400, [['gmail-clip', 'warning']]],
  ])('says %s about a mail of %i bytes', (_what, bytes, expected) => {
    expect(codes('x'.repeat(bytes))).toEqual(expected);
  });

  it('reports that the mail has a base address', () => {
    expect(codes('<base href="https://brand.com/"><a href="https://brand.com/a">A</a>')).toContainEqual([
      'base-href',
      'warning',
    ]);
  });

  it('gives the offsets of the base and of forms', () => {
    const { findings } = reportOf(
      '<base href="https://brand.com/"><form action=/vote></form><form action="/b"></form>',
    );
    expect(findings.map(({ code, details }) => [code, details])).toEqual([
      ['base-href', { base: 'https://brand.com/', offset: '12' }],
      ['form-action', { action: '/vote', offset: '45' }],
      ['form-action', { action: '/b', offset: '72' }],
    ]);
  });

  it('reports that the mail contains a form', () => {
    expect(codes('<form action="https://brand.com/vote"></form>')).toContainEqual(['form-action', 'warning']);
  });
});
