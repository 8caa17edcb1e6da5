import { describe, expect, it } from 'vitest';
import { prepareMailingParts, renderMailingParts } from './parts.ts';
import { prepare } from './prepare.ts';
import { context, recipient, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

const wrapping = { ...context, text: 'wrap' } as const;
const html = '<html><body><a href="https://a.example/">A</a> <a href="https://b.example/">B</a></body></html>';
const text = 'B: https://b.example/\nC: https://c.example/\n';
const amp = '<html ⚡4email><body><a href="https://a.example/">A</a> <a href="https://d.example/">D</a></body></html>';
const mail = { html, text, amp };
const link = /https:\/\/click\.brand\.example\/c\/[\w-]+(?:\?t)?/g;
const tokens = (part: string | undefined) => part?.match(link) ?? [];

describe('the parts of a mail', () => {
  const prepared = prepareMailingParts(mail, wrapping);
  const rendered = renderMailingParts(prepared, wrappingFor(prepared.urls), recipient);

  it('share one list of destinations, so that the mail is registered once', () => {
    expect(prepared.urls).toEqual([
      'https://a.example/',
      'https://b.example/',
      'https://d.example/',
      'https://c.example/',
    ]);
    for (const part of [prepared.html, prepared.text, prepared.amp]) expect(part?.urls).toEqual(prepared.urls);
  });

  it('have the same wrapped link for the same destination', () => {
    const [a, b] = tokens(rendered.html);
    expect(tokens(rendered.text)[0]).toBe(b);
    expect(tokens(rendered.amp)[0]).toBe(a);
    expect(new Set([...tokens(rendered.html), ...tokens(rendered.text), ...tokens(rendered.amp)]).size).toBe(4);
  });

  it('have one pixel in each part that loads images', () => {
    expect(rendered.html).toContain('<img src="https://click.brand.example/o/');
    expect(rendered.amp).toContain('<amp-img src="https://click.brand.example/o/');
    expect(rendered.text).not.toContain('/o/');
  });

  it('equal the originals when tracking is off', () => {
    expect(renderMailingParts(prepared, wrappingFor(prepared.urls), { tracking: 'off' })).toEqual(mail);
  });

  it('survive a JSON round trip, and a second wrapping', () => {
    const travelled = JSON.parse(JSON.stringify(prepared));
    expect(renderMailingParts(travelled, wrappingFor(prepared.urls), recipient)).toEqual(rendered);
    const again = prepareMailingParts(rendered, wrapping);
    expect(again.urls).toEqual([]);
    expect(renderMailingParts(again, wrappingFor([]), recipient)).toEqual(rendered);
  });

  it.each(['html', 'text', 'amp'] as const)('may be %s alone', (name) => {
    const alone = prepareMailingParts({ [name]: mail[name] }, wrapping);
    expect(Object.keys(alone).sort()).toEqual([name, 'labels', 'urls'].sort());
    expect(Object.keys(renderMailingParts(alone, wrappingFor(alone.urls)))).toEqual([name]);
  });

  it('may all be missing', () => {
    expect(prepareMailingParts({}, wrapping)).toEqual({ urls: [], labels: [] });
  });

  it('are prepared as if each were alone', () => {
    const { html: prepared } = prepareMailingParts({ html }, context);
    expect(prepared).toEqual(prepare(html, context));
    expect(render(prepare(html, context), wrappingFor(prepare(html, context).urls), recipient)).toBe(rendered.html);
  });
});

describe('what the author opted out of tracking in the HTML', () => {
  const address = 'https://a.example/activate/4f2a';
  const partsFor = (attributes: string, words = 'x', shown = address) =>
    prepareMailingParts(
      { html: `<a href="${address}"${attributes}>${words}</a>`, text: `Open ${shown} now` },
      wrapping,
    );

  it.each([
    [' data-track="off"', 'no-track'],
    [' clicktracking=off', 'no-track'],
    [' data-msys-clicktrack="0"', 'no-track'],
    [' class="button untracked"', 'no-track'],
    [' rel="unsubscribe"', 'unsubscribe'],
  ])('is left alone in the text too: %s', (attributes, code) => {
    const { text, urls } = partsFor(attributes);
    expect(urls).toEqual([]);
    expect(text?.report.links).toMatchObject([{ action: 'leave', findings: [{ code }] }]);
  });

  it('is recognised by its destination, not its spelling', () => {
    expect(partsFor(' data-track="off"', 'x', 'HTTPS://A.example/activate/4f2a').urls).toEqual([]);
    expect(partsFor(' data-track="off"', 'x', 'https://a.example/activate/9999').urls).toHaveLength(1);
  });

  it('is recognised by the text of the link as well', () => {
    expect(partsFor('', 'Unsubscribe').urls).toHaveLength(1);
    expect(
      prepareMailingParts(
        { html: '<a href="https://a.example/?u=4711">Abmelden</a>', text: 'https://a.example/?u=4711' },
        wrapping,
      ).urls,
    ).toEqual([]);
  });

  it("is recognised by Postal's scheme", () => {
    const { urls } = prepareMailingParts(
      { html: `<a href="https+notrack://a.example/x">x</a>`, text: 'https://a.example/x' },
      wrapping,
    );
    expect(urls).toEqual([]);
  });

  it('applies to links in AMP', () => {
    const { urls } = prepareMailingParts(
      { amp: `<a href="${address}" data-track="off">x</a>`, text: address },
      wrapping,
    );
    expect(urls).toEqual([]);
  });
});

describe('a word glued to an address of the HTML', () => {
  const glued = (html: string, text: string) => {
    const { text: part } = prepareMailingParts({ html, text }, wrapping);
    return part?.report.links.map(({ action, findings }) => [action, ...findings.map(({ code }) => code)]);
  };
  const address = 'https://brand.com/?utm_campaign=nov';

  it('keeps the link in the text as it is, and is named', () => {
    const { text, urls } = prepareMailingParts(
      { html: `<a href="${address}&amp;x=1">x</a><a href="${address}">y</a>`, text: `${address}Product of the day` },
      wrapping,
    );
    expect(urls).toEqual([`${address}&x=1`, address]);
    expect(text?.report.links[0]?.findings).toEqual([
      { code: 'glued-word', severity: 'warning', details: { url: address, text: 'Product' } },
    ]);
  });

  it.each([
    [`<a href="${address}">x</a>`, `${address}product`],
    ['<a href="https://brand.com">x</a>', 'https://brand.comShop'],
    ['<a href="HTTPS://Brand.com/sale">x</a>', 'https://brand.com/saleNow'],
    ['<a href="https://brand.com/a">x</a><a href="https://brand.com/ab">y</a>', 'https://brand.com/abc'],
  ])('is noticed in %s with %s', (html, text) => expect(glued(html, text)).toEqual([['leave', 'glued-word']]));

  it.each([
    [`<a href="${address}">x</a>`, address],
    [`<a href="${address}">x</a>`, `${address}&b=1`],
    [`<a href="${address}">x</a>`, `${address}2`],
    ['<a href="https://brand.com/">x</a>', 'https://brand.com/sale'],
    ['<a href="https://brand.com/a">x</a><a href="https://brand.com/about">y</a>', 'https://brand.com/about'],
  ])('is none in %s with %s', (html, text) => expect(glued(html, text)).toEqual([['wrap']]));
});

describe('a mail wrapped twice', () => {
  const own = 'https://click.brand.example/c/abc';
  const other = 'https://u1.ct.sendgrid.net/ls/click?upn=x';

  it.each([
    ['HTML', { html: `<a href="${own}">x</a>` }],
    ['HTML with a port', { html: '<a href="https://click.brand.example:8443/c/abc">x</a>' }],
    ['HTML by another spelling', { html: '<a href="HTTPS://CLICK.brand.example/c/abc?r={{id}}">x</a>' }],
    ['HTML for Outlook', { html: `<!--[if mso]><v:rect href="${own}"></v:rect><![endif]-->` }],
    ['HTML of another sender', { html: `<a href="${other}">x</a>` }],
    ['HTML marked by its author', { html: '<a href="https://a.example/" data-track="off">x</a>' }],
    ['a text', { text: `See ${own}.` }],
    ['a text with the end of its own', { text: `See <${own}-?t>` }],
    ['a text of another sender', { text: `See ${other}` }],
    ['AMP', { amp: `<html amp4email><body><a href="${own}">x</a></body></html>` }],
    ['AMP of another sender', { amp: `<html amp4email><body><a href="${other}">x</a></body></html>` }],
  ])('keeps its links: %s', (_, parts) => {
    const prepared = prepareMailingParts(parts, { ...wrapping, trackOpens: false });
    expect(prepared.urls).toEqual([]);
    expect(renderMailingParts(prepared, wrappingFor([]), recipient)).toEqual(parts);
  });
});
