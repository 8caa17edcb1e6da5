import type { Finding, FindingCode } from '../../links/findings.ts';
import { findingsDe } from '../de/findings.ts';
import { findingsEn } from '../en/findings.ts';
import { fill } from '../fill.ts';
import { sayDate } from '../say-date.ts';
import type { FindingSentences, FindingVariant, InEveryLanguage, Language, Sentence, UnknownReason } from '../types.ts';

const languages: InEveryLanguage<FindingSentences> = { en: findingsEn, de: findingsDe };

/** One finding in plain language. */
export function explainFinding(finding: Finding, language: Language = 'en'): Sentence {
  const { date, ...details } = finding.details ?? {};
  const said = date === undefined ? details : { ...details, date: sayDate(date, language) };
  return fill(languages[language][variantOf(finding)], said);
}

function variantOf({ code, severity, details }: Finding): FindingCode | FindingVariant {
  if (code === 'app-unknown' && details?.['reason'] !== undefined)
    return `${code}:${details['reason'] as UnknownReason}`;
  if (code === 'app-tracked' && details?.['opens'] === 'own-app') return 'app-tracked:own-app';
  // Where the files of a website do not say what an app does with the link, nothing is said about its team either.
  if (code === 'app-not-confirmed' && (!details?.['app'] || details['why'])) return 'app-not-confirmed:unknown';
  if (code === 'already-wrapped' && details?.['sender'] === 'self') return 'already-wrapped:self';
  if (code === 'base-href' && details?.['address'] !== undefined) return 'base-href:link';
  if (severity === 'error' && (code === 'malformed' || code === 'local-host')) return `${code}:refused`;
  return code;
}
