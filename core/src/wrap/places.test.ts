import { describe, expect, it } from 'vitest';
import type { KnownDeepLink } from '../deep-links/alternatives.ts';
import { growth } from '../growth.testing.ts';
import { prepareMailingParts } from './parts.ts';
import { prepare } from './prepare.ts';
import { context, wrapOnce } from './promise.testing.ts';

const shop = 'https://brand.com/shop';
const placesOf = (html: string) => {
  const { urls, labels } = prepare(html, context);
  return urls.map((url, place) => [url.replace('https://brand.com/', ''), labels[place]]);
};

describe('a link that stands at two places of a mail', () => {
  const html = `<a href="${shop}"><img src="hero.png" alt="New shoes"></a><a href="https://brand.com/">Home</a>
    <a href="${shop}" data-track-label="hero button">Shop now</a>`;

  it('is registered for each, with its text, the alternative text of its image, or the name its sender gave it', () => {
    expect(placesOf(html)).toEqual([
      ['shop', 'New shoes'],
      ['', 'Home'],
      ['shop', 'hero button'],
    ]);
  });

  it('has a wrapped link for each, while the mail keeps every other byte', () => {
    const wrapped = wrapOnce(html, { trackOpens: false });
    const links = [...wrapped.html.matchAll(/https:\/\/click\.brand\.example\/c\/[\w-]+/g)].map(([link]) => link);
    expect(new Set(links).size).toBe(3);
    expect(wrapped.targets).toEqual([shop, 'https://brand.com/', shop]);
    const originals = [shop, 'https://brand.com/', shop];
    expect(wrapped.html.replace(/https:\/\/click\.brand\.example\/c\/[\w-]+/g, () => originals.shift()!)).toBe(html);
    for (const link of links) expect(link.length - 'click.brand.example'.length + 11).toBeLessThanOrEqual(48);
  });

  it('has the same places each time the same mail is prepared', () => {
    expect(prepare(html, context)).toEqual(prepare(html, context));
  });

  it('keeps its values that pass through apart', () => {
    const { urls, gaps } = prepare(
      '<a href="https://brand.com/?a={{x}}">1</a><a href="https://brand.com/?a={{y}}">2</a>',
      {
        ...context,
        trackOpens: false,
        mergeTags: 'pass-through',
      },
    );
    expect(urls).toEqual(['https://brand.com/?a=<1>', 'https://brand.com/?a=<1>']);
    expect(gaps).toMatchObject([
      { urlIndex: 0, tags: ['{{x}}'] },
      { urlIndex: 1, tags: ['{{y}}'] },
    ]);
  });
});

describe('a button that is drawn twice, for Outlook and for every other program', () => {
  const shape = (label: string, url = shop) =>
    `<!--[if mso]><v:roundrect href="${url}"><center>${label}</center></v:roundrect><![endif]-->`;
  const anchor = (label: string, url = shop) => `<!--[if !mso]><!--><a href="${url}">${label}</a><!--<![endif]-->`;

  it('is one place', () => {
    expect(placesOf(shape('Buy') + anchor('Buy'))).toEqual([['shop', 'Buy']]);
    expect(placesOf(anchor('Buy') + shape('Buy'))).toEqual([['shop', 'Buy']]);
    expect(placesOf(shape('') + anchor('Buy'))).toEqual([['shop', 'Buy']]);
  });

  it('is one place for each button, however many follow each other', () => {
    expect(placesOf(shape('Buy') + anchor('Buy') + shape('Buy') + anchor('Buy'))).toHaveLength(2);
  });

  it('is two places if words or destinations differ, or something stands between', () => {
    expect(placesOf(shape('Buy') + anchor('More'))).toHaveLength(2);
    expect(placesOf(shape('Buy') + anchor('Buy', 'https://brand.com/'))).toHaveLength(2);
    expect(placesOf(`${shape('Buy')}<a href="mailto:x@brand.com">Write</a>${anchor('Buy')}`)).toHaveLength(2);
  });
});

describe('the parts of a mail', () => {
  it('share places in order, and the HTML names them', () => {
    const parts = prepareMailingParts(
      {
        html: `<a href="${shop}">Logo</a><a href="${shop}">Shop now</a>`,
        text: `Shop: ${shop}\n\nSee also: ${shop}\n\nOnce more: ${shop}\n`,
      },
      { ...context, text: 'wrap' },
    );
    expect(parts.urls).toEqual([shop, shop, shop]);
    expect(parts.labels.slice(0, 2)).toEqual(['Logo', 'Shop now']);
    expect(parts.text?.gaps).toMatchObject([{ urlIndex: 0 }, { urlIndex: 1 }, { urlIndex: 2 }]);
  });

  it('share places of app links, which no other link has', () => {
    const other = 'https://brand.com/shop?utm_source=x';
    const kept: KnownDeepLink = { outcome: 'kept', reason: 'confirmed', app: 'x' };
    const outcomes = new Map([
      [shop, kept],
      [other, { ...kept, choice: 'track' } as const],
    ]);
    // The second one is where the first one leads with the project's parameters.
    const utm = { parameters: [{ name: 'utm_source', value: 'x' }], excludedHosts: [], names: {} };
    const html = `<a href="${shop}">Shop</a><a href="${other}">Shop</a>`;
    const parts = prepareMailingParts({ html, amp: html }, { ...context, outcomes, utm });
    expect([parts.urls, parts.appLinks]).toEqual([[other, other], [0]]);
    expect(parts.amp?.gaps).toMatchObject([{ urlIndex: 0, appLink: true }, { urlIndex: 1 }, {}]);
  });

  it('are told apart in linear time, however many links lead to one address', () => {
    const read = (html: string) => prepareMailingParts({ html, amp: html }, context);
    expect(growth(read, `<a href="${shop}">x</a>`)).toBeLessThan(10);
  });
});
