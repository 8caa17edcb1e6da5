import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { overdueDe } from './de/domains.ts';
import { overdueEn } from './en/domains.ts';
import { fill } from './fill.ts';
import type { InEveryLanguage, Language, OverduePlace, OverdueSentences, Sentence } from './types.ts';

const languages: InEveryLanguage<OverdueSentences> = { en: overdueEn, de: overdueDe };

/**
 * What to check and whom to ask when a domain has been unverified for more than a day; `details` come from the
 * judgement.
 */
export function explainOverdue(
  code: DiagnosisCode,
  details: Readonly<Record<string, string>>,
  language: Language = 'en',
): Sentence {
  return fill(languages[language][placeOf(code)], details);
}

function placeOf(code: DiagnosisCode): OverduePlace {
  if ('transient' in diagnoses[code]) return 'servers';
  return diagnoses[code].certificate === 'refuse' ? 'record' : 'https';
}
