import type { WrittenAttribute } from './attribute.ts';
import { rawTextElements } from './raw-text.ts';
import type { Content } from './tokenize.ts';

type Tree = 'svg' | 'math';

interface ForeignElement {
  readonly name: string;
  readonly tree: Tree;
}

/** Start tags that end SVG and MathML content (WHATWG HTML, tree construction, rules for foreign content). */
const breakouts: ReadonlySet<string> = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta ' +
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var'
  ).split(' '),
);
const fontBreakouts: ReadonlySet<string> = new Set(['color', 'face', 'size']);

/** Foreign elements whose content is parsed as HTML again. */
const integrationPoints: Readonly<Record<Tree, ReadonlySet<string>>> = {
  svg: new Set(['foreignobject', 'desc', 'title']),
  math: new Set(['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml']),
};

/** The few HTML elements whose start tag affects how the following source is parsed. */
const telling: ReadonlySet<string> = new Set([
  ...rawTextElements,
  ...['svg', 'math', 'select', 'template', 'frameset', 'col'],
]);
/** Most tags of a mail are `td`, `tr`, `p`, `a`. */
const shortestTelling = Math.min(...[...telling].map(({ length }) => length));

/**
 * The little a tokenizer has to know of the tree: `<title>` is raw text in HTML and ordinary markup inside SVG, and
 * some elements ignore their content. Where only the whole tree could decide, the context says `unsure` instead of
 * guessing: an unwrapped link costs a count, but a changed byte in somebody's text breaks the promise.
 */
export class TreeContext {
  readonly #foreign: ForeignElement[] = [];
  #templates = 0;
  #select = false;
  #unsure = false;
  #ignoring = false;

  /** An `<img>` inserted here becomes an element in place and moves nothing else. */
  get takesImages(): boolean {
    return !this.#unsure && !this.#select && this.#foreign.length === 0 && this.#templates === 0;
  }

  /** An `<img>` appended at the very end, where it cannot move anything, still becomes an element that loads. */
  get takesImagesAtEnd(): boolean {
    return !this.#ignoring && !this.#select && this.#templates === 0;
  }

  /** Parsers drop most content here, as in a frameset. */
  get ignoresContent(): boolean {
    return this.#ignoring;
  }

  get inForeignContent(): boolean {
    return this.#foreign.length > 0;
  }

  cdataSection(): Content {
    if (this.#unsure || this.#select) return 'unsure';
    return this.#foreign.length > 0 ? 'raw-text' : 'markup';
  }

  startTag(name: string, selfClosing: boolean, attributes: readonly WrittenAttribute[]): Content {
    if (name === 'frameset') this.#ignoring = true;
    if (this.#unsure) return rawTextElements.has(name) ? 'unsure' : 'markup';
    if (this.#foreign.length > 0) return this.#startInForeign(name, selfClosing, attributes);
    if (name.length < shortestTelling || !telling.has(name)) return 'markup';
    if (rawTextElements.has(name)) return this.#select ? 'unsure' : 'raw-text';
    this.#startInHtml(name, selfClosing);
    return 'markup';
  }

  endTag(name: string): void {
    if (this.#unsure) return;
    if (this.#foreign.length > 0) this.#endInForeign(name);
    else if (name === 'template') this.#templates = Math.max(0, this.#templates - 1);
    else if (name === 'select') this.#select = false;
  }

  #startInHtml(name: string, selfClosing: boolean): void {
    if (name === 'svg' || name === 'math') {
      if (this.#select) this.#unsure = true;
      else if (!selfClosing) this.#foreign.push({ name, tree: name });
    } else if (name === 'select') {
      this.#select = true;
    } else if (name === 'template') {
      this.#templates++;
      if (this.#select) this.#unsure = true;
    } else if (name === 'frameset' || (name === 'col' && this.#templates > 0)) {
      // From here on, parsers drop most elements.
      this.#unsure = true;
      this.#ignoring = true;
    }
  }

  #startInForeign(name: string, selfClosing: boolean, attributes: readonly WrittenAttribute[]): Content {
    const top = this.#foreign.at(-1)!;
    if (integrationPoints[top.tree].has(top.name)) {
      // HTML elements would nest inside the foreign ones.
      this.#unsure = true;
      if (!rawTextElements.has(name)) return 'markup';
      // Its `encoding` decides whether it is an integration point at all.
      return top.name === 'annotation-xml' ? 'unsure' : 'raw-text';
    }
    if (breakouts.has(name) || (name === 'font' && attributes.some((written) => fontBreakouts.has(written.name)))) {
      if (this.#foreign.some((element) => integrationPoints[element.tree].has(element.name))) this.#unsure = true;
      else this.#foreign.length = 0;
    } else if (!selfClosing) {
      this.#foreign.push({ name, tree: top.tree });
    }
    return 'markup';
  }

  #endInForeign(name: string): void {
    const depth = this.#foreign.findLastIndex((element) => element.name === name);
    if (depth !== -1 && name !== 'p' && name !== 'br') this.#foreign.length = depth;
    else this.#unsure = true;
  }
}
