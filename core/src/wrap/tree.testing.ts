import { defaultTreeAdapter as adapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A parsed mail, reduced to what is compared. */
export interface TreeNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly TreeNode[];
  /** Text, or the content of a comment. */
  readonly text: string;
  /** Contains only a removed pixel: parsers reopen active formatting elements around whatever follows. */
  readonly emptied: boolean;
}

/** The tree of a standards parser without scripting, minus the elements that `isPixel` matches. */
export function parseMail(html: string, isPixel: (source: string) => boolean): TreeNode {
  return reduce(parse(html, { scriptingEnabled: false }), isPixel);
}

function reduce(node: Tree.Node, isPixel: (source: string) => boolean): TreeNode {
  const base = { attributes: new Map<string, string>(), children: [], text: '', emptied: false };
  if (adapter.isTextNode(node)) return { ...base, name: '#text', text: node.value };
  if (adapter.isCommentNode(node)) return { ...base, name: '#comment', text: node.data };
  if (adapter.isDocumentTypeNode(node))
    return { ...base, name: `#doctype ${node.name} ${node.publicId} ${node.systemId}` };
  const inside = 'content' in node ? (node.content as Tree.ParentNode).childNodes : node.childNodes;
  const kept = inside.filter((child) => !isPixelElement(child, isPixel)).map((child) => reduce(child, isPixel));
  const children = joinTexts(kept);
  const hadPixel = kept.length < inside.length;
  return {
    ...base,
    name: 'namespaceURI' in node ? `${node.namespaceURI} ${node.nodeName}` : node.nodeName,
    attributes: new Map('attrs' in node ? node.attrs.map(({ name, value }) => [name, value]) : []),
    children,
    emptied: children.every((child) => child.emptied) && (hadPixel || children.length > 0),
  };
}

function isPixelElement(node: Tree.Node, isPixel: (source: string) => boolean): boolean {
  return (
    adapter.isElementNode(node) &&
    (node.tagName === 'img' || node.tagName === 'amp-img') &&
    node.attrs.some(({ name, value }) => name === 'src' && isPixel(value))
  );
}

function joinTexts(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const joined: TreeNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.name === '#text' && last?.name === '#text')
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    else joined.push(node);
  }
  return joined;
}

/** The address of the first `<base href>` of the document (WHATWG HTML, document base URL). */
export function baseOf(node: TreeNode): string | undefined {
  const href = node.name.endsWith('/xhtml base') ? node.attributes.get('href') : undefined;
  if (href !== undefined) return href;
  if (node.name.endsWith('/xhtml template')) return undefined;
  for (const child of node.children) {
    const found = baseOf(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

const formatting = /^http:\/\/www\.w3\.org\/1999\/xhtml (?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/;

/** Whether an attribute value may replace another: `before` in the original, `after` in the wrapped mail. */
export type MayReplace = (element: string, attribute: string, before: string, after: string) => boolean;

/** The first disallowed difference between two trees, as a path; undefined when there is none. */
export function firstDifference(
  before: TreeNode,
  after: TreeNode,
  mayReplace: MayReplace,
  path = '',
): string | undefined {
  const here = `${path}/${before.name.split(' ').at(-1)}`;
  if (before.name !== after.name) return `${here} became ${after.name}`;
  if (before.text !== after.text && !sameConditional(before.text, after.text, mayReplace)) return `${here} text`;
  const element = before.name.split(' ').at(-1) ?? '';
  if ([...before.attributes.keys()].join() !== [...after.attributes.keys()].join()) return `${here} attribute names`;
  for (const [name, value] of before.attributes) {
    const now = after.attributes.get(name) ?? '';
    if (now !== value && !mayReplace(element, name, value, now))
      return `${here}@${name} ${JSON.stringify([value, now])}`;
  }
  let index = 0;
  for (const child of after.children) {
    const original = before.children[index];
    const repeated = child.emptied && formatting.test(child.name) && original?.name !== child.name;
    if (repeated) continue;
    if (original === undefined) return `${here} gained ${child.name}`;
    const difference = firstDifference(original, child, mayReplace, here);
    if (difference !== undefined) return difference;
    index++;
  }
  return index === before.children.length ? undefined : `${here} lost ${before.children[index]?.name}`;
}

const conditional = /^\[if\b[^\]]*\]>/i;

function sameConditional(before: string, after: string, mayReplace: MayReplace): boolean {
  const opening = conditional.exec(before)?.[0];
  if (opening === undefined || !after.startsWith(opening)) return false;
  const [was, is] = [before, after].map((text) => parseMail(text.slice(opening.length), () => false));
  return was !== undefined && is !== undefined && firstDifference(was, is, mayReplace) === undefined;
}
