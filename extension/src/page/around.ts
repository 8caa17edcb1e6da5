/** What stands before and behind a link, as the plainest markup: words, paragraphs and other links. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** How much of each is kept, in characters. */
const maxLength = 300;
/** A longer text says itself what the link is for. */
const maxText = 40;

/** Elements that end a paragraph. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote body dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p section table tbody td th tr ul'.split(
    ' ',
  ),
);

/** The words around the links of a root, from which core reads what those say that say nothing themselves. */
export function wordsAround(root: Element): (link: Element) => Around | undefined {
  const places = new Map<Element, readonly [start: number, end: number]>();
  let markup = '';
  // Words only: copies of elements would load their images.
  const read = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) markup += (node.nodeValue ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;');
    if (!(node instanceof Element)) return;
    const start = markup.length;
    const tag = node.localName === 'a' ? 'a' : blocks.has(node.localName) ? 'p' : undefined;
    if (tag !== undefined) markup += `<${tag}>`;
    else if (node.localName === 'br') markup += '<br>';
    node.childNodes.forEach(read);
    if (tag !== undefined) markup += `</${tag}>`;
    if (tag === 'a') places.set(node, [start, markup.length]);
  };
  read(root);
  return (link) => {
    const place = places.get(link);
    if (place === undefined || (link.textContent ?? '').trim().length > maxText) return undefined;
    const [start, end] = place;
    return { before: markup.slice(Math.max(0, start - maxLength), start), after: markup.slice(end, end + maxLength) };
  };
}
