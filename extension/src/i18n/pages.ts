import { browserLanguage } from '../browser.ts';
import type { Failure } from '../protocol.ts';
import { pages as de } from './de.ts';
import { pages as en } from './en.ts';
import { languageFor, translator } from './t.ts';

type Key = keyof typeof en;

const language = languageFor(browserLanguage());

/** The words of our own pages in the browser's language. */
export const t = translator<Key>({ en, de }[language]);

function words(key: string): string | undefined {
  return Object.hasOwn(en, key) ? t(key as Key) : undefined;
}

/** A failure in the browser's language where we have words for it, else in the server's. */
export function failureWords({ code, message, advice }: Failure): { readonly title: string; readonly advice: string } {
  const title = words(`failure.${code}`);
  return title === undefined
    ? { title: message, advice }
    : { title, advice: words(`failure.${code}.advice`) ?? advice };
}

/** How long ago something was, such as "5 minutes ago". */
export function ago(time: string, now = Date.now()): string {
  const minutes = Math.round((new Date(time).getTime() - now) / 60_000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / (24 * 60)), 'day');
}
