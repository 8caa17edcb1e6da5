import type { EventReason } from '@waymark/core';
import { isbot } from 'isbot';
import type { Marks, TrackingEvent } from '../edge/event.ts';

/** Who asked, as far as the request itself shows it, and why we think so. */
export interface EventClass {
  readonly class: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: EventReason;
}

/**
 * Names the kind of visitor behind an event. Proxies fetch images for a person whose device they hide, so only an open can
 * come from one; Apple's says nothing but `Mozilla/5.0`.
 */
export function classify(event: Pick<TrackingEvent, 'kind' | 'userAgent' | keyof Marks>): EventClass {
  const { kind, userAgent, prefetch, afterHead } = event;
  if (userAgent === undefined) return { class: 'bot', reason: 'no-user-agent' };
  if (kind === 'open') {
    if (userAgent.includes('GoogleImageProxy')) return { class: 'proxy', reason: 'gmail-image-proxy' };
    if (userAgent.includes('YahooMailProxy')) return { class: 'proxy', reason: 'yahoo-mail-proxy' };
    if (userAgent === 'Mozilla/5.0') return { class: 'proxy', reason: 'apple-mail-privacy' };
  }
  if (prefetch) return { class: 'bot', reason: 'prefetch' };
  if (isbot(userAgent)) return { class: 'bot', reason: 'crawler' };
  return afterHead ? { class: 'scanner', reason: 'head-before-get' } : { class: 'human', reason: 'browser' };
}
