import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import type { HealthTransition } from '../domains/health.ts';
import { alertsDe } from './de/alerts.ts';
import { alertsEn } from './en/alerts.ts';
import { explainDiagnosis } from './explain-domain.ts';
import { fill } from './fill.ts';
import type { AlertSentences, InEveryLanguage, Language, Sentence } from './types.ts';

const languages: InEveryLanguage<AlertSentences> = { en: alertsEn, de: alertsDe };

/** A domain that broke or recovered, and what was found. */
export interface AlertOfDomain {
  readonly type: HealthTransition;
  readonly code: DiagnosisCode;
  readonly details: Readonly<Record<string, string>>;
  readonly host: string;
}

/** The text of an alert about a domain that broke, with its diagnosis, or recovered. */
export function explainAlert({ type, code, details, host }: AlertOfDomain, language: Language = 'en'): Sentence {
  const { explanation, advice } = explainDiagnosis(code, details, language);
  const key =
    type === 'domain.broken' && diagnoses[code].certificate === 'will_fail' ? (`${type}:certificate` as const) : type;
  return fill(languages[language][key], { host, problem: explanation, advice });
}
