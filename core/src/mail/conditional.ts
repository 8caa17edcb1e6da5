import type { Span } from './edits.ts';
import type { Comment } from './tokenize.ts';

const declaration = /<!\[(if|endif)\b/iy;
const condition = /\[if\b[^\]>]{0,200}\]>/iy;

/**
 * Undefined for every other comment, including the opening of a downlevel-revealed one, whose markup all can see.
 */
export function conditionalContent(html: string, comment: Comment): Span | undefined {
  condition.lastIndex = comment.contentStart;
  const opening = condition.exec(html);
  if (opening === null || condition.lastIndex > comment.contentEnd) return undefined;
  return { start: condition.lastIndex, end: comment.contentEnd };
}

const endif = /<!\[endif\]\s*$/i;

/**
 * What a comment is to programs other than Outlook: the mark where a downlevel-revealed conditional opens or closes,
 * `<!--[if !mso]><!-->` and `<!--<![endif]-->` in all spellings. Undefined for every other comment.
 */
export function conditionalMark(html: string, { contentStart, contentEnd }: Comment): 'opens' | 'closes' | undefined {
  condition.lastIndex = contentStart;
  const isOpening = condition.test(html) && condition.lastIndex <= contentEnd;
  const content = html.slice(isOpening ? condition.lastIndex : contentStart, contentEnd);
  if (isOpening) return /<!\[endif\]/i.test(content) ? undefined : 'opens';
  return endif.test(content) ? 'closes' : undefined;
}

/** The same for a declaration: `<![if !mso]>` and `<![endif]>`. */
export function declaredMark(html: string, start: number): 'opens' | 'closes' | undefined {
  declaration.lastIndex = start;
  const [, word] = declaration.exec(html) ?? [];
  return word === undefined ? undefined : word.toLowerCase() === 'if' ? 'opens' : 'closes';
}
