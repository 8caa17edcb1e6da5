import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import type { Turn } from '../domains/health.ts';
import { alertsDe } from './alerts.de.ts';
import { alertsEn } from './alerts.en.ts';
import { explainDiagnosis } from './explain-domain.ts';
import { fill, type Language, type Sentence } from './fill.ts';

/** A sentence for everything that somebody is alerted of; a language that lacks one does not compile. */
export type AlertSentences = Readonly<Record<Turn | 'went_bad:certificate', Sentence>>;

const languages: Readonly<Record<Language, AlertSentences>> = { en: alertsEn, de: alertsDe };

/** A domain that stopped being in order or is in order again, and what was found. */
export interface AlertOfDomain {
  readonly kind: Turn;
  readonly code: DiagnosisCode;
  readonly details: Readonly<Record<string, string>>;
  readonly host: string;
}

/** What somebody is told when a domain stops being in order, with its diagnosis, or is in order again. */
export function explainAlert({ kind, code, details, host }: AlertOfDomain, language: Language = 'en'): Sentence {
  const { explanation, advice } = explainDiagnosis(code, details, language);
  const key =
    kind === 'went_bad' && diagnoses[code].certificate === 'will_fail' ? (`${kind}:certificate` as const) : kind;
  return fill(languages[language][key], { host, problem: explanation, advice });
}
