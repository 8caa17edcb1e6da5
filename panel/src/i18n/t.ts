import { relativeTime } from '@waymark/ui/words/time.ts';
import { languageFor, translator } from '@waymark/ui/words/translator.ts';
import { texts as de } from './de.ts';
import { texts as en } from './en.ts';

export type TextKey = keyof typeof en;

/** The language of this browser's user, of those there are. */
export const language = languageFor(navigator.language);

/** Translates the panel's texts. */
export const t = translator<TextKey>({ en, de }[language]);

/** "5 minutes ago", "in 3 hours". */
export const relative = (time: string) => relativeTime(time, language);

// Dates and numbers as this browser's user writes them, in the language of the words around them.
const locale =
  navigator.languages.find((tag) => languageFor(tag) === language && tag.slice(0, 2) === language) ?? language;
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const numbers = new Intl.NumberFormat(locale);

/** A moment in the reader's time zone. */
export const moment = (time: string) => moments.format(new Date(time));

const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });

/** A day, such as 2026-11-23, which is one of UTC. */
export const day = (date: string) => days.format(new Date(date));

/** A number with the reader's separators. */
export const number = (value: number) => numbers.format(value);
