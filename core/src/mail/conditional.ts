import type { Span } from './edits.ts';
import type { Comment } from './tokenize.ts';

const condition = /\[if\b[^\]>]{0,200}\]>/iy;

/**
 * Undefined for every other comment, including the opening of a downlevel-revealed one, whose markup all see.
 * Undefined for every other comment, including the opening of a downlevel-revealed one, whose markup all can see.
 */
export function conditionalContent(html: string, comment: Comment): Span | undefined {
  condition.lastIndex = comment.contentStart;
  const opening = condition.exec(html);
  if (opening === null || condition.lastIndex > comment.contentEnd) return undefined;
  return { start: condition.lastIndex, end: comment.contentEnd };
}
