import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownDeepLink } from '../../deep-links/alternatives.ts';
import { growth, slowness, workClock } from '../../growth.testing.ts';
import { sendingSystems, templateLanguages } from '../../links/merge-tags/systems.data.ts';
import { addParameters } from '../../links/utm/utm.ts';
import { fewerMailRuns, hold, propertyTimeoutMs } from '../../runs.testing.ts';
import { EveryLink } from '../every-link.testing.ts';
import { mailCase } from '../mail-like.testing.ts';
import { prepareMailingParts, renderMailingParts } from '../parts.ts';
import { context, openGenuine, recipient, wrapOnce, wrappingFor } from '../promise.testing.ts';
import { compare } from './compare.ts';
import { sha256Of } from './hash.ts';
import { unwrap } from './unwrap.ts';

const link = (href: string) => `<p><a href=${href}>x</a></p>`;

/** The changes of a comparison without what differs for each token, and whether the mail comes back. */
function provenOf(before: string, after: string, part: 'html' | 'text' = 'html') {
  const comparison = compare(before, after, { part, open: openGenuine });
  expect(comparison.difference).toBeNull();
  expect(comparison.sha256.after).toBe(comparison.sha256.before);
  expect(unwrap(after, comparison)).toBe(before);
  for (const { before: range, after: other } of comparison.changes) {
    expect(before.slice(range.start, range.end)).toBe(range.text);
    expect(after.slice(other.start, other.end)).toBe(other.text);
  }
  return comparison.changes.map(({ kind, before: { text }, content }) => [kind, text, content?.id]);
}

/** What is known of a link that got parameters instead of being wrapped, and of the link with them. */
const withParameters = (url: string) => {
  const breaks = { outcome: 'breaks', reason: 'rule', app: 'ABCDE12345.com.brand.shop', rule: '*' } as const;
  return new Map<string, KnownDeepLink>([
    [url, { ...breaks, choice: 'parameters' }],
    [addParameters(url, utm.parameters).url, breaks],
  ]);
};
const utm = { parameters: [{ name: 'utm_source', value: 'news' }], excludedHosts: [], names: {} };

describe('a mail compared with its wrapped copy', () => {
  it('differs in the values of its links and in its pixel, with the offsets of both', () => {
    const html = link('"https://a.example/?x=1&amp;y=2"') + link("'mailto:a@b.example'") + link('https://b.example/');
    expect(provenOf(html, wrapOnce(html).html)).toEqual([
      ['link', 'https://a.example/?x=1&amp;y=2', 1000],
      ['link', 'https://b.example/', 1001],
      ['pixel', '', 7],
    ]);
  });

  it.each([
    'https://a.example/x',
    'https://a.example/c/shoes',
    'https://a.example/a/1',
    'https://a.example/c/shoes?x=1#top',
  ])('has parameters where they were chosen instead of wrapping a link: %s', (url) => {
    for (const quote of ['"', "'", '']) {
      const html = link(`${quote}${url}${quote}`);
      const { html: copy } = wrapOnce(html, { trackOpens: false, utm, outcomes: withParameters(url) });
      expect(copy).toContain('utm_source');
      expect(provenOf(html, copy)).toEqual([['parameters', url, undefined]]);
    }
  });

  it.each([
    ['a byte order mark', `\uFEFF${link('"https://a.example/"')}`, {}, 2],
    ['lone surrogates', `\uD800${link('"https://a.example/"')}\uDC00`, {}, 2],
    ['NULs and every line break', `\0${link('"https://a.example/"')}\r\n\r\n`, {}, 2],
    ['entities without an end', link('"https://a.example/?a=1&b=2&ampc=&#38;d"'), {}, 2],
    ['VML for Outlook', `<!--[if mso]><v:rect href='https://a.example/'></v:rect><![endif]-->`, {}, 2],
    ['AMP', `<html amp4email><body>${link('"https://a.example/"')}</body></html>`, {}, 2],
    ['pixels at both ends', `<body>x${link('"https://a.example/"')}</body>`, { pixel: 'both' }, 3],
    ['a pixel where the author wants it', 'x{{waymark_open}}y', {}, 1],
    ['a placeholder of a pixel that is not wanted', 'x{{ waymark_open }}y', { trackOpens: false }, 1],
    ['a placeholder that is quoted', '<blockquote>{{waymark_open}}</blockquote>x', {}, 2],
    ['a scheme that no program opens', link('https+notrack://a.example/'), {}, 2],
    ['merge tags passed on', link('"https://a.example/{{ a }}?b=*|B|*"'), { mergeTags: 'pass-through' }, 2],
    ['no quotes where a tag needs them', link('https://a.example/{{a}}'), { mergeTags: 'pass-through' }, 2],
    ['a link that begins like the wrapped one', link('"https://click.brand.example"'), {}, 2],
  ] as const)('comes back from it: %s', (_, html, settings, changes) => {
    expect(provenOf(html, wrapOnce(html, settings).html)).toHaveLength(changes);
    const comparison = compare(html, wrapOnce(html, settings).html);
    for (const whom of [{ mergeTag: '{{ subscriber.id }}' }, { id: 'ü'.repeat(90) }, {}, { tracking: 'off' }] as const)
      expect(unwrap(wrapOnce(html, settings, whom).html, comparison)).toBe(html);
  });

  it('comes back with values passed on in the tags of every system', () => {
    const tags = [...sendingSystems, ...templateLanguages].flatMap(({ tags, alone = [] }) => [...tags, ...alone]);
    const wrapped = tags.filter((tag) => {
      const html = `<a href='https://a.example/?a=${tag}'>x</a>`;
      const settings = { mergeTags: 'pass-through', trackOpens: false } as const;
      return provenOf(html, wrapOnce(html, settings).html).length > 0;
    });
    expect(wrapped).toEqual(expect.arrayContaining(['{{first_name}}', '*|FNAME|*', '~Contact.Email~', '-name-']));
  });

  it('comes back from copies of earlier versions, which did not close their links', () => {
    const html = link('"https://a.example/{{ a }}?b=*|B|*"') + link('https://b.example/');
    const { html: copy } = wrapOnce(html, { mergeTags: 'pass-through' }, { mergeTag: '{{ subscriber.id }}' });
    expect(copy.split('&amp;t"')).toHaveLength(4);
    expect(provenOf(html, copy)).toEqual(provenOf(html, copy.replaceAll('&amp;t"', '"')));
  });

  it('keeps what it has of an earlier mail', () => {
    const [quoted, own] = ['https://old.example/', 'https://new.example/'].map((href) => link(`"${href}"`));
    const html = `${own}<blockquote>${wrapOnce(quoted!, {}, { id: 'earlier' }).html}</blockquote>`;
    expect(provenOf(html, wrapOnce(html).html)).toEqual([
      ['link', 'https://new.example/', 1000],
      ['pixel', '', 7],
    ]);
  });

  it('says which byte differs otherwise, and proves nothing', () => {
    const html = `<h1>ä</h1>${link('"https://a.example/"')}<p>\r\n</p>`;
    const { html: copy } = wrapOnce(html);
    const changed = copy.replace('\r\n', '\n');
    const { difference, sha256 } = compare(html, changed, { open: openGenuine });
    expect(difference).toEqual({ code: 'other', before: html.indexOf('\r'), after: copy.indexOf('\r') });
    expect(sha256.after).not.toBe(sha256.before);
    expect(unwrap(changed, compare(html, copy))).toBeUndefined();
  });

  const pixelMail =
    '<!doctype html><html><head><title>A mail</title></head><body><!-- a note --><!--[if mso]><p>Outlook</p><![endif]-->' +
    '<p title="hello world">some words</p><a href="mailto:a@b.example">x</a></body></html>';
  const [pixel = ''] = /<img [^>]*>/.exec(wrapOnce(pixelMail).html) ?? [];

  it('may have its pixel where wrapping writes one, and nowhere else', () => {
    const wrapped = (['start', 'end'] as const).map((at) => wrapOnce(pixelMail, { pixel: at }).html.indexOf(pixel));
    const accepted = Array.from({ length: pixelMail.length + 1 }, (_, at) => at).filter((at) => {
      const copy = pixelMail.slice(0, at) + pixel + pixelMail.slice(at);
      return compare(pixelMail, copy, { open: openGenuine }).difference === null;
    });
    expect(accepted).toEqual(wrapped);
  });

  it.each<[where: string, html: string, copy: string, part?: 'html' | 'text']>([
    ['twice at one place', '<p>x</p>', `<p>x</p>${pixel}${pixel}`],
    ['beside the place of its author', 'x{{waymark_open}}y', `x${pixel}y${pixel}`],
    ['in a mail that is quoted', '<blockquote>{{waymark_open}}</blockquote>x', `<blockquote>${pixel}</blockquote>x`],
    ['in AMP, as an element that is not valid there', '<html amp4email><body>x', `<html amp4email><body>x${pixel}`],
    ['in a text', 'x', `x${pixel}`, 'text'],
  ])('has no pixel %s', (_, html, copy, part = 'html') => {
    expect(compare(html, copy, { part, open: openGenuine }).difference?.code).toBe('other');
  });

  it('says that a wrapped link is not genuine, and still explains the others', () => {
    const html = link('"https://a.example/"') + link('"https://b.example/"');
    const { html: copy } = wrapOnce(html);
    const forged = copy.replace(/(?<=\/c\/\w{5})./, (old) => (old === 'Q' ? 'R' : 'Q'));
    const { changes, difference } = compare(html, forged, { open: openGenuine });
    expect(difference).toMatchObject({ code: 'not-genuine', before: html.indexOf('https') });
    expect(changes.map(({ kind }) => kind)).toEqual(['link', 'pixel']);
    expect(compare(html, forged).difference).toBeNull();
  });
});

it.each([
  ['', ''],
  ['ä€\u{1F600}', 'c3a4e282acf09f9880'],
  ['\uFEFFa\0', 'efbbbf6100'],
  ['a\uD800b\uDC00\uD800\u{1F600}', '61eda08062edb080eda080f09f9880'],
])('the SHA-256 of %j is that of its bytes', (text, bytes) => {
  expect(sha256Of(text)).toBe(createHash('sha256').update(Buffer.from(bytes, 'hex')).digest('hex'));
});

const textParts = fc
  .array(
    fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.constantFrom(
        ...['https://a.example/x', 'http://b.example', 'www.c.example', 'https+notrack://d.example/y', '{{ tag }}'],
        ...['-', '_', '.', ',', ' ', '\n', '\r\n', '(', ')', '<', '>', '[', ']', '"', 'ü', '。', '\uD800', 'word', '*'],
      ),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('whatever mail', () => {
  it(
    'a text part comes back from its copy',
    () => {
      const known = fc.option(fc.nat().map((seed) => new EveryLink(seed)));
      const property = fc.property(textParts, fc.boolean(), known, (text, byTag, outcomes) => {
        const rules = outcomes === null ? context : { ...context, outcomes };
        const prepared = prepareMailingParts({ text }, { ...rules, text: 'wrap' });
        const whom = byTag ? { mergeTag: '{{subscriber.id}}' } : recipient;
        const { text: copy = '' } = renderMailingParts(prepared, wrappingFor(prepared.urls), whom);
        const links = provenOf(text, copy, 'text').filter(([kind]) => kind === 'link');
        expect(links).toHaveLength(prepared.text?.report.counts.wrap ?? 0);
      });
      console.log(`a text part comes back: ${hold(property, fewerMailRuns)}`);
    },
    propertyTimeoutMs,
  );

  it(
    'a changed byte is found, wherever it is',
    () => {
      const anywhere = fc.record({
        at: fc.nat(),
        length: fc.constantFrom(0, 1),
        text: fc.constantFrom('', 'Q', '"', 'ä'),
      });
      const property = fc.property(mailCase, anywhere, ({ html, settings, whom }, { at, length, text }) => {
        const copy = wrapOnce(html, settings, whom).html;
        const start = at % (copy.length + 1);
        const changed = copy.slice(0, start) + text + copy.slice(start + length);
        fc.pre(changed !== copy);
        const { changes, difference } = compare(html, changed, { open: openGenuine });
        if (difference !== null) return;
        // Nor does one cover parameters that a link got instead of being wrapped: they are shown.
        if (changes.some(({ kind, after }) => kind === 'parameters' && !copy.includes(after.text))) return;
        // No token covers the merge tag for the recipient's id: where there is only one, it is for the reader to know.
        const tags = changes.flatMap(({ token }) => (token ? [token.recipientTag] : []));
        expect([changed, tags.length, tags[0] !== whom.mergeTag]).toEqual([changed, 1, true]);
      });
      console.log(`a changed byte is found: ${hold(property, fewerMailRuns)}`);
    },
    propertyTimeoutMs,
  );
});

describe('time is linear', () => {
  const both = (html: string) => unwrap(html, compare(html, html));

  it.each([
    '<',
    '"',
    '\uD800',
    'é',
    '{{ waymark_open }}',
    '<a href=https+notrack://a.example>',
    '<a href=https://a.example/c/x>',
    '<img src="https://a.example/o/x.gif?r={{',
  ])('in the number of repetitions of %j', (part) => {
    expect(growth(both, part)).toBeLessThan(10);
  });

  it('for ten megabytes, in less than 2 seconds', () => {
    const html =
      `<p>${'a mail of words and \u00fcmlauts '.repeat(20)}</p>${link('"https://a.example/?a=1&amp;b=2"')}`.repeat(
        16_500,
      );
    const { html: copy } = wrapOnce(html);
    const start = workClock();
    const comparison = compare(html, copy);
    const took = (workClock() - start) / slowness();
    console.log(
      `${(html.length / 1e6).toFixed(1)} MB with ${comparison.changes.length} changes compared in ${Math.round(took)} ms`,
    );
    expect(comparison.difference).toBeNull();
    expect(took).toBeLessThan(2000);
  });
});
