import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAttributeValue } from '../mail/attribute.ts';
import { isLinkAttribute } from '../mail/link-collector.ts';
import { utf8Length } from '../mail/size.ts';
import { fewerMailRuns, hold } from '../runs.testing.ts';
import { fillSlots } from '../tokens/destination-template.ts';
import { typicalTokenLength } from './addresses.ts';
import { mailLike } from './mail-like.testing.ts';
import { prepare, type WrapContext } from './prepare.ts';
import { context, idOf, wrapOnce, wrappingFor } from './promise.testing.ts';
import type { Recipient } from './recipient.ts';
import { render } from './render.ts';
import { prepareText } from './text.ts';
import { firstDifference, parseMail } from './tree.testing.ts';

const passing = { mergeTags: 'pass-through', trackOpens: false } as const;
const nobody: Recipient = {};
const subscriber: Recipient = { mergeTag: '{{ subscriber.id }}' };
const token = /\/([co])\/[\w-]+/g;
const link = 'https://click.brand.example/c/…';

/** The wrapped mail with `…` for tokens, and the destinations of its links. */
function wrapped(html: string, recipient = nobody, settings: Partial<WrapContext> = passing) {
  const once = wrapOnce(html, settings, recipient);
  return { html: once.html.replace(token, '/$1/…'), targets: once.targets };
}

describe('a link whose values are filled in later', () => {
  it.each([
    ['<a href="https://a.example/{{id}}">', `<a href="${link}?1={{id}}&amp;t">`, 'https://a.example/<1>'],
    [
      '<a href="https://a.example/p/{{ a }}/x?b=*|B|*&amp;c=%%C%%#{{d}}">',
      `<a href="${link}?1={{ a }}&amp;2=*|B|*&amp;3=%%C%%&amp;4={{d}}&amp;t">`,
      'https://a.example/p/<1>/x?b=<2>&c=<3>#<4>',
    ],
    [
      '<a href="https://a.example/?n={{ name | default: &quot;you &amp; me&quot; }}">',
      `<a href="${link}?1={{ name | default: &quot;you &amp; me&quot; }}&amp;t">`,
      'https://a.example/?n=<1>',
    ],
    [
      '<a href=\'https://a.example/?n={{ n | d: "x" }}\'>',
      `<a href='${link}?1={{ n | d: "x" }}&amp;t'>`,
      'https://a.example/?n=<1>',
    ],
    [
      '<a href="https://a.example/{{ p|lookup:\'Id\' }}">',
      `<a href="${link}?1={{ p|lookup:'Id' }}&amp;t">`,
      'https://a.example/<1>',
    ],
    ['<a href=https://a.example/{{id}}?x=1>', `<a href=${link}?1={{id}}&amp;t>`, 'https://a.example/<1>?x=1'],
    ['<a href="https://a.example/<%= @id %>">', `<a href="${link}?1=<%= @id %>&amp;t">`, 'https://a.example/<1>'],
    ['<a href="https://a.example/?x=<?= $id ?>">', `<a href="${link}?1=<?= $id ?>&amp;t">`, 'https://a.example/?x=<1>'],
    ['<a href="https://a.example/{{\n id\n}}">', `<a href="${link}?1={{\n id\n}}&amp;t">`, 'https://a.example/<1>'],
    [
      '<!--[if mso]><v:rect href="https://a.example/{{id}}"></v:rect><![endif]-->',
      `<!--[if mso]><v:rect href="${link}?1={{id}}&amp;t"></v:rect><![endif]-->`,
      'https://a.example/<1>',
    ],
  ])('keeps each tag letter by letter: %s', (html, expected, target) => {
    expect(wrapped(html)).toEqual({ html: expected, targets: [target] });
  });

  it.each([
    '<a href="https://a.example/?n={{ name | default: "you" }}">x</a>',
    '<a href=https://a.example/?n={{ name }}>x</a>',
    '<a href=https://a.example/<%= id %>>x</a>',
    "<a href=https://a.example/{{p|lookup:'Id'}}>x</a>",
    '<a href="https://a.example/&#123;&#123;id}}">x</a>',
    '<a href="https://a.example/{{a&#125;}/{{b}}">x</a>',
    '<a href="https://a.example/{{#if a}}b{{/if}}">x</a>',
    '<a href="https://{{host}}/">x</a>',
    '<a href="{{url}}">x</a>',
    '<a href="https://click.brand.example/c/old?r={{ subscriber.id }}&amp;1={{id}}">x</a>',
  ])('stays as it is where it could not be kept: %s', (html) => {
    expect(wrapOnce(html, passing, subscriber)).toEqual({ html, targets: [] });
    expect(wrapOnce(html, { trackOpens: false }).html).toBe(html);
  });

  it('leads to the same destination as links that have tags in the same places, whatever the tags', () => {
    const html = '<a href="https://a.example/?n={{a}}">x</a><a href="https://a.example/?n={{b}}">y</a>';
    expect(wrapped(html)).toEqual({
      html: `<a href="${link}?1={{a}}&amp;t">x</a><a href="${link}?1={{b}}&amp;t">y</a>`,
      targets: Array(2).fill('https://a.example/?n=<1>'),
    });
  });

  it('is left alone in a text part, and by default', () => {
    const text = 'Go to https://a.example/{{id}} now';
    expect(prepareText(text, { ...context, text: 'wrap', mergeTags: 'pass-through' }).urls).toEqual([]);
    expect(prepare(`<a href="https://a.example/{{id}}">`, context).urls).toEqual([]);
  });

  it('counts towards the size of the wrapped mail including its tags', () => {
    const html = '<a href="https://a.example/?a={{ä}}&amp;b={{b}}">x</a>';
    const { bytesAfter } = prepare(html, { ...context, ...passing }).report;
    expect(bytesAfter).toBe(utf8Length(wrapped(html).html.replace('…', 'x'.repeat(typicalTokenLength))));
  });

  it('is restored for a recipient whose tracking is off', () => {
    const html = '<a href="https://a.example/{{id}}">x</a>';
    expect(wrapped(html, { tracking: 'off' }).html).toBe(html);
  });
});

describe('a recipient id that is filled in later', () => {
  const html = '<body><a href="https://a.example/{{id}}">x</a><a href=\'https://b.example/\'>y</a></body>';

  it('is in every wrapped link and in the pixel', () => {
    expect(wrapped(html, subscriber, { ...passing, trackOpens: true }).html).toBe(
      `<body><a href="${link}?r={{ subscriber.id }}&amp;1={{id}}&amp;t">x</a><a href='${link}?r={{ subscriber.id }}&amp;t'>y</a>` +
        '<img src="https://click.brand.example/o/….gif?r={{ subscriber.id }}&amp;t" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0"></body>',
    );
  });

  it.each([
    ['<a href=https://b.example/>x', '{{ subscriber.id }}', `<a href="${link}?r={{ subscriber.id }}&amp;t">x`],
    ['<a href=https://b.example/>x', '*|UNIQID|*', `<a href=${link}?r=*|UNIQID|*&amp;t>x`],
    ['<a href=https://b.example/{{id}}>x', '<%= id %>', `<a href="${link}?r=<%= id %>&amp;1={{id}}&amp;t">x`],
  ])('gets quotes where there are none and its tag needs them: %s with %s', (source, mergeTag, expected) => {
    expect(wrapped(source, { mergeTag }).html).toBe(expected);
  });

  it('has a suffix of its own in a text part', () => {
    const prepared = prepareText('https://b.example/', { ...context, text: 'wrap' });
    const text = render(prepared, wrappingFor(prepared.urls), subscriber);
    expect(text.replace(token, '/$1/…')).toBe(`${link}?r={{ subscriber.id }}&t`);
  });

  it('is overridden by an explicit id, and by anonymous tracking', () => {
    const known = { ...subscriber, id: '1' };
    expect(wrapOnce(html, passing, known)).toEqual(wrapOnce(html, passing, { id: '1' }));
    expect(wrapOnce(html, passing, { ...subscriber, tracking: 'anonymous' })).toEqual(wrapOnce(html, passing, nobody));
  });

  it.each([
    '',
    'subscriber',
    '{{a}}{{b}}',
    ' {{a}}',
    '{{a}}x',
    '{{#if a}}',
    '{% a %}',
    '{{ a | default: "x" }}',
    '{{a-->b}}',
    "{{a['b']}}",
  ])('is refused in a sentence when its tag is %j', (mergeTag) => {
    expect(() => wrapOnce(html, passing, { mergeTag })).toThrow(/is not one merge tag .+ hand in something like/);
  });
});

describe('any mail wrapped before the merge', () => {
  const tagged = fc
    .tuple(
      fc.constantFrom('"', "'", ''),
      fc.constantFrom('https://a.example/', 'https://a.example/?b=', 'https://a.example/#', 'https://', ''),
      fc.array(
        fc.constantFrom(
          '{{id}}',
          '{{ a }}',
          '*|B|*',
          '<%= c %>',
          '{{d|e:&quot;f&quot;}}',
          '{{g["h"]}}',
          "{{i['j']}}",
          '&amp;k=',
          '/',
          '{{#if l}}',
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([quote, start, parts]) => `<a href=${quote}${start}${parts.join('')}${quote}>x</a>`);
  const mails = fc
    .array(fc.oneof(mailLike, tagged), { maxLength: 5 })
    .map((parts) => parts.join(''))
    .filter((html) => !/notrack|waymark_open|<base|\{\{a&amp;b/i.test(html));
  const recipients = fc.constantFrom<Recipient>(nobody, subscriber, { mergeTag: '<%= id %>' });
  const ourLink = /^https:\/\/click\.brand\.example\/c\/([\w-]+)(?:\?(.+))?$/s;

  it('looks the same to every reader except for its links, which have the same destinations, for any values', () => {
    const mayReplace = (targets: readonly string[]) => (_: string, name: string, before: string, after: string) => {
      const [, sealed = '', query = ''] = ourLink.exec(after) ?? [];
      const target = targets[idOf('c', sealed)];
      if (!isLinkAttribute(name) || target === undefined) return false;
      const values = new Map(
        query
          .split('&')
          .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
          .filter(([number]) => number !== 'r'),
      );
      const merged = target.replace(/<(\d+)>/g, (_gap, number: string) => values.get(number) ?? 'missing');
      return URL.parse(merged)?.href === URL.parse(before)?.href;
    };
    fc.assert(
      fc.property(mails, recipients, (html, recipient) => {
        const { html: after, targets } = wrapOnce(html, passing, recipient);
        const difference = firstDifference(parseMail(html, never), parseMail(after, never), mayReplace(targets));
        expect(difference).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });

  it('is not wrapped twice', () => {
    fc.assert(
      fc.property(mails, recipients, (html, recipient) => {
        const once = wrapOnce(html, { ...passing, trackOpens: true }, recipient).html;
        expect(wrapOnce(once, { ...passing, trackOpens: true }, recipient).html).toBe(once);
        expect(wrapOnce(once, {}, recipient).html).toBe(once);
      }),
      { numRuns: 700 },
    );
  });

  it('leads, once merged, where the merged original leads', () => {
    const value = fc.string({ unit: fc.constantFrom(...'abz019-_~. äß€/&=+#?"'), maxLength: 8 });
    fc.assert(
      fc.property(value, value, (one, two) => {
        const [path, search] = [one.replace(/^\.+$/, ''), two].map(encodeURIComponent);
        const html = '<a href="https://a.example/p/{{one}}?q={{two}}#{{one}}">x</a>';
        const merge = (text: string) => text.replaceAll('{{one}}', path!).replaceAll('{{two}}', search!);
        const { html: after, targets } = wrapOnce(html, passing, nobody);
        const query = /\?([^"]*)"/.exec(merge(after))?.[1]?.replaceAll('&amp;', '&') ?? '';
        const original = /"([^"]*)"/.exec(merge(html))?.[1] ?? '';
        const plain = (address: string) => decodeURIComponent(new URL(address).href);
        expect(plain(fillSlots(targets[0]!, query))).toBe(plain(original));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['H&M', 'H&amp;M'])('leads where the original leads with %s in it', (value) => {
    const merge = (text: string) => text.replaceAll('{{slug}}', value);
    expect(destinationsOf('<a href="https://a.example/p/{{slug}}?q={{slug}}">', merge)).toEqual([
      'https://a.example/p/H%26M?q=H%26M',
    ]);
  });

  it('leads where the original leads, however values are encoded, and whatever is appended', () => {
    const value = fc
      .string({ unit: fc.constantFrom(...'abzt1=&;+-'), minLength: 1, maxLength: 8 })
      .filter((text) => !/&(?:1+|r)=/.test(`${text}&`));
    const encode = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.replaceAll('&', '&amp;'),
      encodeURIComponent,
    );
    const appended = fc.constantFrom('', '&amp;utm_source=x', '&utm_source=x&t=1');
    const property = fc.property(value, value, encode, appended, (one, two, encoded, more) => {
      const html = '<a href="https://a.example/p/{{one}}/x?q={{two}}.#{{one}}">';
      const merge = (text: string) => text.replaceAll('{{one}}', encoded(one)).replaceAll('{{two}}', encoded(two));
      const [destination = ''] = destinationsOf(html, (text) => merge(text).replace('">', `${more}">`));
      const original = decodeAttributeValue(/"([^"]*)"/.exec(merge(html))?.[1] ?? '');
      const plain = (address: string) => decodeURIComponent(new URL(address).href);
      expect(plain(destination)).toBe(plain(original));
    });
    console.log(`a filled link leads where the original leads: ${hold(property, fewerMailRuns)}`);
  });

  /** Where the links of a mail lead that was wrapped before the merge. */
  function destinationsOf(html: string, merge: (text: string) => string): readonly string[] {
    const { html: after, targets } = wrapOnce(html, passing, subscriber);
    const queries = [...merge(after).matchAll(/\?([^"]*)"/g)].map(([, query = '']) => decodeAttributeValue(query));
    return queries.map((query, index) => fillSlots(targets[index]!, query));
  }

  const never = () => false;
});
