import type { DiagnosisCode } from '../domains/diagnoses.ts';
import type { HostRefusal } from '../domains/host.ts';
import { diagnosesDe } from './de/diagnoses.ts';
import { hostRefusalsDe } from './de/domains.ts';
import { diagnosesEn } from './en/diagnoses.ts';
import { hostRefusalsEn } from './en/domains.ts';
import { fill } from './fill.ts';
import type { DiagnosisSentences, HostRefusalSentences, InEveryLanguage, Language, Sentence } from './types.ts';

const diagnoses: InEveryLanguage<DiagnosisSentences> = { en: diagnosesEn, de: diagnosesDe };
const hostRefusals: InEveryLanguage<HostRefusalSentences> = { en: hostRefusalsEn, de: hostRefusalsDe };

/** What a domain's diagnosis means and which record to change; `details` come from the judgement. */
export function explainDiagnosis(
  code: DiagnosisCode,
  details: Readonly<Record<string, string>>,
  language: Language = 'en',
): Sentence {
  const sentences: Readonly<Record<string, Sentence>> = diagnoses[language];
  return fill(sentences[`${code}:${details['variant']}`] ?? sentences[code]!, details);
}

/** Why a name cannot become a tracking domain, and what to enter instead. */
export function explainHostRefusal(reason: HostRefusal, language: Language = 'en'): Sentence {
  return hostRefusals[language][reason];
}
