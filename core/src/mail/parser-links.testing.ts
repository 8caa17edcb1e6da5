import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { isLinkAttribute } from './link-collector.ts';
import { scan } from './scan.ts';

interface Seen {
  readonly links: ReadonlyMap<number, string>;
  readonly comments: readonly (readonly [number, number])[];
}

/** Every link attribute that a standards parser sees, by its offset, and the ranges of comments. */
function seenByParser(html: string): Seen {
  const links = new Map<number, string>();
  const comments: [number, number][] = [];
  const visit = (node: Tree.Node) => {
    const place = 'sourceCodeLocation' in node ? node.sourceCodeLocation : undefined;
    if (adapter.isCommentNode(node) && place) comments.push([place.startOffset, place.endOffset]);
    if (adapter.isElementNode(node) && /^(?:a|area|v:.+)$/.test(node.tagName)) {
      const written = node.attrs.find(({ name }) => isLinkAttribute(name));
      const attribute = written && node.sourceCodeLocation?.attrs?.[written.name];
      if (attribute) links.set(attribute.startOffset, written.value);
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html, { scriptingEnabled: false, sourceCodeLocationInfo: true }));
  return { links: new Map([...links].sort(([a], [b]) => a - b)), comments };
}

/** Elements whose content parsers disagree about, or that our reader deliberately leaves alone. */
export const disputed = /<\/?(?:svg|math|select|template|frameset|foreignObject|desc|mi|g)\b|<!\[CDATA/i;

/** Differences between our reader and a standards parser outside of comments: links, their offsets, their addresses. */
export function differenceToParser(html: string): string | undefined {
  const { links, comments } = seenByParser(html);
  const found = scan(html).links.filter(
    ({ value }) => !comments.some(([start, end]) => value.start > start && value.end < end),
  );
  const [expected, actual] = [[...links.values()], found.map(({ originalUrl }) => originalUrl)].map((list) =>
    JSON.stringify(list),
  );
  if (expected !== actual) return `${actual} instead of ${expected}`;
  const misplaced = [...links.keys()].find(
    (start, index) => !/^(?:.*[}%*])?href\s*(?:=\s*["']?)?$/i.test(html.slice(start, found[index]?.value.start)),
  );
  return misplaced === undefined ? undefined : `the link at ${misplaced} is elsewhere`;
}
