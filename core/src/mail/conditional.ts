import type { Span } from './edits.ts';
import type { Comment } from './tokenize.ts';

const condition = /\[if\b[^\]>]{0,200}\]>/iy;

/**
 * What Outlook reads of a comment: the markup of a downlevel-hidden conditional comment, `<!--[if mso]> … <![endif]-->`.
 * Undefined for every other comment, also for the opening of a downlevel-revealed one, whose markup everybody reads.
 */
export function conditionalContent(html: string, comment: Comment): Span | undefined {
  condition.lastIndex = comment.contentStart;
  const opening = condition.exec(html);
  if (opening === null || condition.lastIndex > comment.contentEnd) return undefined;
  return { start: condition.lastIndex, end: comment.contentEnd };
}
