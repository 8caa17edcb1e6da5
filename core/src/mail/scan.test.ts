import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';

/** Element, decoded address and quoting of every link. */
function links(html: string): readonly string[] {
  return scan(html).links.map(({ element, originalUrl, quote }) => `${element} ${quote}${originalUrl}${quote}`);
}

describe('a link is found', () => {
  it.each([
    ['double quotes', '<a href="https://a.example/">x</a>', ['a "https://a.example/"']],
    ['single quotes', "<a href='https://a.example/'>x</a>", ["a 'https://a.example/'"]],
    ['no quotes', '<a href=https://a.example/x/>x</a>', ['a https://a.example/x/']],
    ['white space around the equals sign', '<a href \n=\t"x">', ['a "x"']],
    ['capitals', '<A HREF="X">', ['a "X"']],
    ['areas of an image map', '<area shape=rect href="x"/>', ['area "x"']],
    ['entities', '<a href="?a=1&amp;b=2&#38;c&copy=1">', ['a "?a=1&b=2&c&copy=1"']],
    ['the first of two', '<a href="1" href="2">', ['a "1"']],
    ['an empty one', '<a href>', ['a ']],
    ['no white space between attributes', '<a class="x"href="y"id=z>', ['a "y"']],
    ['slashes between attributes', '<a/href="y"/>', ['a "y"']],
    ['signs of other tags in attributes', '<a title="</a><a href=\'no\'>" href="y">', ['a "y"']],
    ['never closed', '<p><b><a href="1">x<p><a href="2">y', ['a "1"', 'a "2"']],
    ['a merge tag between attributes', '<a {{attrs}} href="y" {% if x %}>', ['a "y"']],
    ['a condition around the attribute, without white space', '<a {{#if x}}href="y"{{/if}}>', ['a "y"']],
    ['a condition of Mailchimp', '<a *|IF:X|*HREF="y"*|END:IF|*>', ['a "y"']],
    ['a condition of AMPscript', '<a %%[if @x then]%%href=y>', ['a y']],
    ['a merge tag between two attributes, without white space', '<a class="b"{{x}}href="y">', ['a "y"']],
    ['the first of a condition and its alternative', '<a {{#if x}}href="y"{{else}}href="z"{{/if}}>', ['a "y"']],
    [
      'merge tags with quotes of the other kind',
      '<a href="{{ url | default: \'x\' }}">',
      ['a "{{ url | default: \'x\' }}"'],
    ],
    ['after a stray less-than sign', '1 < 2 <3 <a href="y">', ['a "y"']],
    ['after NUL, lone surrogates and a byte order mark', '\uFEFF\0\uD800<a href="y">', ['a "y"']],
    ['in noscript, as mail clients run no scripts', '<noscript><a href="y"></noscript>', ['a "y"']],
    ['in a template of AMP for e-mail', '<template type="amp-mustache"><a href="{{u}}"></template>', ['a "{{u}}"']],
    ['in SVG', '<svg><title>t</title><a href="y"></a></svg>', ['a "y"']],
    ['after a title in SVG, which is no raw text', '<svg><title><b></svg><a href="y">', ['a "y"']],
  ])('%s', (_, html, found) => {
    expect(links(html)).toEqual(found);
  });

  it('at its exact offset, counting CRLF', () => {
    const html = '\r\n<a\r\nhref="x&amp;y">';
    const [link] = scan(html).links;
    expect(html.slice(link?.value.start, link?.value.end)).toBe('x&amp;y');
    expect(link?.raw).toBe('x&amp;y');
  });
});

describe('no link is found', () => {
  it.each([
    ['in a comment', '<!-- <a href="x"> -->'],
    ['in a comment that never ends', '<!-- <a href="x">'],
    ['in a comment that ends with --!>', '<!-- <a href="x"> --!>'],
    ['in a bogus comment', '<?xml <a href="x"?>'],
    ['in a style', '<style><a href="x"></style>'],
    ['in a title', '<TITLE><a href="x"></TITLE >'],
    ['in a textarea', '<textarea><a href="x"></textarea>'],
    ['in a script', '<script><!--<script></script><a href="x">--></script>'],
    ['in xmp', '<xmp><a href="x"></xmp>'],
    ['in noembed', '<noembed><a href="x"></noembed>'],
    ['in noframes', '<noframes><a href="x"></noframes>'],
    ['in an inline frame', '<iframe><a href="x"></iframe>'],
    ['after plaintext', '<plaintext></plaintext><a href="x">'],
    ['in a raw text that never ends', '<style><a href="x">'],
    ['in a tag that never ends', '<a href="x"'],
    ['in a value that never ends', '<a title="><a href=x>'],
    ['in an attribute of something else', '<p title=\'<a href="x">\'>'],
    ['on an end tag', '</a href="x">'],
    ['in a CDATA section of SVG', '<svg><![CDATA[<a href="x">]]></svg>'],
    [
      'on elements that are no links',
      '<link href="x"><img src="x"><td background="x"><blockquote cite="x"><use href="x">',
    ],
    ['in a style sheet', '<p style="background:url(https://a.example/)">'],
    ['on an attribute that only looks like one', '<a data-href="x" xlink:href="y" }}-href="z" %href%="z">'],
    ['where only a whole tree could tell', '<select><style></select><a href="x"></style>'],
  ])('%s', (_, html) => {
    expect(links(html)).toEqual([]);
  });
});

describe('a conditional comment', () => {
  it.each([
    [
      'VML',
      '<!--[if mso]><v:roundrect href="x" arcsize="5%"><w:anchorlock/></v:roundrect><![endif]-->',
      ['v:roundrect "x"'],
    ],
    ['VML in capitals', "<!--[IF GTE MSO 9]><V:RECT HREF='x'></V:RECT><![ENDIF]-->", ["v:rect 'x'"]],
    ['an ordinary link', '<!--[if (mso)|(IE)]><a href=x>y</a><![endif]-->', ['a x']],
    ['without its closing', '<!--[if mso]><a href="x">-->', ['a "x"']],
    ['downlevel-revealed', '<!--[if !mso]><!--><a href="x"><!--<![endif]-->', ['a "x"']],
    ['revealed without a comment', '<![if !mso]><a href="x"><![endif]>', ['a "x"']],
    ['its raw text', '<!--[if mso]><style><a href="x"></style><a href="y"><![endif]-->', ['a "y"']],
    ['a tag cut off by its end', '<!--[if mso]><a href="x --><a href="y">', ['a "y"']],
    ['not a condition', '<!-- [if mso]><a href="x"><![endif]-->', []],
  ])('is read as Outlook reads it: %s', (_, html, found) => {
    expect(links(html)).toEqual(found);
  });
});

describe('the text of a link', () => {
  it.each([
    ['<a href=x>Buy <b>n</b>ow</a> or never', 'Buy now'],
    ['<a href=x>\r\n  a &amp;&nbsp;b\t</a>', 'a & b'],
    ['<a href=x>one<br>two<p>three</a>', 'one two three'],
    ['<a href=x>seen<!-- unseen --><style>unseen</style></a>', 'seen'],
    ['<a href=x>first<a href=y>second</a>', 'first'],
    ['<a href=x>to the end', 'to the end'],
    ['<a href=x><img src="p.png" alt="A &amp; B">C</a>', 'A & B C'],
    [`<a href=x>${'word '.repeat(1000)}`, 'word '.repeat(200).trim()],
  ])('%j reads %j', (html, text) => {
    expect(scan(html).links[0]?.text).toBe(text);
  });

  it('covers the whole shape in VML', () => {
    const [link] = scan(
      '<!--[if mso]><v:rect href=x><v:textbox><center>Go</center></v:textbox></v:rect>no<![endif]-->',
    ).links;
    expect(link?.text).toBe('Go');
  });
});

describe('besides links a scan reports', () => {
  it('attributes that affect verdicts, in lower case, the first of each name', () => {
    const [link] = scan('<a HREF=x Data-Track=\'off\' data-track="on" rel="a&quot;b" title=x disable-tracking>').links;
    expect([...(link?.attributes ?? [])]).toEqual([
      ['data-track', 'off'],
      ['rel', 'a"b'],
      ['disable-tracking', ''],
    ]);
    expect(scan('<a href=x style="color:red" title=x>').links[0]).not.toHaveProperty('attributes');
  });

  it('bases and form actions with their offsets', () => {
    const { bases, formActions } = scan('<base href="https://a.example/"><form action=/b?c&amp;d>');
    expect(bases).toEqual([{ offset: 12, address: 'https://a.example/' }]);
    expect(formActions).toEqual([{ offset: 45, address: '/b?c&d' }]);
  });

  it('whether the mail is AMP for e-mail', () => {
    expect(scan('<!doctype html><html ⚡4email>').amp).toBe(true);
    expect(scan('<html amp4email lang=de>').amp).toBe(true);
    expect(scan('<html lang=de>').amp).toBe(false);
  });
});
