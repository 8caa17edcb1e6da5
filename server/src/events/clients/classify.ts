import type { EventReason } from '@waymark/core';
import { isbot } from 'isbot';
import type { Marks, TrackingEvent } from '../../edge/journal/journal.ts';
import { mailPrograms } from './mail-programs.data.ts';

/** Who asked, as far as the request itself shows it, and why we think so. */
export interface EventClass {
  readonly class: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: EventReason;
}

/**
 * Names the kind of visitor behind an event. Proxies fetch images for a person whose device they hide, so only an open can
 * come from one; Apple's says nothing but `Mozilla/5.0`, and Microsoft's is known by where it comes from. Microsoft opens links
 * to look at them, and hands people on to the link itself, so a click from there is nobody's.
 */
export function classify(event: Pick<TrackingEvent, 'kind' | 'userAgent' | keyof Marks>): EventClass {
  const { kind, userAgent, prefetch, afterHead, network } = event;
  if (userAgent === undefined) return { class: 'bot', reason: 'no-user-agent' };
  if (kind === 'open') {
    if (userAgent.includes('GoogleImageProxy')) return { class: 'proxy', reason: 'gmail-image-proxy' };
    if (userAgent.includes('YahooMailProxy')) return { class: 'proxy', reason: 'yahoo-mail-proxy' };
    if (userAgent === 'Mozilla/5.0') return { class: 'proxy', reason: 'apple-mail-privacy' };
  }
  if (prefetch) return { class: 'bot', reason: 'prefetch' };
  if (isbot(userAgent) && !(kind === 'open' && isMailProgram(userAgent))) return { class: 'bot', reason: 'crawler' };
  if (network === 'microsoft' && kind === 'open') return { class: 'proxy', reason: 'outlook-image-proxy' };
  if (network !== undefined) return { class: 'scanner', reason: 'scanner-network' };
  return afterHead ? { class: 'scanner', reason: 'head-before-get' } : { class: 'human', reason: 'browser' };
}

function isMailProgram(userAgent: string): boolean {
  return mailPrograms.some((name) => userAgent.startsWith(name) && !/\w/.test(userAgent.charAt(name.length)));
}
