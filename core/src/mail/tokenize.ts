import type { WrittenAttribute } from './attribute.ts';
import { rawTextEnd } from './raw-text.ts';
import { asciiLowerCase, readAttributes, tagNameEnd } from './tag.ts';

/** A start tag; `attributes` is empty unless the consumer asked for them. */
export interface StartTag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
  readonly attributes: readonly WrittenAttribute[];
}

export interface Comment {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** Context that characters alone do not determine: `unsure` stops the tokenizer, since guessing could change text. */
export type Content = 'markup' | 'raw-text' | 'unsure';

/** Receives the tokens in source order, and answers what only the tree of elements determines. */
export interface TokenReader {
  wantsAttributes(name: string): boolean;
  startTag(tag: StartTag): Content;
  endTag(name: string, start: number, end: number): void;
  text(start: number, end: number): void;
  comment(comment: Comment): void;
  /** Any other `<!…>` or `<?…>`, such as a doctype. */
  declaration(start: number, end: number): void;
  /** Whether `<![CDATA[` opens a section here (`raw-text`) or a bogus comment (`markup`). */
  cdataSection(): Content;
}

/** `complete`: the source ends as markup; `open`: it ends within the construct at `at`; `unsure`: stopped there. */
export interface Ending {
  readonly state: 'complete' | 'open' | 'unsure';
  readonly at: number;
}

const noAttributes: readonly WrittenAttribute[] = [];

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/**
 * Tokenizes the source in one pass, by the states of WHATWG HTML (tokenization). Never throws; linear time.
 */
export function tokenize(html: string, reader: TokenReader): Ending {
  let at = 0;
  let textStart = 0;
  const endText = (end: number) => {
    if (end > textStart) reader.text(textStart, end);
  };

  for (;;) {
    const start = html.indexOf('<', at);
    if (start === -1) {
      endText(html.length);
      return { state: 'complete', at: html.length };
    }
    const next = html.charCodeAt(start + 1);
    if (isLetter(next)) {
      const nameEnd = tagNameEnd(html, start + 1);
      const name = asciiLowerCase(html.slice(start + 1, nameEnd));
      const attributes = reader.wantsAttributes(name) ? [] : undefined;
      const { end, selfClosing } = readAttributes(html, nameEnd, attributes);
      endText(start);
      if (end === -1) return { state: 'open', at: start };
      const content = reader.startTag({ name, start, end, selfClosing, attributes: attributes ?? noAttributes });
      if (content === 'unsure') return { state: 'unsure', at: start };
      at = end;
      if (content === 'raw-text') {
        at = rawTextEnd(html, name, end);
        if (at === -1) return { state: 'open', at: start };
      }
      textStart = at;
    } else if (next === 0x2f /* / */) {
      const letter = html.charCodeAt(start + 2);
      if (isLetter(letter)) {
        const nameEnd = tagNameEnd(html, start + 2);
        const { end } = readAttributes(html, nameEnd);
        endText(start);
        if (end === -1) return { state: 'open', at: start };
        reader.endTag(asciiLowerCase(html.slice(start + 2, nameEnd)), start, end);
        at = end;
      } else {
        endText(start);
        if (Number.isNaN(letter)) return { state: 'open', at: start };
        // `</>` is dropped, any other is a bogus comment; both end at the next `>`.
        at = html.indexOf('>', start + 2) + 1;
        if (at === 0) return { state: 'open', at: start };
      }
      textStart = at;
    } else if (next === 0x21 /* ! */ || next === 0x3f /* ? */) {
      endText(start);
      const end = declarationEnd(html, start, reader);
      if (end < 0) return { state: end === openEnded ? 'open' : 'unsure', at: start };
      at = end;
      textStart = end;
    } else {
      at = start + 1;
    }
  }
}

const openEnded = -1;
const unsureEnd = -2;

/** The position after a comment, doctype, CDATA section or bogus comment that starts at `start`. */
function declarationEnd(html: string, start: number, reader: TokenReader): number {
  if (html.startsWith('--', start + 2)) return commentEnd(html, start, reader);
  if (html.startsWith('[CDATA[', start + 2) && html.charCodeAt(start + 1) === 0x21) {
    const content = reader.cdataSection();
    if (content === 'unsure') return unsureEnd;
    if (content === 'raw-text') {
      const end = html.indexOf(']]>', start + 9);
      return end === -1 ? openEnded : end + 3;
    }
  }
  const end = html.indexOf('>', start + 2) + 1;
  if (end === 0) return openEnded;
  reader.declaration(start, end);
  return end;
}

/** A comment ends at `-->` or `--!>`; `<!-->` and `<!--->` are whole comments. */
function commentEnd(html: string, start: number, reader: TokenReader): number {
  const contentStart = start + 4;
  if (html.charCodeAt(contentStart) === 0x3e) return contentStart + 1;
  if (html.startsWith('->', contentStart)) return contentStart + 2;
  for (let dashes = html.indexOf('--', contentStart); dashes !== -1; dashes = html.indexOf('--', dashes + 1)) {
    const bang = html.charCodeAt(dashes + 2) === 0x21 ? 1 : 0;
    if (html.charCodeAt(dashes + 2 + bang) === 0x3e) {
      reader.comment({ start, contentStart, contentEnd: dashes });
      return dashes + 3 + bang;
    }
  }
  return openEnded;
}
