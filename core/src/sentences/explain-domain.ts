import type { DiagnosisCode, VariantKey } from '../domains/diagnoses.ts';
import type { HostRefusal } from '../domains/host.ts';
import { diagnosesDe } from './diagnoses.de.ts';
import { diagnosesEn } from './diagnoses.en.ts';
import { fill, type Language, type Sentence } from './fill.ts';
import { hostRefusalsDe } from './host-refusals.de.ts';
import { hostRefusalsEn } from './host-refusals.en.ts';

/** A sentence for every diagnosis; a language that lacks one does not compile. */
export type DiagnosisSentences = Readonly<Record<DiagnosisCode | VariantKey, Sentence>>;
/** The same for every reason to refuse a host. */
export type HostRefusalSentences = Readonly<Record<HostRefusal, Sentence>>;

const diagnoses: Readonly<Record<Language, DiagnosisSentences>> = { en: diagnosesEn, de: diagnosesDe };
const hostRefusals: Readonly<Record<Language, HostRefusalSentences>> = { en: hostRefusalsEn, de: hostRefusalsDe };

/** What a domain's diagnosis means and which record to change; `details` are those of the judgement. */
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
