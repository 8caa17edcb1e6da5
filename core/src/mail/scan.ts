import { decodeAttributeValue } from './attribute.ts';
import { conditionalContent, conditionalMark, declaredMark } from './conditional.ts';
import type { Span } from './edits.ts';
import { isLinkElement, LinkCollector, type ScannedLink } from './link-collector.ts';
import { PixelPlaceFinder, type PixelPlaces } from './pixel/pixel-places.ts';
import { clearSignedParts } from './signed.ts';
import { type Comment, type Content, type StartTag, type TokenReader, tokenize } from './tokenize.ts';
import { TreeContext } from './tree-context.ts';

/** An address in the source that is not a link but is reported, decoded. */
export interface FoundAddress {
  readonly offset: number;
  readonly address: string;
}

/** What one pass over the HTML of a mail finds; all offsets are from its start. */
export interface Scan {
  readonly source: string;
  /** In the order of the source. */
  readonly links: readonly ScannedLink[];
  readonly pixelPlaces: PixelPlaces;
  /** `src` of the images outside conditional comments: one of our own pixels may be among them. */
  readonly images: readonly string[];
  /** The same within a `<blockquote>`: a mail that is quoted. */
  readonly quotedImages: readonly string[];
  /** What its author has signed, where nothing may change. */
  readonly signed: readonly Span[];
  readonly bases: readonly FoundAddress[];
  /** The base of relative links: the first `<base href>` that parsers see (WHATWG HTML, document base URL). */
  readonly base?: string;
  readonly formActions: readonly FoundAddress[];
  /** The mail is AMP for e-mail, which allows only `<amp-img>`. */
  readonly amp: boolean;
}

/**
 * Reads the HTML of a mail in one pass, as HTML parsers do (WHATWG HTML, scripting disabled), and conditional comments
 * as Outlook does. Never throws; linear time.
 */
export function scan(html: string): Scan {
  return new MailReader(html).read();
}

interface Found {
  readonly links: ScannedLink[];
  readonly images: string[];
  readonly quotedImages: string[];
  readonly bases: FoundAddress[];
  base?: string;
  readonly formActions: FoundAddress[];
  amp: boolean;
}

/** What the mail and its conditional comments are both scanned for: links, bases and forms. */
class MarkupReader implements TokenReader {
  protected readonly html: string;
  protected readonly found: Found;
  protected readonly context = new TreeContext();
  readonly #shift: number;
  readonly #collector: LinkCollector;

  constructor(html: string, shift: number, found: Found) {
    this.html = html;
    this.found = found;
    this.#shift = shift;
    this.#collector = new LinkCollector(html, shift, found.links);
  }

  wantsAttributes(name: string): boolean {
    return (
      isLinkElement(name) ||
      name === 'img' ||
      name === 'base' ||
      name === 'form' ||
      (name === 'font' && this.context.inForeignContent)
    );
  }

  startTag(tag: StartTag): Content {
    this.#collector.startTag(tag);
    if (tag.name === 'base') this.#note(tag, 'href', this.found.bases);
    else if (tag.name === 'form') this.#note(tag, 'action', this.found.formActions);
    return this.context.startTag(tag.name, tag.selfClosing, tag.attributes);
  }

  endTag(name: string, _start: number, _end: number): void {
    this.#collector.endTag(name);
    this.context.endTag(name);
  }

  text(start: number, end: number): void {
    this.#collector.text(start, end);
  }

  comment(_comment: Comment): void {}

  declaration(_start: number, _end: number): void {}

  cdataSection(): Content {
    return this.context.cdataSection();
  }

  finish(): void {
    this.#collector.finish();
  }

  #note(tag: StartTag, name: string, list: FoundAddress[]): void {
    const value = tag.attributes.find((attribute) => attribute.name === name)?.value;
    if (value === undefined) return;
    list.push({
      offset: value.start + this.#shift,
      address: decodeAttributeValue(this.html.slice(value.start, value.end)),
    });
  }
}

/** Scans the mail itself, which also means pixel positions and conditional comments. */
class MailReader extends MarkupReader {
  readonly #places: PixelPlaceFinder;
  /** For each open `<blockquote>`, how many images were before it. */
  readonly #quotes: number[] = [];

  constructor(html: string) {
    super(html, 0, { links: [], images: [], quotedImages: [], bases: [], formActions: [], amp: false });
    this.#places = new PixelPlaceFinder(html, this.context);
  }

  read(): Scan {
    const ending = tokenize(this.html, this);
    this.finish();
    return {
      ...this.found,
      source: this.html,
      pixelPlaces: this.#places.finish(ending),
      signed: clearSignedParts(this.html),
    };
  }

  override wantsAttributes(name: string): boolean {
    return super.wantsAttributes(name) || name === 'amp-img' || name === 'html' || this.#places.wantsAttributes(name);
  }

  override startTag(tag: StartTag): Content {
    this.#places.startTag(tag);
    if (isQuote(tag.name)) this.#beginQuote();
    if (tag.name === 'img' || tag.name === 'amp-img') this.#noteImage(tag);
    else if (tag.name === 'base' && this.context.takesImages) this.#noteBase(tag);
    else if (tag.name === 'html' && tag.attributes.some(({ name }) => ampMarks.has(name))) this.found.amp = true;
    return super.startTag(tag);
  }

  override endTag(name: string, start: number, end: number): void {
    this.#places.endTag(name, start, end);
    if (isQuote(name)) this.#endQuote();
    super.endTag(name, start, end);
  }

  override text(start: number, end: number): void {
    this.#places.text(start, end);
    super.text(start, end);
  }

  override comment(comment: Comment): void {
    const mark = conditionalMark(this.html, comment);
    if (mark !== undefined) this.#places.conditionalMark(mark, this.html.indexOf('>', comment.contentEnd) + 1);
    const content = conditionalContent(this.html, comment);
    if (content === undefined) return;
    const markup = this.html.slice(content.start, content.end);
    const reader = new MarkupReader(markup, content.start, this.found);
    tokenize(markup, reader);
    reader.finish();
  }

  override declaration(start: number, end: number): void {
    const mark = declaredMark(this.html, start);
    if (mark !== undefined) this.#places.conditionalMark(mark, end);
  }

  #beginQuote(): void {
    this.#quotes.push(this.found.images.length);
    this.#places.beginQuote();
  }

  /** Only one that is closed: what follows one that is not may as well be the mail itself. */
  #endQuote(): void {
    const before = this.#quotes.pop();
    this.#places.endQuote();
    if (before !== undefined) this.found.quotedImages.push(...this.found.images.splice(before));
  }

  #noteImage(tag: StartTag): void {
    const source = this.#valueOf(tag, 'src');
    if (source !== undefined) this.found.images.push(source);
  }

  /** The first one wins, whatever its value. */
  #noteBase(tag: StartTag): void {
    const address = this.#valueOf(tag, 'href');
    if (address !== undefined) this.found.base ??= address;
  }

  #valueOf(tag: StartTag, name: string): string | undefined {
    const value = tag.attributes.find((attribute) => attribute.name === name)?.value;
    return value && decodeAttributeValue(this.html.slice(value.start, value.end));
  }
}

const ampMarks: ReadonlySet<string> = new Set(['⚡4email', '⚡️4email', 'amp4email']);

/** The length tells most names apart without a comparison. */
function isQuote(name: string): boolean {
  return name.length === 10 && name === 'blockquote';
}
