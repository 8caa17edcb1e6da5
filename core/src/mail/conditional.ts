import type { Span } from './edits.ts';
import type { Comment } from './tokenize.ts';

const declaration = /<!\[(if|endif)\b/iy;
const condition = /\[if\b[^\]>]{0,200}\]>/iy;

/**
 * Undefined for every other comment, including the opening of a downlevel-revealed one, whose markup all can see.
 */
export function conditionalContent(html: string, comment: Comment): Span | undefined {
  if (html.charCodeAt(comment.contentStart) !== bracket) return undefined;
  condition.lastIndex = comment.contentStart;
  const opening = condition.exec(html);
  if (opening === null || condition.lastIndex > comment.contentEnd) return undefined;
  return { start: condition.lastIndex, end: comment.contentEnd };
}

const endif = /<!\[endif\]\s*$/i;
const anyEndif = /<!\[endif\]/i;
/** With some white space behind it. */
const longestEndif = 24;
const bracket = 0x5b;

/**
 * What a comment is to programs other than Outlook: the mark where a downlevel-revealed conditional opens or closes,
 * `<!--[if !mso]><!-->` and `<!--<![endif]-->` in all spellings. Undefined for every other comment.
 */
export function conditionalMark(html: string, { contentStart, contentEnd }: Comment): 'opens' | 'closes' | undefined {
  const closes = endif.test(html.slice(Math.max(contentStart, contentEnd - longestEndif), contentEnd));
  if (html.charCodeAt(contentStart) !== bracket) return closes ? 'closes' : undefined;
  if (closes) return undefined;
  condition.lastIndex = contentStart;
  const opens = condition.test(html) && condition.lastIndex <= contentEnd;
  return opens && !anyEndif.test(html.slice(contentStart, contentEnd)) ? 'opens' : undefined;
}

/** The same for a declaration: `<![if !mso]>` and `<![endif]>`. */
export function declaredMark(html: string, start: number): 'opens' | 'closes' | undefined {
  declaration.lastIndex = start;
  const [, word] = declaration.exec(html) ?? [];
  return word === undefined ? undefined : word.toLowerCase() === 'if' ? 'opens' : 'closes';
}
