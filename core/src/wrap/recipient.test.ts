import { describe, expect, it } from 'vitest';
import { renderMailingParts } from './parts.ts';
import { prepare } from './prepare.ts';
import { context, wrapOnce, wrappingFor } from './promise.testing.ts';
import type { Recipient } from './recipient.ts';
import { render } from './render.ts';
import { wrap } from './wrap.ts';

const html = '<body><a href="https://a.example/">x</a></body>';
const prepared = prepare(html, context);
const wrapping = wrappingFor(prepared.urls);
const nothingToWrap = prepare('no link', { ...context, trackOpens: false });

/** Every way to render for somebody. */
function ways(recipient: unknown): (() => unknown)[] {
  const whom = recipient as Recipient;
  return [
    () => render(prepared, wrapping, whom),
    () => render(nothingToWrap, wrapping, whom),
    () => renderMailingParts({ html: prepared }, wrapping, whom),
    () => wrap('no link', { ...context, trackOpens: false }, wrappingFor, whom),
  ];
}

describe('a consent that is misspelt or missing', () => {
  it.each([
    'no',
    'None',
    'denied',
    'none',
    'OFF',
    ' off',
    'Anonymous',
    '',
    false,
    true,
    null,
    undefined,
    0,
    Number.NaN,
    [],
    {},
  ])('is an error and never counts as given: %j', (tracking) => {
    for (const way of ways({ id: '1', tracking })) expect(way).toThrow(TypeError);
    for (const way of ways({ id: '1', tracking })) expect(way).toThrow('is not a tracking: write identified');
  });

  it.each(['permission', 'Tracking', 'tracking ', 'traking', 'track', 'optedOut'])(
    'is an error under the name %j',
    (name) => {
      for (const way of ways({ id: '1', [name]: 'off' })) expect(way).toThrow(`has no "${name}"`);
    },
  );
});

describe('a sender who means somebody', () => {
  it.each([
    ['text', 'ada'],
    ['a number', 4711],
    ['nothing', null],
    ['a boolean', false],
    ['a list', ['1']],
    ['a Map', new Map([['id', '1']])],
    ['an object of a class', new (class Subscriber {})()],
    ['an address', { email: 'ada@brand.com' }],
    ['another spelling', { Id: '1' }],
    ['the id of before', { key: '1' }],
    ['an id that is missing', { id: undefined }],
    ['an id that is null', { id: null }],
    ['an empty id', { id: '' }],
    ['an id with half a character', { id: 'a\ud800' }],
    ['an id that is an object', { id: {} }],
    ['half a number', { id: 1.5 }],
    ['a negative number', { id: -1 }],
    ['a number that is not exact any more', { id: 2 ** 53 }],
    ['a merge tag that is missing', { mergeTag: undefined }],
    ['no id, but identified', { tracking: 'identified' }],
  ])('is told and not counted as nobody, with %s', (_, recipient) => {
    for (const way of ways(recipient)) expect(way).toThrow(TypeError);
  });

  it('may give a whole number as the id', () => {
    expect(wrapOnce(html, {}, { id: 4711 })).toEqual(wrapOnce(html, {}, { id: '4711' }));
    expect(wrapOnce(html, {}, { id: 0 })).toEqual(wrapOnce(html, {}, { id: '0' }));
  });

  it('may read the object from JSON, or make it without a prototype', () => {
    const bare = Object.assign(Object.create(null), { id: '4711' });
    expect(render(prepared, wrapping, bare)).toBe(render(prepared, wrapping, JSON.parse('{"id":"4711"}')));
  });
});

describe('a mail for nobody in particular', () => {
  it('is rendered without an object, with an empty one, and with anonymous tracking', () => {
    const shared = render(prepared, wrapping);
    expect(render(prepared, wrapping, {})).toBe(shared);
    expect(render(prepared, wrapping, { tracking: 'anonymous' })).toBe(shared);
  });
});
