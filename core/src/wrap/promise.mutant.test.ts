import fc from 'fast-check';
import { parse, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { fires } from '../runs.testing.ts';
import { mailCase } from './mail-like.testing.ts';
import { type PreparedMail, prepare } from './prepare.ts';
import { type PromiseName, promises, type WrapMail } from './promise.conformance.ts';
import { context, wrapOnce, wrappingFor } from './promise.testing.ts';
import { render } from './render.ts';

// Deliberately broken wrapping: a promise that passes here would miss a real bug.

/** Wrapping that corrupts the prepared mail. */
function spoiled(spoil: (prepared: PreparedMail) => Partial<PreparedMail>): WrapMail {
  return (html, settings, whom) => {
    const prepared = prepare(html, { ...context, ...settings });
    const broken = { ...prepared, ...spoil(prepared) };
    return { html: render(broken, wrappingFor(broken.urls), whom), targets: broken.urls };
  };
}

/** Wrapping that corrupts the finished mail. */
function afterwards(change: (wrapped: string, original: string) => string): WrapMail {
  return (html, settings, whom) => {
    const wrapped = wrapOnce(html, settings, whom);
    return { ...wrapped, html: change(wrapped.html, html) };
  };
}

function piece(index: number, change: (text: string) => string): WrapMail {
  return spoiled(({ pieces }) => ({ pieces: pieces.map((text, at) => (at === index ? change(text) : text)) }));
}

const moved = (from: RegExp, to: string) =>
  afterwards((wrapped) => {
    const pixel = /<img src="https:[^"]*\/o\/[^>]*>/.exec(wrapped)?.[0];
    return pixel === undefined ? wrapped : wrapped.replace(pixel, '').replace(from, () => to + pixel);
  });

const bytes = 'outside wrapped values every byte is kept';
const nothing = 'with nothing to wrap the mail is kept';
const tree = 'a standards parser sees the same tree but for wrapped values and the pixel';
const destination = 'every wrapped value opens to the destination decided on, and every other is kept';
const twice = 'wrapping twice is wrapping once';
const rendering = 'rendering a prepared mail is wrapping it';
const proof = 'the mail comes back from every copy, and comparing it with one explains every change';

const mutants: readonly [breaks: PromiseName, name: string, wrapMail: WrapMail][] = [
  [bytes, 'an edit one byte too long', piece(1, (text) => text.slice(1))],
  [bytes, 'an edit one byte too short', piece(1, (text) => `/${text}`)],
  [bytes, 'line breaks made all alike', afterwards((wrapped) => wrapped.replace(/\r\n?/g, '\n'))],
  [bytes, 'an entity written anew', afterwards((wrapped) => wrapped.replace('&nbsp;', '\u00a0'))],
  [bytes, 'an author’s quotes changed', afterwards((wrapped) => wrapped.replace(/='([^'">]*)'/, '="$1"'))],
  [nothing, 'a byte order mark dropped', afterwards((wrapped) => wrapped.replace(/^\uFEFF/, ''))],
  [nothing, 'text made well-formed', afterwards((wrapped) => wrapped.toWellFormed())],
  [nothing, 'links of others unescaped', afterwards((wrapped) => wrapped.replaceAll('&amp;', '&'))],
  [tree, 'an edit that eats a quote', piece(1, (text) => text.replace(/^["']/, ''))],
  [tree, 'a parser’s tidying', afterwards((wrapped) => serialize(parse(wrapped)))],
  [
    tree,
    'merge tags handed on in the wrong order',
    spoiled(({ gaps }) => ({
      gaps: gaps.map((gap) => (gap.kind === 'link' && gap.tags ? { ...gap, tags: gap.tags.toReversed() } : gap)),
    })),
  ],
  [tree, 'the pixel in a comment', moved(/<!--(?!-?>)/, '<!--')],
  [tree, 'the pixel in a title', moved(/<title>/, '<title>')],
  [
    tree,
    'raw text taken for links',
    afterwards((wrapped) => wrapped.replaceAll('https://raw.example/', 'https://x.y/')),
  ],
  [
    destination,
    'two links with each other’s destination',
    spoiled(({ gaps }) => ({
      gaps: gaps.map((gap) => (gap.kind === 'link' && gap.urlIndex < 2 ? { ...gap, urlIndex: 1 - gap.urlIndex } : gap)),
      urls: ['https://one.example/', 'https://two.example/'],
    })),
  ],
  [
    destination,
    'app links that are none',
    spoiled(({ gaps }) => ({
      gaps: gaps.map((gap) => {
        if (gap.kind !== 'link') return gap;
        const { appLink: _, ...other } = gap;
        return other;
      }),
    })),
  ],
  [
    destination,
    'parameters forgotten',
    spoiled(({ gaps }) => ({
      gaps: gaps.map((gap) => (gap.kind === 'parameters' ? { ...gap, text: gap.original } : gap)),
    })),
  ],
  [
    destination,
    'a destination registered with its entities',
    spoiled(({ urls }) => ({ urls: urls.map((target) => target.replaceAll('&', '&amp;')) })),
  ],
  [
    destination,
    'a destination without its fragment',
    spoiled(({ urls }) => ({ urls: urls.map((target) => target.replace(/#.*/, '')) })),
  ],
  [destination, 'a link forgotten', piece(1, (text) => text.replace(/<a /i, '<b '))],
  [
    twice,
    'our own links not recognised',
    (html, settings, whom) => wrapOnce(html, { ...settings, trackingHost: 'no.example' }, whom),
  ],
  [
    twice,
    'a second pixel',
    afterwards((wrapped) => wrapped + (/<img src="https:[^"]*\/o\/[^>]*>/.exec(wrapped)?.[0] ?? '')),
  ],
  [rendering, 'tracking not asked for', (html, settings, { id }) => wrapOnce(html, settings, { id: id ?? '1' })],
  [
    rendering,
    'a recipient’s id in anonymous tracking',
    (html, settings, whom) => wrapOnce(html, settings, { id: whom.id ?? '1' }),
  ],
  [proof, 'a link unescaped', afterwards((wrapped) => wrapped.replaceAll('&amp;', '&'))],
  [
    proof,
    'a token altered',
    afterwards((wrapped) => wrapped.replace(/(?<=\/c\/.)./, (old) => (old === 'Q' ? 'R' : 'Q'))),
  ],
  [
    proof,
    'something added to a wrapped link',
    afterwards((wrapped) => wrapped.replace(/(?<=\/c\/[\w-]+)(?=["'])/, '?x')),
  ],
  [proof, 'a pixel of another mailing', afterwards((wrapped) => wrapped.replace(/(?<=\/o\/.)./, '_'))],
];

describe('the promise that', () => {
  it.each(mutants)('%s is broken by %s', (breaks, _, wrapMail) => {
    const property = fc.property(mailCase, (given) => {
      expect(promises[breaks](wrapMail, given)).toBeUndefined();
    });
    expect(fires(property)).toBe(true);
  });

  it('mails are tested for each has a mutant', () => {
    expect(new Set(mutants.map(([breaks]) => breaks))).toEqual(new Set(Object.keys(promises)));
  });
});
