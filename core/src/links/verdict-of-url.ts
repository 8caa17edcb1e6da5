import type { Verdict } from './action.ts';
import { type VerdictContext, verdict } from './verdict.ts';

/** Whoever passes a URL as text has filled in what was to be filled in. */
const asGiven: ReadonlyMap<string, string> = new Map([['data-track', 'on']]);

/**
 * Judges a URL that is passed as text, with or without slots, instead of in a mail: it is acceptable when the action is
 * 'wrap' and the verdict's URL equals the text passed in. Ignores `mergeTags` and `utm` of the context. Never throws.
 */
export function verdictOfUrl(url: string, context: VerdictContext): Verdict {
  const mergeTags = url.includes('<') ? 'pass-through' : 'leave';
  const originalUrl = url.replace(/<(\d{1,4})>/g, '{{value$1}}');
  return verdict({ originalUrl, attributes: asGiven }, { ...context, mergeTags, utm: undefined });
}
