import type { ReadApp } from '../deep-links/hosting/read-app.ts';
import { appRefusalsDe } from './de/apps.ts';
import { appRefusalsEn } from './en/apps.ts';
import { fill } from './fill.ts';
import type { AppRefusalSentences, InEveryLanguage, Language, Sentence } from './types.ts';

const refusals: InEveryLanguage<AppRefusalSentences> = { en: appRefusalsEn, de: appRefusalsDe };
const maxValueLength = 100;

/** Why an app cannot be listed as it was entered, and what to enter instead. */
export function explainAppRefusal(
  { reason, value }: Extract<ReadApp, { ok: false }>,
  language: Language = 'en',
): Sentence {
  return fill(refusals[language][reason], { value: value.slice(0, maxValueLength) });
}
