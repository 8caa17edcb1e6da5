import { decodeAttributes } from '../attribute.ts';
import type { Span } from '../edits.ts';
import type { Ending, StartTag } from '../tokenize.ts';
import type { TreeContext } from '../tree-context.ts';

/** Positions where an `<img>` loads and leaves the rest of the tree unchanged. */
export interface PixelPlaces {
  /** After the start of the body and its preheader. */
  readonly start?: number;
  /** Before the end of the body. */
  readonly end?: number;
  /** Placeholders with which the author positions the pixel. */
  readonly placeholders: readonly Span[];
  /** The same in a mail that is quoted, where a pixel would count as that mail's. */
  readonly quotedPlaceholders: readonly Span[];
}

const placeholder = /\{\{\s{0,9}waymark_open\s{0,9}\}\}/g;
const placeholderHere = new RegExp(placeholder, 'y');
const notSpace = /[^\t\n\f\r ]/g;
const hiddenStyle = /display\s{0,9}:\s{0,9}none|mso-hide\s{0,9}:\s{0,9}all|max-height\s{0,9}:\s{0,9}0/i;
const preheaderName = /pre-?header|preview-?text/i;

/** Elements that a parser puts into the head, so the body has not begun. */
const headElements: ReadonlySet<string> = new Set(
  'base basefont bgsound html head link meta noframes noscript script style template title'.split(' '),
);

/** Checks only the few places with opening braces instead of searching the whole mail for a word. */
function hasPlaceholder(html: string): boolean {
  for (let at = html.indexOf('{{'); at !== -1; at = html.indexOf('{{', at + 1)) {
    placeholderHere.lastIndex = at;
    if (placeholderHere.test(html)) return true;
  }
  return false;
}

/** Follows the tags of a mail and records where a pixel may go. */
export class PixelPlaceFinder {
  readonly #html: string;
  readonly #context: TreeContext;
  readonly #lookForPlaceholders: boolean;
  readonly #placeholders: Span[] = [];
  readonly #quotedPlaceholders: Span[] = [];
  /** For each open `<blockquote>`, how many placeholders were before it. */
  readonly #quotes: number[] = [];
  /** State of the search for the start of the body's content: not seen, maybe before a preheader, within one, found. */
  #phase: 'head' | 'preheader?' | 'preheader' | 'known' = 'head';
  #headEnded = false;
  #hidden: string[] = [];
  #openTables = 0;
  /** How many conditionals are open whose content programs other than Outlook see. */
  #conditionals = 0;
  /** The start of the content is within one: the pixel goes behind its end. */
  #startsBehind = false;
  #start: number | undefined;
  #bodyEnd: number | undefined;

  constructor(html: string, context: TreeContext) {
    this.#html = html;
    this.#context = context;
    this.#lookForPlaceholders = hasPlaceholder(html);
  }

  wantsAttributes(name: string): boolean {
    return (this.#phase === 'head' || this.#phase === 'preheader?') && (name === 'div' || name === 'span');
  }

  /** Must be called before the context processes the tag. */
  startTag(tag: StartTag): void {
    this.#bodyEnd = undefined;
    if (tag.name === 'table') this.#openTables++;
    if (this.#phase === 'known' || !this.#context.takesImages) return;
    if (this.#phase === 'head') {
      if (tag.name === 'body') {
        this.#startAt(tag.end);
        this.#phase = 'preheader?';
        return;
      }
      if (headElements.has(tag.name) && !(tag.name === 'noscript' && this.#headEnded)) return;
      this.#startAt(tag.start);
      this.#phase = 'preheader?';
    }
    if (this.#phase === 'preheader') {
      if (tag.name === 'div' || tag.name === 'span') this.#hidden.push(tag.name);
      else if (tag.name !== 'br' && tag.name !== 'wbr' && tag.name !== 'img') this.#phase = 'known';
    } else if (this.#isHiddenBlock(tag)) {
      this.#hidden = [tag.name];
      this.#phase = 'preheader';
    } else {
      this.#phase = 'known';
    }
  }

  endTag(name: string, start: number, end: number): void {
    if (!this.#context.takesImages) return;
    if (name === 'table') this.#openTables = Math.max(0, this.#openTables - 1);
    this.#bodyEnd = this.#endsBody(name) ? (name === 'html' ? (this.#bodyEnd ?? start) : start) : undefined;

    if (this.#phase === 'head') {
      if (name === 'head') this.#headEnded = true;
      else if (name === 'body' || name === 'html' || name === 'br') this.#begin(start);
    } else if (this.#phase === 'preheader' && this.#hidden.at(-1) === name) {
      this.#hidden.pop();
      if (this.#hidden.length > 0) return;
      this.#startAt(end);
      this.#phase = 'preheader?';
    } else {
      this.#phase = 'known';
    }
  }

  text(start: number, end: number): void {
    if (!this.#context.takesImages) return;
    if (this.#lookForPlaceholders) this.#findPlaceholders(start, end);
    if (this.#phase !== 'head' && this.#phase !== 'preheader?' && this.#bodyEnd === undefined) return;
    // A byte order mark is part of the encoding, not content.
    notSpace.lastIndex = start === 0 && this.#html.startsWith('\uFEFF') ? 1 : start;
    const first = notSpace.exec(this.#html)?.index ?? end;
    if (first >= end) return;
    this.#bodyEnd = undefined;
    if (this.#phase === 'head') this.#begin(first);
    else if (this.#phase === 'preheader?') this.#phase = 'known';
  }

  beginQuote(): void {
    this.#quotes.push(this.#placeholders.length);
  }

  endQuote(): void {
    this.#quotedPlaceholders.push(...this.#placeholders.splice(this.#quotes.pop() ?? this.#placeholders.length));
  }

  /** A mark of a conditional that is no comment to programs other than Outlook, and where it ends. */
  conditionalMark(mark: 'opens' | 'closes', end: number): void {
    this.#conditionals = Math.max(0, this.#conditionals + (mark === 'opens' ? 1 : -1));
    if (!this.#startsBehind || this.#conditionals > 0) return;
    this.#startsBehind = false;
    if (this.#openTables === 0 && this.#context.takesImages) this.#start = end;
  }

  finish(ending: Ending): PixelPlaces {
    if (ending.state === 'complete' && this.#phase === 'head' && this.#context.takesImages) this.#begin(ending.at);
    const [placeholders, quotedPlaceholders] = [this.#placeholders, this.#quotedPlaceholders];
    if (this.#context.ignoresContent || this.#phase === 'head') return { placeholders, quotedPlaceholders };
    const end = this.#bodyEnd ?? this.#endOfContent(ending);
    return { start: this.#start, end, placeholders, quotedPlaceholders };
  }

  /** Within an unclosed table, parsers ignore the end of the body. */
  #endsBody(name: string): boolean {
    return (name === 'body' || name === 'html') && this.#openTables === 0 && this.#conditionals === 0;
  }

  /** A mail that ends within a comment or raw text has no place at its end where a pixel loads. */
  #endOfContent(ending: Ending): number | undefined {
    return ending.state === 'complete' && this.#context.takesImagesAtEnd ? ending.at : undefined;
  }

  #startAt(at: number): void {
    this.#startsBehind = this.#conditionals > 0;
    this.#start = this.#startsBehind ? undefined : at;
  }

  #begin(at: number): void {
    this.#startAt(at);
    this.#phase = 'known';
  }

  #isHiddenBlock(tag: StartTag): boolean {
    if (tag.name !== 'div' && tag.name !== 'span') return false;
    const attributes = decodeAttributes(this.#html, tag.attributes);
    return (
      attributes.has('hidden') ||
      hiddenStyle.test(attributes.get('style') ?? '') ||
      preheaderName.test(`${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`)
    );
  }

  #findPlaceholders(from: number, to: number): void {
    for (const found of this.#html.slice(from, to).matchAll(placeholder)) {
      const start = from + found.index;
      this.#placeholders.push({ start, end: start + found[0].length });
    }
  }
}
