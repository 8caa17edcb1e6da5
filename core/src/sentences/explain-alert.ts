import { type DiagnosisCode, diagnoses, isDiagnosisCode } from '../domains/diagnoses.ts';
import type { HealthTransition } from '../domains/health.ts';
import { alertsDe } from './de/alerts.ts';
import { alertsEn } from './en/alerts.ts';
import { explainDiagnosis } from './explain-domain.ts';
import { fill } from './fill.ts';
import type { AlertSentences, InEveryLanguage, Language, Sentence } from './types.ts';

const languages: InEveryLanguage<AlertSentences> = { en: alertsEn, de: alertsDe };

/** What an alert says: what a check has found, that another account has the host now, or that a webhook was switched off. */
export type AlertCode = DiagnosisCode | 'taken_over' | 'webhook_disabled';

export function isAlertCode(code: string): code is AlertCode {
  return code === 'taken_over' || code === 'webhook_disabled' || isDiagnosisCode(code);
}

/** A domain that broke or recovered, and why; or a webhook on a host. */
export interface AlertOfDomain {
  readonly type: HealthTransition | 'webhook.disabled';
  readonly code: AlertCode;
  readonly details: Readonly<Record<string, string>>;
  readonly host: string;
}

/** The text of an alert about a domain that broke, with its diagnosis, recovered or was taken over. */
export function explainAlert({ type, code, details, host }: AlertOfDomain, language: Language = 'en'): Sentence {
  if (code === 'taken_over') return fill(languages[language]['domain.broken:taken_over'], { ...details, host });
  if (code === 'webhook_disabled' || type === 'webhook.disabled')
    return fill(languages[language]['webhook.disabled'], { ...details, host });
  const { explanation, advice } = explainDiagnosis(code, details, language);
  const key =
    type === 'domain.broken' && diagnoses[code].certificate === 'will_fail' ? (`${type}:certificate` as const) : type;
  return fill(languages[language][key], { host, problem: explanation, advice });
}
