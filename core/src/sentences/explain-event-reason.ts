import { eventReasonsDe } from './de/events.ts';
import { eventReasonsEn } from './en/events.ts';
import type { EventReason, EventReasonSentences, InEveryLanguage, Language } from './types.ts';

const languages: InEveryLanguage<EventReasonSentences> = { en: eventReasonsEn, de: eventReasonsDe };

/** Why an event has its client, in one sentence. */
export function explainEventReason(reason: EventReason, language: Language = 'en'): string {
  return languages[language][reason];
}
