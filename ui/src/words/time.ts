import type { Language } from '@waymark/core';

/** A time relative to now, such as "5 minutes ago" or "in 3 hours". */
export function relativeTime(time: string, language: Language, now = Date.now()): string {
  const minutes = Math.round((new Date(time).getTime() - now) / 60_000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / (24 * 60)), 'day');
}
