import { eventReasonsDe } from './event-reasons.de.ts';
import { eventReasonsEn } from './event-reasons.en.ts';
import type { Language } from './fill.ts';

/** Why an event was taken for a person's or a machine's. */
export type EventReason =
  | 'browser'
  | 'gmail-image-proxy'
  | 'yahoo-mail-proxy'
  | 'apple-mail-privacy'
  | 'outlook-image-proxy'
  | 'no-user-agent'
  | 'crawler'
  | 'prefetch'
  | 'scanner-network'
  | 'head-before-get'
  | 'many-links'
  | 'two-links';

/** One sentence for each; a language that lacks one does not compile. */
export type EventReasonSentences = Readonly<Record<EventReason, string>>;

const languages: Readonly<Record<Language, EventReasonSentences>> = { en: eventReasonsEn, de: eventReasonsDe };

/** Why events were taken for what they were, in one sentence. */
export function explainEventReason(reason: EventReason, language: Language = 'en'): string {
  return languages[language][reason];
}
