/**
 * Elements whose content is text, not markup. noscript is not among them: mail clients run no scripts, so they parse
 * its content as markup.
 */
export const rawTextElements: ReadonlySet<string> = new Set([
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
]);

const endTags = new Map(
  [...rawTextElements].map((name) => [name, new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi')] as const),
);

/** Offset of the end tag of a raw-text element whose content starts at `from`, or -1 if it is never closed. */
export function rawTextEnd(html: string, name: string, from: number): number {
  if (name === 'plaintext') return -1;
  if (name === 'script') return scriptEnd(html, from);
  const endTag = endTags.get(name);
  if (endTag === undefined) return -1;
  endTag.lastIndex = from;
  return endTag.exec(html)?.index ?? -1;
}

const scriptMarks = /<!--|-->|<(\/?)script(?=[\t\n\f\r />])/gi;

/** Follows the escaped and double escaped states of WHATWG HTML, where a script may hold script tags in a comment. */
function scriptEnd(html: string, from: number): number {
  let escaped = false;
  let doubleEscaped = false;
  scriptMarks.lastIndex = from;
  for (let mark = scriptMarks.exec(html); mark !== null; mark = scriptMarks.exec(html)) {
    if (mark[0] === '<!--') {
      escaped = true;
      // Its own dashes may already be part of `-->`.
      scriptMarks.lastIndex -= 2;
    } else if (mark[0] === '-->') {
      escaped = false;
      doubleEscaped = false;
    } else if (mark[1] === '/') {
      if (!doubleEscaped) return mark.index;
      doubleEscaped = false;
    } else if (escaped) {
      doubleEscaped = true;
    }
  }
  return -1;
}
