import { type DiagnosisCode, diagnoses } from '../domains/diagnoses.ts';
import { fill, type Language, type Sentence } from './fill.ts';
import { overdueDe } from './overdue.de.ts';
import { overdueEn } from './overdue.en.ts';

/** Where to look when waiting has not helped: at the record, at what stands before the host, at the name servers. */
type Place = 'record' | 'https' | 'servers';

/** A sentence for each; a language that lacks one does not compile. */
export type OverdueSentences = Readonly<Record<Place, Sentence>>;

const languages: Readonly<Record<Language, OverdueSentences>> = { en: overdueEn, de: overdueDe };

/** What to look at and whom to ask when a domain has not been verified for more than a day; `details` are the judgement's. */
export function explainOverdue(
  code: DiagnosisCode,
  details: Readonly<Record<string, string>>,
  language: Language = 'en',
): Sentence {
  return fill(languages[language][placeOf(code)], details);
}

function placeOf(code: DiagnosisCode): Place {
  if ('transient' in diagnoses[code]) return 'servers';
  return diagnoses[code].certificate === 'refuse' ? 'record' : 'https';
}
