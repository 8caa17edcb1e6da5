import { classifyDeepLink } from '../deep-links/classify.ts';
import { leave, type Verdict } from '../links/action.ts';
import { finding } from '../links/findings.ts';
import { type VerdictContext, verdict } from '../links/verdict.ts';
import { cut, type Edit } from '../mail/edits.ts';
import { isSigned, signedParts } from '../mail/signed.ts';
import { findTextLinks, type TextLink } from '../mail/text-links.ts';
import { MarkupAddresses } from './markup-addresses.ts';
import { Places } from './places.ts';
import {
  addedBytes,
  appLinksOf,
  inOrder,
  judgingContext,
  linkPlaces,
  type PreparedMail,
  type WrapContext,
} from './prepare.ts';
import { report } from './report.ts';

/**
 * Prepares a text/plain part, which must be decoded; callers encode the result again. With `text: 'leave'` (default) it
 * keeps its links and only reports. Never throws.
 */
export function prepareText(text: string, context: WrapContext): PreparedMail {
  return prepareTextInto(text, context, new Places(), new MarkupAddresses());
}

/** The same for the text of a mail whose parts share their places. `markup`: what its other parts know. */
export function prepareTextInto(
  text: string,
  context: WrapContext,
  shared: Places,
  markup: MarkupAddresses,
): PreparedMail {
  const wraps = context.trackClicks && context.text === 'wrap';
  // In a mail program, a value at the end of an address can change where the address ends.
  const rules: VerdictContext = { ...judgingContext(context), mergeTags: 'leave' };
  const signed = signedParts(text);
  const judged = findTextLinks(text).map((link) => ({
    link: { ...link, quote: 'none' as const },
    verdict: isSigned(link.value, signed) ? leave(finding('signed')) : judge(link, rules, markup, wraps),
    deepLink: classifyDeepLink(link.originalUrl),
  }));
  const places = inOrder([
    ...(wraps ? linkPlaces(judged, shared) : []),
    ...judged.flatMap(({ link }) => (isSigned(link.value, signed) ? [] : (withoutUntrackedScheme(link) ?? []))),
  ]);
  const gaps = places.flatMap(({ gap }) => gap ?? []);
  return {
    pieces: cut(text, places),
    gaps,
    urls: [...shared.urls],
    labels: [...shared.labels],
    ...appLinksOf(shared),
    report: report(text, judged, addedBytes(gaps, context), () => []),
  };
}

function judge(link: TextLink, rules: VerdictContext, markup: MarkupAddresses, wraps: boolean): Verdict {
  const judged = verdict(link, rules);
  // The address is its own visible text, and whether one without a scheme becomes a link depends on the program.
  const findings = judged.findings
    .filter(({ code }) => code !== 'text-mismatch')
    // Readers of a text see the address itself, which stays as it is.
    .map((found) => (found.code === 'app-parameters' ? finding('app-left') : found))
    .map((found) => (found.code === 'missing-scheme' ? finding(found.code, found.details, 'info') : found));
  if (judged.url === undefined) return { action: judged.action, findings };
  const url = judged.plainUrl ?? judged.url;
  const elsewhere = markup.left(url) ?? markup.glued(link.originalUrl, url);
  if (elsewhere !== undefined) return { action: 'leave', findings: [elsewhere] };
  if (wraps && !link.certain) {
    return { action: 'leave', findings: [...findings, finding('parser-differential', undefined, 'warning')] };
  }
  return { ...judged, findings };
}

/** Postal's opt-out scheme, which no program opens. A text has no place for the opt-out mark. */
export function withoutUntrackedScheme({ raw, value }: TextLink): Edit | undefined {
  const scheme = /^(https?)\+notrack(?=:\/\/)/i.exec(raw);
  return scheme === null ? undefined : { start: value.start, end: value.start + scheme[0].length, text: scheme[1]! };
}
