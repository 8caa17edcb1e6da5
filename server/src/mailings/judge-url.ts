import { explainFinding, type Language, type VerdictContext, verdictOfUrl } from '@waymark/core';

/** A normalized destination, or the reason why a redirect must not lead there. */
export type JudgedUrl =
  | { readonly url: string; readonly refusal: null }
  | { readonly url: null; readonly refusal: { readonly explanation: string; readonly advice: string } };

/**
 * Judges a destination by core's verdict. What is only left unwrapped by default, such as an unsubscribe link, is
 * accepted here.
 */
export function judgeUrl(given: string, context: VerdictContext, language: Language): JudgedUrl {
  const rules: VerdictContext = { ...context, appLinks: 'wrap', wrapUnsubscribe: true };
  const { action, url, findings } = verdictOfUrl(given, rules);
  const [finding] = findings;
  if (action === 'wrap' && url !== undefined) return { url, refusal: null };
  const refusal = finding
    ? explainFinding(finding, language)
    : {
        explanation: 'it is not the address of a web page.',
        advice: 'Write it as it appears in the address bar of a browser.',
      };
  return { url: null, refusal };
}
