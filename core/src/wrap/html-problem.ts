/** Why a text is no HTML mail. */
export type HtmlProblem = 'empty' | 'binary' | 'no-tag';

/** Undefined for an HTML mail. A text without a single tag is plain text or a wrong file; returned unwrapped, it would explain nothing. */
export function htmlProblem(html: string): HtmlProblem | undefined {
  if (html.trim() === '') return 'empty';
  if (html.includes('\0')) return 'binary';
  return /<[a-z!/]/i.test(html) ? undefined : 'no-tag';
}
