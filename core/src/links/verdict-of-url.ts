import type { Verdict } from './action.ts';
import { type VerdictContext, verdict } from './verdict.ts';

/**
 * Decides about a URL that arrives as a text, with or without slots, instead of in a mail: it is fit when the action is
 * 'wrap' and the verdict's URL is the very text that was handed in. `mergeTags` of the context does not matter. Never throws.
 */
export function verdictOfUrl(url: string, context: VerdictContext): Verdict {
  const mergeTags = url.includes('<') ? 'pass-through' : 'leave';
  return verdict({ originalUrl: url.replace(/<(\d{1,4})>/g, '{{value$1}}') }, { ...context, mergeTags });
}
