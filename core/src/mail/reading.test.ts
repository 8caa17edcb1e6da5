import fc from 'fast-check';
import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { hold, mailRuns, patience } from '../runs.testing.ts';
import { mailLike, wholeMail } from '../wrap/mail-like.testing.ts';
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
  it(
    'finds exactly the links a standards parser sees, with the same addresses',
    () => {
      const property = fc.property(
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
      );
      console.log(`the same links as a standards parser: ${hold(property, mailRuns)}`);
    },
    patience,
  );
});
