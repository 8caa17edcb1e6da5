import { explainFinding, type Language, type VerdictContext, verdictOfUrl } from '@waymark/core';

/** A normalized destination, or the reason why a redirect must not lead there. */
export type JudgedUrl =
  | { readonly target: string; readonly refusal: null }
  | { readonly target: null; readonly refusal: { readonly explanation: string; readonly advice: string } };

/**
 * Judges a destination by core's verdict. What is only left unwrapped by default, such as an unsubscribe link, is
 * accepted here.
 */
export function judgeUrl(href: string, context: VerdictContext, language: Language): JudgedUrl {
  const rules: VerdictContext = { ...context, appLinks: 'wrap', wrapUnsubscribe: true };
  const { action, url, findings } = verdictOfUrl(href, rules);
  const [finding] = findings;
  if (action === 'wrap' && url !== undefined) return { target: url, refusal: null };
  const refusal = finding
    ? explainFinding(finding, language)
    : {
        explanation: 'it is no address of a web page.',
        advice: 'Write it as it stands in the address bar of a browser.',
      };
  return { target: null, refusal };
}
