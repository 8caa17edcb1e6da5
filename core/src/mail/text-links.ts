import { LinkifyIt, type Match } from 'linkify-it';
import { tagSystems } from '../links/merge-tags/own-tags.ts';
import { possibleMergeTag } from '../links/merge-tags/possible-merge-tag.ts';
import { saysNothing } from '../links/unsubscribe.ts';
import type { LinkAsWritten } from '../links/verdict.ts';
import type { Span } from './edits.ts';
import { findMergeTags } from './merge-tags.ts';
import { wordsBetween } from './words-beside.ts';

/** An address as written in a text. */
export interface TextLink extends LinkAsWritten {
  readonly element: 'text';
  readonly value: Span;
  readonly raw: string;
  /** The words next to it on its line, or on the line above. */
  readonly text: string;
  /** The attributes of an opt-out mark directly after the address: `https://…[[data-msys-clicktrack="0"]]`. */
  readonly attributes: ReadonlyMap<string, string>;
  /**
   * It begins with http(s), and every program that detects links in text agrees on its start and end. For any other,
   * it is unknown how a reader's program would treat a wrapped link in its place.
   */
  readonly certain: boolean;
}

/** SparkPost's mark for links in text parts: attributes in double square brackets, directly after the address. */
const mark = /\[\[((?:\s{0,9}[a-z][a-z:-]{0,40}\s{0,9}=\s{0,9}"[^"\]\n]{0,200}"){1,9})\s{0,9}\]\]/gi;
const attribute = /([a-z][a-z:-]*)\s*=\s*"([^"]*)"/gi;

const web = /^https?(?:\+notrack)?:\/\//i;
/** The characters of RFC 3986 except the quote; programs differ on all others. */
const plainAddress = /^[\w\-.~:/?#@!$&()*+,;=%[\]]+$/;
/** Emphasis and punctuation, which some programs exclude from the end of an address. */
const raggedEnd = /[*_~:@%,;.!?-]$/;
const closing = '["\'“”’»›«‹)\\]}>.,;:!?…*_~`|。、」）]';
/** After the address: closing punctuation, then space, another script, markup, or the address of a markdown link. */
const clearEnd = new RegExp(`^${closing}*(?:$|[\\s<]|\\]\\(|[^\\x00-\\x7f])`, 'u');
const lookAhead = 64;

const hostCase = /^.?[^\p{Lu}/]*(?:\/|$)/u;
const maxLabelLength = 200;
const words = /[\p{L}\p{N}]/u;
const aroundWords = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

let finder: LinkifyIt | undefined;

function linkify(): LinkifyIt {
  if (finder !== undefined) return finder;
  finder = new LinkifyIt({ fuzzyLink: true, urlAuth: true });
  const likeWeb = { validate: (text: string, at: number, self: LinkifyIt) => self.testSchemaAt(text, 'https:', at) };
  finder.add('https+notrack:', likeWeb).add('http+notrack:', likeWeb);
  return finder;
}

/**
 * Addresses in a decoded text/plain part, in order, detected as mail programs do, without mail addresses. Merge tags
 * are part of an adjacent address. Transfer encodings must be decoded: a soft line break of quoted-printable would end
 * an address. Never throws; linear time.
 */
export function findTextLinks(text: string): readonly TextLink[] {
  const marks = new Map([...text.matchAll(mark)].map((found) => [found.index, found]));
  const unmarked = marks.size === 0 ? text : text.replace(mark, (found) => ' '.repeat(found.length));
  const masked = withoutTags(unmarked);
  const found = (linkify().match(masked) ?? []).filter(isAddress);
  return found.map(({ index: start, lastIndex }, at) => {
    const end = endWithTag(text, start, lastIndex);
    const raw = text.slice(start, end);
    return {
      element: 'text',
      originalUrl: raw,
      value: { start, end },
      raw,
      text: label(unmarked, found[at - 1]?.lastIndex ?? 0, { start, end }, found[at + 1]?.index ?? text.length),
      attributes: attributesOf(marks.get(end)?.[1]),
      certain: web.test(raw) && isCertain(masked, start, end),
    };
  });
}

/**
 * Where an address ends that runs into what may be a merge tag: programs that detect links in text stop at a bracket or
 * a space, and a wrapped link in place of the first half would lose the second.
 */
function endWithTag(text: string, start: number, end: number): number {
  const line = text.slice(start, end + lookAhead).split('\n', 1)[0] ?? '';
  const tag = possibleMergeTag(line);
  return tag === undefined || tag.index > end - start ? end : Math.max(end, start + tag.index + tag.text.length);
}

/** A mail address is not a link, and `ASP.NET` or `Hello.It` is not a host name. */
function isAddress({ schema, raw }: Match): boolean {
  if (schema === 'mailto:') return /^mailto:/i.test(raw);
  return schema !== '' || /^www\./i.test(raw) || hostCase.test(raw);
}

/** Letters in place of a tag keep it within its address; before an address they would hide where it starts. */
function withoutTags(text: string): string {
  const tags = findMergeTags(text, tagSystems);
  if (tags.length === 0) return text;
  let masked = '';
  let from = 0;
  for (const { start, end } of tags) {
    const filler = web.test(text.slice(end, end + 16)) ? ' ' : 'x';
    masked += text.slice(from, start) + filler.repeat(end - start);
    from = end;
  }
  return masked + text.slice(from);
}

function attributesOf(inside: string | undefined): ReadonlyMap<string, string> {
  const found = [...(inside ?? '').matchAll(attribute)];
  return new Map(found.map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}

/** `<https://…` without a closing `>` continues on the next line (RFC 3986, appendix C). */
function isCertain(masked: string, start: number, end: number): boolean {
  const address = masked.slice(start, end);
  const after = masked.slice(end, end + lookAhead);
  if (!plainAddress.test(address) || raggedEnd.test(address) || !clearEnd.test(after)) return false;
  if (/<(?:URL:)?$/i.test(masked.slice(Math.max(0, start - 5), start)) && !after.startsWith('>')) return false;
  const wrapped = 'https://click.example.com/c/x';
  return linkify().matchAtStart(wrapped + after)?.lastIndex === wrapped.length;
}

/** The words about an address: those on its line that are not about another one, or else the line above. */
function label(text: string, from: number, { start, end }: Span, to: number): string {
  const before = text.slice(Math.max(from, start - maxLabelLength), start).split('\n');
  const after = text.slice(end, Math.min(to, end + maxLabelLength)).split('\n');
  const [line = ''] = before.slice(-1);
  const isFirst = before.length > 1 || from === 0;
  const isLast = after.length > 1 || to === text.length;
  const [rest = ''] = after;
  const beside = `${isFirst ? line : wordsBetween(line)[1]} ${isLast ? rest : wordsBetween(rest)[0]}`;
  if (words.test(beside) && !saysNothing(tidy(beside))) return tidy(beside);
  const above = before.slice(0, -1).findLast((line) => words.test(line)) ?? '';
  return tidy(`${above} ${beside}`);
}

function tidy(found: string): string {
  return found.replace(/\s+/g, ' ').replace(aroundWords, '').slice(0, maxLabelLength);
}
