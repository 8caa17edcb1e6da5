import { type Verdict, type VerdictContext, verdict } from './verdict.ts';

/**
 * Decides about a destination that arrives as a text, with or without gaps, instead of in a mail: it is fit when the action is
 * 'wrap' and the target is the very text that was handed in. `mergeTags` of the context does not matter. Never throws.
 */
export function verdictOfTarget(target: string, context: VerdictContext): Verdict {
  const mergeTags = target.includes('<') ? 'pass-through' : 'leave';
  return verdict({ href: target.replace(/<(\d{1,4})>/g, '{{value$1}}') }, { ...context, mergeTags });
}
