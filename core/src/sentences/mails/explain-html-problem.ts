import type { HtmlProblem } from '../../wrap/html-problem.ts';
import { htmlProblemsDe } from '../de/mails.ts';
import { htmlProblemsEn } from '../en/mails.ts';
import type { HtmlProblemPhrases, InEveryLanguage, Language } from '../types.ts';

const phrases: InEveryLanguage<HtmlProblemPhrases> = { en: htmlProblemsEn, de: htmlProblemsDe };

/** Why a text is no HTML mail, as a phrase that follows a colon. */
export function explainHtmlProblem(problem: HtmlProblem, language: Language = 'en'): string {
  return phrases[language][problem];
}
