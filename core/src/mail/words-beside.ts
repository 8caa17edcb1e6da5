import { saysNothing } from '../links/unsubscribe.ts';
import type { Span } from './edits.ts';
import { visibleText } from './link-text.ts';

/** As far as words still belong to a link, in characters of the source and of the text. */
const maxSource = 800;
const maxWords = 90;
const block =
  /<\/?(?:address|article|blockquote|body|center|dd|div|dl|dt|footer|h[1-6]|header|hr|li|ol|p|section|table|tbody|td|th|tr|ul)\b[^>]*>/i;
const blocks = new RegExp(block, 'gi');
const otherLink = /<a[\s>]/i;
const linkEnd = /<\/a\s*>/gi;
const gap = /<(?:br|img)\b[^>]*>/gi;
const tag = /<!--.*?-->|<[^>]*>?/gs;

/** The words of a piece of markup. */
type Reader = (source: string) => string;

/** Ends a statement about one link, or begins one about the next. */
const separator =
  /[,;|•·\n]|[.!?](?=\s)|\s[-–—/]\s|(?<=^|\s)(?:or|and|oder|und|ou|et|e|o|y|u|of|en|och|eller|og|lub|albo|i|nebo|vagy|sau|veya|ή|или|або)(?=\s)/iu;
/** In brackets directly behind a link: about that link. */
const bracketed = /^\s*[([]([^()[\]]*)[)\]]/;
/** Introduces what follows. */
const introduces = /[:([<>→»>-]\s*$/;

/** What the words between two links say: about the one before them, and about the one behind them. */
export function wordsBetween(between: string): readonly [previous: string, next: string] {
  const own = bracketed.exec(between);
  if (own !== null) return [own[1]!, between.slice(own[0].length)];
  const found = separator.exec(between);
  if (found !== null) {
    const next = between.slice(found.index + found[0].length);
    return [between.slice(0, found.index), next];
  }
  // Where nothing tells, they may be about either.
  return introduces.test(between) ? ['', between] : [between, between];
}

/** The words around a link of a mail whose own text says nothing: those of its paragraph, or else of the one above. */
export function wordsBeside(html: string, value: Span): string {
  return wordsAround(html, value, visible);
}

function wordsAround(html: string, { start, end }: Span, read: Reader): string {
  const above = html.slice(Math.max(0, start - maxSource), Math.max(0, html.lastIndexOf('<', start))).split(blocks);
  const before =
    above.map((piece) => wordsAfterLink(piece, read)).findLast((words) => words !== '' && !saysNothing(words)) ?? '';
  const behind = html.slice(end, end + maxSource);
  const after = behind.slice(behind.search(/<\/a/i) + 1);
  return `${before.slice(-maxWords)} ${wordsBeforeLink(after.slice(0, endOf(after, block)), read).slice(0, maxWords)}`;
}

/**
 * The same for a link outside of a mail's source, from what is before and behind it: text with `&` and `<` escaped, and
 * the tags of paragraphs, other links and line breaks. Undefined for one whose own text says something.
 */
export function wordsBesideLink(
  text: string,
  { before, after }: { readonly before: string; readonly after: string },
): string | undefined {
  if (!saysNothing(text)) return undefined;
  const value = `${before}<a href="`.length;
  return wordsAround(`${before}<a href=""></a>${after}`, { start: value, end: value }, unescaped);
}

function wordsAfterLink(piece: string, read: Reader): string {
  const links = piece.split(linkEnd);
  const words = read(links.at(-1) ?? '');
  return links.length === 1 ? words : wordsBetween(words)[1].trim();
}

function wordsBeforeLink(piece: string, read: Reader): string {
  const end = endOf(piece, otherLink);
  const words = read(piece.slice(piece.indexOf('>') + 1, end));
  return end === piece.length ? words : wordsBetween(words)[0].trim();
}

function endOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at === -1 ? text.length : at;
}

function visible(source: string): string {
  return visibleText(source.replace(gap, ' ').replace(tag, ''));
}

/** Without the names of all characters, which the extension has no need for. */
function unescaped(source: string): string {
  const text = source.replace(gap, ' ').replace(tag, '').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  return text.replace(/\s+/g, ' ').trim();
}
