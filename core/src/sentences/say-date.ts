import type { Language } from './types.ts';

const day = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A day such as 2026-11-30 as sentences write it: 30.11.2026 in German. Anything else is returned as it is. */
export function sayDate(date: string, language: Language): string {
  return language === 'de' ? date.replace(day, '$3.$2.$1') : date;
}
