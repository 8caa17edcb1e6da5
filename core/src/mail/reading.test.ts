import fc from 'fast-check';
import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { mailLike, wholeMail } from '../wrap/mail-like.testing.ts';
import { findMergeTags } from './merge-tags.ts';
import { scan } from './scan.ts';

interface Seen {
  readonly links: ReadonlyMap<number, string>;
  readonly comments: readonly (readonly [number, number])[];
}

/** Every link attribute a standards parser sees, by where the attribute begins, and where comments are. */
function seenByParser(html: string): Seen {
  const links = new Map<number, string>();
  const comments: [number, number][] = [];
  const visit = (node: Tree.Node) => {
    const place = 'sourceCodeLocation' in node ? node.sourceCodeLocation : undefined;
    if (adapter.isCommentNode(node) && place) comments.push([place.startOffset, place.endOffset]);
    if (adapter.isElementNode(node) && /^(?:a|area|v:.+)$/.test(node.tagName)) {
      const attribute = node.sourceCodeLocation?.attrs?.['href'];
      const value = node.attrs.find(({ name }) => name === 'href')?.value;
      if (attribute && value !== undefined) links.set(attribute.startOffset, value);
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html, { scriptingEnabled: false, sourceCodeLocationInfo: true }));
  return { links: new Map([...links].sort(([a], [b]) => a - b)), comments };
}

/** Elements whose content readers disagree about, or that the reader leaves alone on purpose. */
const disputed = /<\/?(?:svg|math|select|template|frameset|foreignObject|desc|mi|g)\b|<!\[CDATA/i;

describe('the reader of a mail', () => {
  it('finds exactly the links a standards parser sees, with the same addresses', () => {
    fc.assert(
      fc.property(
        fc.oneof(mailLike, wholeMail).filter((html) => !disputed.test(html)),
        (html) => {
          const { links, comments } = seenByParser(html);
          const found = scan(html).links.filter(
            ({ value }) => !comments.some(([start, end]) => value.start > start && value.end < end),
          );
          expect(found.map((link) => link.href)).toEqual([...links.values()]);
          [...links.keys()].forEach((start, index) => {
            expect(html.slice(start, found[index]?.value.start)).toMatch(/^href\s*(?:=\s*["']?)?$/i);
          });
        },
      ),
      { numRuns: 800 },
    );
  });

  it('throws at nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void scan(text)));
  });
});

const hostile = [
  '<',
  '</',
  '<!',
  '<!--',
  '-->',
  '<!--[if mso]>',
  '<!--[if mso]><a href="-->',
  '<!-- <!-- ',
  '<a ',
  '<a href="',
  "<a b='",
  '<a href=x>',
  '<a =',
  '<![endif]',
  '<![CDATA[',
  '&',
  '&amp',
  '"',
  "'",
  '=',
  '{{',
  '{{a',
  '{%',
  '*|',
  '%%a',
  '%',
  '<%a',
  '[',
  '[[a',
  '-',
  '--',
  '--!',
  ' ',
  '\n',
  '\0',
  '<svg>',
  '<svg></g>',
  '<svg><p>',
  '<template>',
  '<select>',
  '<style>',
  '</style>',
  '<script><!--',
  '<title></titl',
  '<textarea',
  '<v:rect href=x>',
  '<div style="display:none">',
  '<body>',
  '</body>',
  '{{ waymark_open }}',
  '{{ waymark_open',
  '<a href="&amp;',
  '<table>',
  '<x/y/z',
  '<math><mi>',
  '<noscript>',
  '<!-->',
  '<a href={{x}}>y</a>',
];

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

describe('hostile input', () => {
  it.each(hostile)('%j over and over takes time in proportion to its length', (part) => {
    const read = (length: number) => {
      const html = part.repeat(length / part.length);
      return Math.min(
        ...[1, 2, 3].map(() =>
          seconds(() => {
            scan(html);
            findMergeTags(html);
          }),
        ),
      );
    };
    const short = read(20_000);
    // Four times the length: quadratic work would take sixteen times as long. The floor is the clock's own noise.
    expect(read(80_000)).toBeLessThan(Math.max(short * 10, 0.03));
  });

  it.each(['<', '&', '"', '{{', '<!--', '<a href="'])('of ten megabytes of %j is read', (part) => {
    const html = part.repeat(10_000_000 / part.length);
    expect(scan(html).links.length + findMergeTags(html).length).toBe(0);
  });
});
