import type { FileFinding } from '../../deep-links/files/file-findings.ts';
import type { AppAnswer } from '../../deep-links/matching/match-apple.ts';
import type { JudgedDeepLink } from '../../deep-links/outcome.ts';
import { associationsDe, deepLinksDe } from '../de/deep-links.ts';
import { associationsEn, deepLinksEn } from '../en/deep-links.ts';
import { fill, fillText } from '../fill.ts';
import { sayDate } from '../say-date.ts';
import type { AssociationTexts, DeepLinkSentences, InEveryLanguage, Language, Sentence } from '../types.ts';

const outcomes: InEveryLanguage<DeepLinkSentences> = { en: deepLinksEn, de: deepLinksDe };
const associations: InEveryLanguage<AssociationTexts> = { en: associationsEn, de: associationsDe };

/** What becomes of a link when it is wrapped, and why. */
export function explainDeepLink(judged: JudgedDeepLink, language: Language = 'en'): Sentence {
  const { reason, app = '', rule = '', service = '', version = '', date = '', why } = judged;
  const reasons = associations[language].reasons;
  const details = { app, rule, service, version, date: sayDate(date, language), why: why ? reasons[why] : '' };
  return fill(outcomes[language][reason], details);
}

/** What one app does with a link: “`/shop/*` of the app ABCDE.com.brand.shop matches”. */
export function explainAppAnswer({ app, answer }: AppAnswer, language: Language = 'en'): string {
  const { answers, reasons } = associations[language];
  const [rule = '', why = ''] = ['rule' in answer ? answer.rule : '', 'doubt' in answer ? reasons[answer.doubt] : ''];
  return fillText(answers[answer.answer], { app, rule, why });
}

/** What is wrong with an association file. */
export function explainFileFinding({ code, place, value = '' }: FileFinding, language: Language = 'en'): string {
  const { findings, types } = associations[language];
  return fillText(findings[code], { place: place || 'JSON', value, type: types[value] ?? '' });
}
