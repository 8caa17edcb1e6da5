import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyDeepLink } from '../deep-links/classify.ts';
import { dangerousSchemes } from './schemes.data.ts';
import { verdict } from './verdict.ts';

const pieces = fc.constantFrom(
  ...[
    'http',
    'https',
    'HTTPS',
    'javascript',
    'data',
    'mailto',
    ':',
    '/',
    '//',
    '\\',
    '@',
    '.',
    '?',
    '#',
    '%',
    '%2e',
    '%00',
    '[',
    ']',
    '::1',
  ],
  ...[
    'shop.example',
    'www.',
    'localhost',
    '127.0.0.1',
    '0x7f',
    '10',
    'xn--',
    'xn--a',
    'münchen',
    'аpple',
    '。',
    '／',
    'ß',
    '\u200b',
    '\u202e',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\u0000',
    '\ud800',
    '{{',
    '}}',
    '*|A|*',
    '&',
    '=',
    'unsubscribe',
    'token',
    '/c/',
    'bit.ly',
    'url?u=',
    '__',
    '_',
    '-',
  ],
);
const addressLike = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  addressLike,
  addressLike.map((rest) => `https://${rest}`),
  addressLike.map((rest) => `https://shop.example/${rest}`),
);
const contexts = fc.record(
  {
    trackingHost: fc.constant('click.brand.com'),
    wrapUnsubscribe: fc.boolean(),
    oneTime: fc.constantFrom('wrap', 'leave'),
    deepLinks: fc.constantFrom('track', 'leave'),
    publicAppLinks: fc.constantFrom('track', 'leave'),
    secureLinks: fc.boolean(),
    allowLocalHosts: fc.boolean(),
  },
  { requiredKeys: [] },
);
const runs = { numRuns: 3000 };

describe('whatever is written as a link', () => {
  it('gets a verdict and a class, and a target only when it is wrapped', () => {
    fc.assert(
      fc.property(anything, anything, contexts, (href, text, context) => {
        const { action, url } = verdict({ originalUrl: href, text }, context);
        expect(url !== undefined).toBe(action === 'wrap');
        expect(classifyDeepLink(href)).toMatch(/^(?:none|custom-scheme|depends-on-aasa|known:[a-z-]+)$/);
      }),
      runs,
    );
  });

  it('is wrapped to an address that is printable, parses, and stays the same when read again', () => {
    fc.assert(
      fc.property(anything, contexts, (href, context) => {
        const { url } = verdict({ originalUrl: href }, context);
        if (url === undefined) return;
        expect(url).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect(new URL(url).href).toBe(url);
        expect(new URL(href).href).toBe(url);
        expect(verdict({ originalUrl: url }, context)).toMatchObject({ action: 'wrap', url });
      }),
      runs,
    );
  });

  it('never leads to a host on this machine or network', () => {
    const address = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127, 169.254, 192.168), fc.nat(0xffff)).map(([net, rest]) => `${net}.${rest}`),
      fc.nat(0xffffff).map((rest) => `0x7f${rest.toString(16).padStart(6, '0')}`),
      fc.nat(0xffffff).map((rest) => `0${(0x0a000000 + rest).toString(8)}`),
      fc.nat(0xffff).map((rest) => `[::ffff:c0a8:${rest.toString(16)}]`),
      fc.nat(0xffff).map((rest) => `[fd00::${rest.toString(16)}]`),
    );
    fc.assert(
      fc.property(address, (host) => {
        expect(verdict({ originalUrl: `https://${host}/` }, {}).action).toBe('refuse');
      }),
    );
  });
});

describe('a scheme that runs or embeds content', () => {
  it('is refused in any letter case and with any invisible characters in between', () => {
    const noise = fc.constantFrom(
      '',
      '',
      '\t',
      '\n',
      '\r',
      ' ',
      '\u0000',
      '\u0001',
      '\u200b',
      '\u00ad',
      '\ufeff',
      '\u202e',
    );
    const disguised = fc
      .tuple(fc.constantFrom(...dangerousSchemes.keys()), fc.infiniteStream(fc.tuple(noise, fc.boolean())))
      .map(([scheme, stream]) =>
        [...`${scheme}:`]
          .map((letter) => {
            const [before, upper] = stream.next().value ?? ['', false];
            return before + (upper ? letter.toUpperCase() : letter);
          })
          .join(''),
      );
    fc.assert(
      fc.property(disguised, anything, contexts, (scheme, rest, context) => {
        expect(verdict({ originalUrl: scheme + rest }, context).action).toBe('refuse');
      }),
      runs,
    );
  });
});
