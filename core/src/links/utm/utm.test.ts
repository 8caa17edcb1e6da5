import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareMailingParts } from '../../wrap/parts.ts';
import { prepare } from '../../wrap/prepare.ts';
import { context as wrapContext } from '../../wrap/promise.testing.ts';
import { type LinkAsWritten, type VerdictContext, verdict } from '../verdict.ts';
import { verdictOfUrl } from '../verdict-of-url.ts';
import { addParameters, parametersAdded, type UtmRules } from './utm.ts';

const source = [{ name: 'utm_source', value: 'mail' }];
const rules: UtmRules = {
  parameters: [
    { name: 'utm_source', value: 'newsletter' },
    { name: 'utm_campaign', value: '{mailing}' },
    { name: 'utm_content', value: '{label}' },
  ],
  excludedHosts: ['partner.example'],
  names: { mailing: 'November & more' },
};
const added = 'utm_source=newsletter&utm_campaign=November%20%26%20more';
const urlOf = (originalUrl: string, link: Partial<LinkAsWritten> = {}, context: VerdictContext = {}) =>
  verdict({ originalUrl, ...link }, { utm: rules, ...context }).url;

describe('parameters', () => {
  it.each([
    ['https://a.example/', 'https://a.example/?utm_source=mail'],
    ['https://a.example/x#top', 'https://a.example/x?utm_source=mail#top'],
    ['https://a.example/?b=2&a=%7e+%20', 'https://a.example/?b=2&a=%7e+%20&utm_source=mail'],
    ['https://a.example/?', 'https://a.example/?utm_source=mail'],
    ['https://a.example/??', 'https://a.example/??&utm_source=mail'],
    ['https://a.example/?a=1&', 'https://a.example/?a=1&utm_source=mail'],
    ['https://a.example/?a=1;b=2', 'https://a.example/?a=1;b=2&utm_source=mail'],
    ['https://a.example/?a=1;', 'https://a.example/?a=1;&utm_source=mail'],
    ['https://a.example/#/route?a=1', 'https://a.example/?utm_source=mail#/route?a=1'],
    ['https://a.example/#utm_source', 'https://a.example/?utm_source=mail#utm_source'],
    ['https://a.example/?a=<1>#<2>', 'https://a.example/?a=<1>&utm_source=mail#<2>'],
    [
      'https://a.example/?url=https%3A%2F%2Fb.example%2F%3Futm_source%3Dx',
      'https://a.example/?url=https%3A%2F%2Fb.example%2F%3Futm_source%3Dx&utm_source=mail',
    ],
  ])('are added to the query of %s', (url, expected) => {
    expect(addParameters(url, source).url).toBe(expected);
  });

  it.each([
    'https://a.example/?utm_source=other',
    'https://a.example/?utm_source',
    'https://a.example/?utm_source=',
    'https://a.example/?UTM_Source=x&a=1',
    'https://a.example/?a=1;utm_source=x',
    'https://a.example/?a=1&amp;utm_source=x',
    'https://a.example/?utm%5Fsource=x',
    'https://a.example/#utm_source=x',
    'https://a.example/#/route?utm_source=x&a=1',
    'https://a.example/?utm_source=<1>',
  ])('are never changed or added twice: %s', (url) => {
    expect(addParameters(url, source)).toEqual({ url, added: [] });
  });

  it.each([
    ['https://a.example/?a=1#top', 'https://a.example/?a=1&utm_source=mail#top', source],
    ['https://a.example/?a=1', 'https://a.example/?a=1', []],
    ['https://a.example/?a=1', 'https://a.example/?a=2&utm_source=mail', undefined],
    ['https://a.example/x', 'https://a.example/x/?utm_source=mail', undefined],
    ['https://a.example/?a=1#top', 'https://a.example/?a=1&utm_source=mail#end', undefined],
    ['https://a.example/?a=1', 'https://a.example/?a=1&A=2', undefined],
    ['https://a.example/', 'https://a.example/?utm_source=mail#https://b.example/', undefined],
    ['https://a.example/long', 'https://a.example/', undefined],
  ])('that were added to %s are found again in %s', (plain, url, expected) => {
    expect(parametersAdded(plain, url)).toEqual(expected);
  });

  it('without a value are left out', () => {
    expect(addParameters('https://a.example/', [{ name: 'utm_term', value: '' }]).url).toBe('https://a.example/');
  });
});

describe('a template', () => {
  it('fills its variables: the mailing, the project, and the label of the link without merge tags', () => {
    expect(urlOf('https://a.example/', { text: 'Shop {{ name }} now' })).toBe(
      `https://a.example/?${added}&utm_content=Shop%20now`,
    );
    const attributes = new Map([['data-track-label', "hero's button"]]);
    expect(urlOf('https://a.example/', { text: 'Shop', attributes })).toBe(
      `https://a.example/?${added}&utm_content=hero%27s%20button`,
    );
  });

  it('leaves a variable as it is while its name is not known', () => {
    const { url, findings } = verdict({ originalUrl: 'https://a.example/' }, { utm: { ...rules, names: {} } });
    expect(url).toBe('https://a.example/?utm_source=newsletter&utm_campaign=%7Bmailing%7D');
    expect(findings).toEqual([
      {
        code: 'utm-added',
        severity: 'info',
        details: { parameters: 'utm_source=newsletter, utm_campaign={mailing}' },
      },
    ]);
  });

  it('adds to links with merge tags that pass through', () => {
    expect(urlOf('https://a.example/{{path}}?c={{id}}', {}, { mergeTags: 'pass-through' })).toBe(
      `https://a.example/<1>?c=<2>&${added}`,
    );
  });

  it.each<[string, string, Partial<LinkAsWritten>?, VerdictContext?]>([
    ['an excluded host', 'https://partner.example/x'],
    ['a host below it', 'https://www.partner.example/x'],
    [
      'a link that opens an app',
      'https://www.youtube.com/watch?v=abc',
      {},
      { deepLinks: 'track', publicAppLinks: 'track' },
    ],
    ['a shortened link', 'https://bit.ly/abc'],
    ['a link that works once', 'https://a.example/reset-password?token=a1b2c3d4e5f6a7b8'],
    ['a signed address', 'https://b.s3.amazonaws.com/x.pdf?X-Amz-Expires=60&X-Amz-Signature=abc'],
    ['an unsubscribe link', 'https://a.example/unsubscribe?u=4711', {}, { wrapUnsubscribe: true }],
    ['a link that its author keeps out', 'https://a.example/x', { attributes: new Map([['data-track-utm', 'OFF']]) }],
  ])('adds nothing to %s', (_, url, link = {}, context = {}) => {
    expect(urlOf(url, link, context)).toBe(url);
  });

  it('has no part in links that are left alone', () => {
    for (const url of ['mailto:a@a.example', 'https://a.example/{{id}}', '#top', 'https://a.example/unsubscribe']) {
      expect(verdict({ originalUrl: url }, { utm: rules }).findings.map(({ code }) => code)).not.toContain('utm-added');
      expect(urlOf(url)).toBeUndefined();
    }
    const attributes = new Map([['data-track', 'off']]);
    expect(urlOf('https://a.example/', { attributes })).toBeUndefined();
  });

  it('reaches what is registered of a mail, completed by its base too, and its text keeps to what the HTML left', () => {
    const settings = { ...wrapContext, utm: rules, text: 'wrap' } as const;
    expect(prepare('<base href="https://a.example/"><a href="x">y</a>', settings).urls).toEqual([
      `https://a.example/x?${added}&utm_content=y`,
    ]);
    const html = '<a href="https://a.example/x" data-track="off">y</a>';
    expect(prepareMailingParts({ html, text: 'https://a.example/x' }, settings).urls).toEqual([]);
  });
});

const name = fc.constantFrom('utm_source', 'utm_medium', 'UTM_Term', 'ref', 'a', 'x.y');
const tags = ['{{x}}', '*|X|*', '%x%', '%%x%%', '[x]', '<%= x %>', '#{x}', '$x', '@TrackLink', '#x#', '}}', '|*'];
const value = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...tags)), { maxLength: 3 });
const parameters = fc.uniqueArray(fc.record({ name, value: value.map((pieces) => pieces.join('')) }), {
  selector: (one) => one.name.toLowerCase(),
});
const piece = fc.oneof(
  fc.constantFrom(
    'a=1',
    '&',
    ';',
    '?',
    '=',
    '#',
    '/',
    'utm_source=x',
    'UTM_MEDIUM',
    '%20',
    '+',
    '%7B',
    "'",
    '{{id}}',
    '<',
    '@TrackLink',
  ),
  fc.webFragments(),
);
const link = fc.array(piece, { maxLength: 8 }).map((pieces) => `https://a.example/${pieces.join('')}`);
const withoutAdded = (url: string, written: readonly { name: string }[]) => {
  const names = new Set(written.map((one) => one.name));
  return [...new URL(url).searchParams].filter(([key]) => !names.has(key));
};

describe('whatever a link holds', () => {
  it('everything that was there stays, byte for byte, and in a browser too', () => {
    fc.assert(
      fc.property(link, parameters, (written, template) => {
        const before = URL.parse(written)!.href;
        const { url, added: list } = addParameters(before, template);
        expect(parametersAdded(before, url)?.map(({ name }) => name)).toEqual(list.map(({ name }) => name));
        if (list.length === 0) {
          expect(url).toBe(before);
          return;
        }
        const hash = before.indexOf('#');
        const [start, fragment] = hash === -1 ? [before, ''] : [before.slice(0, hash), before.slice(hash)];
        expect(url.startsWith(start) && url.endsWith(fragment)).toBe(true);
        const middle = url.slice(start.length, url.length - fragment.length);
        expect(middle).toMatch(/^[?&]?[\w.]+=[^&#]+(?:&[\w.]+=[^&#]+)*$/);
        expect(middle.match(/[\w.]+(?==)/)?.[0]).toBe(list[0]?.name);
        const [one, other] = [new URL(before), new URL(url)];
        expect(other.href).toBe(url);
        expect([other.origin, other.pathname, other.hash]).toEqual([one.origin, one.pathname, one.hash]);
        expect(withoutAdded(url, list)).toEqual([...one.searchParams]);
      }),
      { numRuns: 3000 },
    );
  });

  it('adding twice is adding once', () => {
    fc.assert(
      fc.property(link, parameters, (written, template) => {
        const once = addParameters(URL.parse(written)!.href, template).url;
        expect(addParameters(once, template)).toEqual({ url: once, added: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('what a verdict decides is accepted when it is registered, and decided again', () => {
    const mergeTags = fc.constantFrom('leave' as const, 'pass-through' as const);
    fc.assert(
      fc.property(link, parameters, fc.string(), mergeTags, (originalUrl, list, text, tags) => {
        const utm = { parameters: list, excludedHosts: [], names: {} };
        const { action, url } = verdict({ originalUrl, text }, { utm, mergeTags: tags });
        if (url === undefined) return;
        expect(action).toBe('wrap');
        expect(verdictOfUrl(url, {})).toMatchObject({ action: 'wrap', url });
      }),
      { numRuns: 3000 },
    );
  });
});
