import type { TagSystems } from '../links/merge-tags/own-tags.ts';
import { type MergeTagSyntax, mergeTagSyntaxes } from './merge-tags.data.ts';

export interface MergeTag {
  readonly start: number;
  readonly end: number;
  /** The name of the syntax in `merge-tags.data.ts`, or `own` for what only one system writes. */
  readonly syntax: string;
}

/** Matches the first character alone, so that where it matched is known without a result of each match. */
const openings = /\{(?=[{%#!])|\*(?=\|)|<(?=[%?])|\[|%|\$(?=!?\{)/g;

/** Grouped by the first character of their opening, longest opening first. */
const syntaxes = Map.groupBy(
  mergeTagSyntaxes.toSorted((one, other) => other.open.length - one.open.length),
  ({ open }) => open.charAt(0),
);

const valueShapes = new Map(mergeTagSyntaxes.map(({ name, value }) => [name, value])).set('own', /./);
const nothingYet = /[-=#_~@%!&{]?\s*$/y;

/** Positions of closings, each searched once for all openings before it: a text full of openings stays linear. */
class Closings {
  readonly #text: string;
  readonly #next = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The first position of `close` at or after `from`, or -1. */
  after(from: number, close: string): number {
    const known = this.#next.get(close);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = this.#text.indexOf(close, from);
    this.#next.set(close, found);
    return found;
  }
}

/**
 * Merge tags in the syntaxes that several systems share, and the own tags of `systems`, in text order, never nested. Percent-encoded or empty braces and those of styles
 * and scripts are not tags. Never throws; linear time.
 */
export function findMergeTags(text: string, systems?: TagSystems): readonly MergeTag[] {
  const tags: MergeTag[] = [];
  const any = systems?.openings ?? openings;
  if (text.search(any) === -1) return tags;
  const closings = new Closings(text);
  const opening = new RegExp(any);
  while (opening.test(text)) {
    const tag = tagAt(text, opening.lastIndex - 1, closings, systems);
    if (tag === undefined) continue;
    opening.lastIndex = tag.end;
    tags.push(tag);
  }
  return tags;
}

/** Whether a tag is a value, as opposed to part of a condition or loop. */
export function isValueTag(text: string, { start, end, syntax }: MergeTag): boolean {
  return valueShapes.get(syntax)?.test(text.slice(start, end)) ?? false;
}

/**
 * A tag that is opened but not closed in a text: what remains of `{{ name }}` in an unquoted value, or of
 * `{{ name | default: "x" }}` in a quoted one. Undefined when there is none.
 */
export function cutOffTag(text: string): string | undefined {
  if (text.search(openings) === -1) return undefined;
  const opening = new RegExp(openings);
  opening.lastIndex = findMergeTags(text).at(-1)?.end ?? 0;
  while (opening.test(text)) {
    const at = opening.lastIndex - 1;
    if (syntaxes.get(text.charAt(at))?.some((syntax) => beginsAt(text, at, syntax))) return text.slice(at);
  }
  return undefined;
}

/** Mailgun's tags cannot contain anything that would cut them off. */
function beginsAt(text: string, at: number, { name, open, begins }: MergeTagSyntax): boolean {
  if (name === 'mailgun' || !text.startsWith(open, at)) return false;
  const content = at + open.length;
  begins.lastIndex = content;
  if (begins.test(text)) return true;
  nothingYet.lastIndex = content;
  return open !== '%%' && nothingYet.test(text);
}

function tagAt(text: string, start: number, closings: Closings, systems?: TagSystems): MergeTag | undefined {
  for (const syntax of syntaxes.get(text.charAt(start)) ?? []) {
    const end = text.startsWith(syntax.open, start) ? tagEnd(text, start, syntax, closings) : -1;
    if (end !== -1) return { start, end, syntax: syntax.name };
  }
  const end = systems?.endAt(text, start) ?? -1;
  return end === -1 ? undefined : { start, end, syntax: 'own' };
}

function tagEnd(text: string, start: number, { open, close, begins }: MergeTagSyntax, closings: Closings): number {
  const content = start + open.length;
  begins.lastIndex = content;
  if (!begins.test(text)) return -1;
  const closing = closings.after(content, close);
  if (closing === -1) return -1;
  let end = closing + close.length;
  // `{{{name}}}` and `{{${name}}}` close with a third brace.
  if (close === '}}' && text[end] === '}') end++;
  return end;
}
