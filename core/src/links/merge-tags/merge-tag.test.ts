import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTagSyntaxes } from '../../mail/merge-tags.data.ts';
import { fillSlots } from '../../tokens/destination-template.ts';
import type { Verdict } from '../action.ts';
import { type VerdictContext, verdict } from '../verdict.ts';
import { verdictOfUrl } from '../verdict-of-url.ts';

const context: VerdictContext = { trackingHost: 'click.brand.com', mergeTags: 'pass-through' };
const judge = (href: string, more: Partial<VerdictContext> = {}) =>
  verdict({ originalUrl: href }, { ...context, ...more });
const codes = ({ findings }: Verdict) => findings.map(({ code }) => code).join(' ');

/** A value tag for each syntax that has one. */
const values: Readonly<Record<string, string>> = {
  'double-braces': '{{ customer.id | default: "x" }}',
  'double-brackets': '[[feed.id]]',
  mailchimp: '*|UNIQID|*',
  'angle-percent': '<%= @id %>',
  php: '<?= $id ?>',
  'bracket-percent': '[%customer_id%]',
  ampscript: '%%=v(@id)=%%',
  mailgun: '%recipient.id%',
  salesforce: '{!Contact.Id}',
  velocity: '$' + '{lead.Id}',
  'velocity-quiet': '$!{lead.Id}',
};
const statements: Readonly<Record<string, string>> = {
  'double-braces': '{{#if a}}',
  'double-brackets': '[[/if]]',
  'brace-percent': '{% if a %}',
  'brace-hash': '{# a #}',
  mailchimp: '*|IF:A|*',
  'angle-percent': '<% if a %>',
  php: '<?php if ($a): ?>',
  'bracket-percent': '[% IF a %]',
  ampscript: '%%[ set @a = 1 ]%%',
};

it('every syntax has an example', () => {
  const named = new Set([...Object.keys(values), ...Object.keys(statements)]);
  expect(mergeTagSyntaxes.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
});

describe.each(Object.values(values))('%s, passed through,', (tag) => {
  it.each([
    ['a path segment', `https://shop.example/p/${tag}`, 'https://shop.example/p/<1>'],
    ['part of a segment', `https://shop.example/p-${tag}.html?a=1`, 'https://shop.example/p-<1>.html?a=1'],
    ['the whole path', `https://shop.example/${tag}`, 'https://shop.example/<1>'],
    ['a value', `https://shop.example/?a=1&b=${tag}&c=2`, 'https://shop.example/?a=1&b=<1>&c=2'],
    ['part of a value', `https://shop.example?b=x-${tag}-y`, 'https://shop.example/?b=x-<1>-y'],
    ['the fragment', `https://shop.example/a#${tag}`, 'https://shop.example/a#<1>'],
    ['part of the fragment', `https://shop.example#/a=${tag}`, 'https://shop.example/#/a=<1>'],
  ])('may be %s', (_, href, target) => {
    expect(judge(href)).toMatchObject({
      action: 'wrap',
      url: target,
      tags: [tag],
      findings: [{ code: 'merge-tag-passed' }],
    });
  });

  it('may occur more than once', () => {
    expect(judge(`HTTPS://Shop.Example:443/ü/${tag}/${tag}?a=${tag}${tag}#${tag}`)).toMatchObject({
      action: 'wrap',
      url: 'https://shop.example/%C3%BC/<1>/<2>?a=<3><4>#<5>',
      tags: [tag, tag, tag, tag, tag],
    });
  });

  it.each([
    ['the whole address', tag],
    ['what comes before the path', `${tag}/sale`],
    ['the scheme', `${tag}://shop.example/`],
    ['the host', `https://${tag}/sale`],
    ['part of the host', `https://${tag}.shop.example/`],
    ['the end of the host', `https://shop.example${tag}`],
    ['the end of the host before a query', `https://shop.example${tag}?a=1`],
    ['the port', `https://shop.example:${tag}/`],
    ['the user name', `https://${tag}@shop.example/`],
    ['the password', `https://user:${tag}@shop.example/`],
    ['the host after too many slashes', `https:////${tag}/a`],
    ['the host after no slash', `https:${tag}/a`],
  ])('must not be %s', (_, href) => {
    const decided = judge(href);
    expect([decided.action, codes(decided)]).toEqual(['leave', 'merge-tag-in-host']);
  });

  it.each([
    ['part of the scheme', `http${tag}://shop.example/`],
    ['a whole parameter', `https://shop.example/?a=1&${tag}`],
    ['a whole query', `https://shop.example/?${tag}`],
    ['the name of a parameter', `https://shop.example/?${tag}=1`],
    ['dropped by dots', `https://shop.example/a/${tag}/../b`],
    ['after dots', `https://shop.example/..${tag}`],
    ['of another scheme', `mailto:${tag}@shop.example`],
    ['of a relative address', `/p/${tag}`],
  ])('is left alone as %s', (_, href) => {
    const decided = judge(href);
    expect([decided.action, codes(decided)]).toEqual(['leave', 'merge-tag']);
  });
});

describe('a link with a merge tag', () => {
  it.each(Object.values(statements))('is left when %s is not a value', (tag) => {
    const decided = judge(`https://shop.example/?a=${tag}`);
    expect(decided).toMatchObject({ action: 'leave', findings: [{ code: 'merge-tag-logic', details: { tag } }] });
    expect(judge(`https://shop.example/{{id}}/${tag}`).action).toBe('leave');
  });

  it.each([
    'https://shop.example/?a={{ name | default: ',
    'https://shop.example/{{id}}?a={{',
    'https://shop.example/?a=<%=',
    'https://shop.example/%%First',
  ])('is left when the tag is cut off: %s', (href) => {
    expect([judge(href).action, codes(judge(href))]).toEqual(['leave', 'merge-tag']);
    expect(verdict({ originalUrl: href }, {}).action).toBe('leave');
  });

  it.each<[string, Verdict['action'], string]>([
    ['https://user:pw@shop.example/{{id}}', 'refuse', 'credentials'],
    ['https://localhost/{{id}}', 'refuse', 'local-host'],
    ['https://10.0.0.1/?a={{id}}', 'refuse', 'local-host'],
    ['https://intranet/{{id}}', 'leave', 'local-host'],
    ['https://shop.example:99999/{{id}}', 'refuse', 'malformed'],
    ['https://https://shop.example/{{id}}', 'refuse', 'malformed'],
    ['htttps://shop.example/{{id}}', 'leave', 'merge-tag'],
    ['https://evil.example\\@shop.example/{{id}}', 'refuse', 'parser-differential'],
    ['https://sh\u200bop.example/{{id}}', 'refuse', 'invisible-character'],
    ['javascript:alert({{id}})', 'refuse', 'dangerous-scheme'],
    ['https://undefined/{{id}}', 'leave', 'placeholder'],
    ['https://click.brand.com/c/AbC?1={{id}}', 'leave', 'already-wrapped'],
    ['https://u1.ct.sendgrid.net/ls/click?upn={{id}}', 'leave', 'already-wrapped'],
    ['https://www.youtube.com/watch?v={{id}}', 'leave', 'opens-app'],
    ['https://shop.example/unsubscribe?id={{id}}', 'leave', 'unsubscribe'],
    ['https://shop.example/?u={{unsubscribe_token}}', 'leave', 'merge-tag unsubscribe'],
    ['https://аpple.example/{{id}}', 'wrap', 'merge-tag-passed confusable-host'],
    ['https://8.8.8.8/{{id}}', 'wrap', 'merge-tag-passed ip-host'],
    ['https:/shop.example/{{id}}', 'wrap', 'merge-tag-passed malformed'],
    ['http://shop.example/{{id}}', 'wrap', 'merge-tag-passed insecure-target'],
    ['https://shop.example/verify/{{code}}', 'wrap', 'merge-tag-passed one-time'],
    ['https://shop.example/?token={{code}}', 'wrap', 'merge-tag-passed one-time'],
    [`https://shop.example/${'a'.repeat(8171)}{{id}}`, 'refuse', 'too-long'],
    [`https://shop.example/${'ü'.repeat(2000)}{{id}}`, 'refuse', 'too-long'],
  ])('obeys the other rules with what is written out: %.60s', (href, action, expected) => {
    const decided = judge(href);
    expect([decided.action, codes(decided)]).toEqual([action, expected]);
  });

  it('is also judged by its text and its opt-out marks', () => {
    const href = 'https://shop.example/{{id}}';
    expect(verdict({ originalUrl: href, attributes: new Map([['data-track', 'off']]) }, context)).toMatchObject({
      action: 'leave',
    });
    expect(codes(verdict({ originalUrl: href, text: 'Unsubscribe' }, context))).toBe('unsubscribe');
    expect(codes(verdict({ originalUrl: href, text: 'www.bank.example' }, context))).toBe(
      'merge-tag-passed text-mismatch',
    );
    expect(judge('https://shop.example/?u={{unsubscribe_token}}', { wrapUnsubscribe: true }).action).toBe('wrap');
  });

  it('shows its tags in findings as they were written', () => {
    const { findings } = judge('https://www.google.com/url?q=https://shop.example/%3Fa%3D{{ id }}');
    expect(findings.at(-1)).toMatchObject({ details: { target: 'https://shop.example/?a={{ id }}' } });
  });

  it('is distinguished from one that merely contains the same letters', () => {
    expect(judge('https://shop.example/mergetagvalue00x/{{id}}')).toMatchObject({
      url: 'https://shop.example/mergetagvalue00x/<1>',
    });
  });

  it('is left by default, whatever its tags', () => {
    expect(verdict({ originalUrl: 'https://shop.example/{{id}}' }, {})).toEqual({
      action: 'leave',
      findings: [{ code: 'merge-tag', severity: 'info', details: { tag: '{{id}}' } }],
    });
  });
});

describe('a destination that arrives as text', () => {
  const isFit = (target: string) => {
    const { action, url: read } = verdictOfUrl(target, {});
    return action === 'wrap' && read === target;
  };

  it.each([
    'https://shop.example/',
    'https://shop.example/<1>',
    'https://shop.example/p/<1>?a=<2><3>#<4>',
    'https://shop.example/?%3C1%3E',
  ])('may be %s', (target) => expect(isFit(target)).toBe(true));

  it.each([
    'https://<1>/',
    'https://shop.example<1>/',
    'https://<1>@shop.example/',
    'https://shop.example:<1>/',
    '<1>://shop.example/',
    'https://shop.example/<2>',
    'https://shop.example/<1>/<1>',
    'https://shop.example/<2>/<1>',
    'https://shop.example/<01>',
    'https://shop.example/<>',
    'https://shop.example/<a>',
    'https://shop.example/?<1>',
    'https://shop.example/..<1>',
    'https://shop.example/{{id}}',
    'https://shop.example/<1>?{{id}}',
    'https://shop.example/?a={{id}}',
    'https://localhost/<1>',
    'https://user@shop.example/<1>',
    'HTTPS://shop.example/<1>',
    'https://shop.example?a=<1>',
  ])('must not be %s', (target) => expect(isFit(target)).toBe(false));
});

describe('a tag after something that its value would complete', () => {
  it.each(['%{{id}}', '%4{{id}}', '%%{{id}}', '%%name{{id}}', '?a=%{{id}}'])('is left: %s', (rest) => {
    expect(judge(`https://shop.example/${rest}`)).toMatchObject({ action: 'leave' });
  });

  it.each(['%41{{id}}', '%25{{id}}', '100%-{{id}}'])('passes behind what is complete: %s', (rest) => {
    expect(judge(`https://shop.example/${rest}`)).toMatchObject({ action: 'wrap' });
  });
});

describe('whatever surrounds the tags', () => {
  const tag = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...Object.values(values)) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(statements)) },
  );
  const text = fc.constantFrom(
    'a',
    '/',
    '//',
    '?',
    '#',
    '&',
    '=',
    '.',
    '..',
    '%2e',
    '%',
    ':',
    '@',
    '\\',
    ' ',
    '\n',
    'ü',
    ';',
  );
  const start = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('https://shop.example/a', 'http://shop.example:8080/?a=', 'https:/a.example#'),
    },
    { weight: 1, arbitrary: fc.constantFrom('https://shop.example', 'https:', '', 'https://', '//', 'www.') },
  );
  const href = fc
    .tuple(start, fc.array(fc.oneof(tag, text), { maxLength: 7 }))
    .map(([beginning, parts]) => beginning + parts.join(''));
  const value = fc.oneof(
    fc.constantFrom('..', '.', '/', '//evil.example', '@evil.example', ':99', '?a=b', '#a', '&a=b', '%2e%2e', ''),
    fc.string({ maxLength: 10 }),
  );

  it('a target has a slot for each tag, can be stored, and no value changes its host', () => {
    let wrapped = 0;
    fc.assert(
      fc.property(href, fc.array(value, { minLength: 10, maxLength: 10 }), (written, given) => {
        const { action, url, tags = [] } = judge(written);
        expect(url !== undefined).toBe(action === 'wrap');
        if (url === undefined || tags.length === 0) return;
        wrapped++;
        expect(url).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        expect(url.match(/<\d+>/g)).toEqual(tags.map((_, index) => `<${index + 1}>`));
        expect(verdictOfUrl(url, { deepLinks: 'track', publicAppLinks: 'track', wrapUnsubscribe: true }).url).toBe(url);
        const filled = fillSlots(url, given.map((text, index) => `${index + 1}=${text}`).join('&'));
        const plain = new URL(tags.reduce((text, found) => text.replace(found, 'x'), written));
        expect(new URL(filled).origin).toBe(new URL(url).origin);
        expect(new URL(filled).origin).toBe(plain.origin);
        expect(new URL(filled).href).toBe(filled);
        // What looks like a placeholder by then is a reader's value.
        const link = { originalUrl: filled, attributes: new Map([['data-track', 'on']]) };
        expect(verdict(link, {}).action).toBe('wrap');
      }),
      { numRuns: 5000 },
    );
    expect(wrapped).toBeGreaterThan(300);
  });
});
