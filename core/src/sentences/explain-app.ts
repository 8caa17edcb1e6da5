import type { PublishedFinding } from '../deep-links/hosting/judge-published.ts';
import type { ReadApp } from '../deep-links/hosting/read-app.ts';
import type { FetchFailure } from '../deep-links/outcome.ts';
import { appRefusalsDe, publishedDe } from './de/apps.ts';
import { associationsDe } from './de/deep-links.ts';
import { appRefusalsEn, publishedEn } from './en/apps.ts';
import { associationsEn } from './en/deep-links.ts';
import { fill } from './fill.ts';
import type { AppRefusalSentences, InEveryLanguage, Language, PublishedSentences, Sentence } from './types.ts';

const refusals: InEveryLanguage<AppRefusalSentences> = { en: appRefusalsEn, de: appRefusalsDe };
const published: InEveryLanguage<PublishedSentences> = { en: publishedEn, de: publishedDe };
const reasons: InEveryLanguage<Readonly<Record<FetchFailure, string>>> = {
  en: associationsEn.reasons,
  de: associationsDe.reasons,
};
const maxValueLength = 100;

/** Why an app cannot be listed as it was entered, and what to enter instead. */
export function explainAppRefusal(
  { reason, value }: Extract<ReadApp, { ok: false }>,
  language: Language = 'en',
): Sentence {
  return fill(refusals[language][reason], { value: value.slice(0, maxValueLength) });
}

/** What was found of a file of a tracking domain, and what to do; or how long changes take. */
export function explainPublished(
  finding: PublishedFinding | 'takes-days',
  details: {
    readonly host: string;
    readonly url?: string;
    readonly contentType?: string;
    readonly why?: FetchFailure | undefined;
  },
  language: Language = 'en',
): Sentence {
  const { host, url = '', contentType = '', why } = details;
  return fill(published[language][finding], { host, url, contentType, why: why ? reasons[language][why] : '' });
}
