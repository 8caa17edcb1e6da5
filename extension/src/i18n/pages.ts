import { relativeTime } from '@waymark/ui/words/time.ts';
import { languageFor, translator } from '@waymark/ui/words/translator.ts';
import { browserLanguage } from '../browser.ts';
import type { ErrorReport } from '../protocol.ts';
import { pages as de } from './de.ts';
import { pages as en } from './en.ts';

type Key = keyof typeof en;

const language = languageFor(browserLanguage());

/** Translates the texts of our own pages into the browser's language. */
export const t = translator<Key>({ en, de }[language]);

function textFor(key: string): string | undefined {
  return Object.hasOwn(en, key) ? t(key as Key) : undefined;
}

/** An error in the browser's language where there is a text for its code, else as the server worded it. */
export function errorText({ code, message, hint }: ErrorReport): { readonly title: string; readonly hint: string } {
  const title = textFor(`error.${code}`);
  return title === undefined ? { title: message, hint } : { title, hint: textFor(`error.${code}.hint`) ?? hint };
}

/** A past time relative to now, such as "5 minutes ago". */
export function ago(time: string): string {
  return relativeTime(time, language);
}
