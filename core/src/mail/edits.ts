/** A half-open range of the source text, counted in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces `source.slice(start, end)` by `text`. */
export interface Edit extends Span {
  readonly text: string;
}

/** An edit that is applied immediately, or, without a text, a gap that is filled later. */
export interface Cut extends Span {
  readonly text?: string;
}

/**
 * The pieces around the gaps: always one more than there are gaps. All other bytes are kept.
 * Cuts must be in source order and must not overlap, and all positions refer to the original text; an empty span is an
 * insertion point.
 */
export function cut(source: string, cuts: readonly Cut[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  let from = 0;
  for (const { start, end, text } of cuts) {
    piece += source.slice(from, start);
    from = end;
    if (text === undefined) {
      pieces.push(piece);
      piece = '';
    } else {
      piece += text;
    }
  }
  pieces.push(piece + source.slice(from));
  return pieces;
}

/** Joins the pieces with one text in each gap. */
export function fill(pieces: readonly string[], texts: readonly string[]): string {
  let filled = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index++) {
    filled += texts[index - 1] ?? '';
    filled += pieces[index];
  }
  return filled;
}

/** The source with every edit applied, under the rules of `cut`. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  return fill(cut(source, edits), []);
}
