import { decodeHTML } from 'entities';

/** Enough to display and judge a link; a link that is never closed must not collect the whole mail. */
const maxTextLength = 1000;

/** Tags that visually separate words. `<b>` and the like do not: `ban<b>k.com</b>` reads as one word. */
const gaps: ReadonlySet<string> = new Set(
  'address blockquote br center div dd dl dt h1 h2 h3 h4 h5 h6 hr img li ol p pre table tbody td th tr ul'.split(' '),
);

/** White space other than a space. */
const otherSpace = /[^\S ]/;

/** Text of the source as it is displayed: entities decoded, white space collapsed. */
export function visibleText(raw: string): string {
  const text = raw.includes('&') ? decodeHTML(raw) : raw;
  return (text.includes('  ') || otherSpace.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

/** Receives its visible text once that is known. */
export interface Labelled {
  text: string;
}

/** Collects the visible text of the open link. Links of one kind do not nest: the next one closes the previous one. */
export class LinkText {
  readonly #html: string;
  #raw = '';
  #open: Labelled | undefined;

  constructor(html: string) {
    this.#html = html;
  }

  begin(labelled: Labelled): void {
    this.end();
    this.#open = labelled;
  }

  text(start: number, end: number): void {
    if (this.#open === undefined || this.#raw.length >= maxTextLength) return;
    this.#raw += this.#html.slice(start, Math.min(end, start + maxTextLength - this.#raw.length));
  }

  tag(name: string): void {
    if (this.#open !== undefined && this.#raw.length < maxTextLength && gaps.has(name)) this.#raw += ' ';
  }

  end(): void {
    if (this.#open === undefined) return;
    this.#open.text = visibleText(this.#raw);
    this.#open = undefined;
    this.#raw = '';
  }
}
