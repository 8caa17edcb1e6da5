import type { Finding, FindingCode } from '../links/findings.ts';
import { fill, type Language, type Sentence } from './fill.ts';
import { findingsDe } from './findings.de.ts';
import { findingsEn } from './findings.en.ts';

/** A finding that reads differently from another one with the same code. */
type FindingVariant = 'already-wrapped:self' | 'base-href:link' | 'malformed:refused' | 'local-host:refused';

/** A sentence for everything that can be found; a language that lacks one does not compile. */
export type FindingSentences = Readonly<Record<FindingCode | FindingVariant, Sentence>>;

const languages: Readonly<Record<Language, FindingSentences>> = { en: findingsEn, de: findingsDe };

/** One finding in plain words. */
export function explainFinding(finding: Finding, language: Language = 'en'): Sentence {
  return fill(languages[language][variantOf(finding)], finding.details);
}

function variantOf({ code, severity, details }: Finding): FindingCode | FindingVariant {
  if (code === 'already-wrapped' && details?.['sender'] === 'self') return 'already-wrapped:self';
  if (code === 'base-href' && details?.['address'] !== undefined) return 'base-href:link';
  if (severity === 'error' && (code === 'malformed' || code === 'local-host')) return `${code}:refused`;
  return code;
}
