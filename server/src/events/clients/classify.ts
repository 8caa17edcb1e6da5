import type { EventReason } from '@waymark/core';
import { isbot } from 'isbot';
import type { Signals, TrackingEvent } from '../../edge/journal/journal.ts';
import { mailPrograms } from './mail-programs.data.ts';

/** Gmail fetches images ahead of any reader as a browser of 2015 with a second name behind it. */
const gmailPrefetch = /Edge\/12\.246 Mozilla\/5\.0$/;

/**
 * How the libraries name themselves by which apps ask, so that a list of crawlers takes them for a script: OkHttp, which React
 * Native uses on Android, too (https://square.github.io/okhttp), and Ktor (https://ktor.io/docs/client-user-agent.html).
 */
const appLibraries = ['okhttp/', 'ktor-client'];

/** The client, as far as the request itself reveals it, and the reason for this classification. */
export interface EventClient {
  readonly client: 'human' | 'proxy' | 'scanner' | 'bot';
  readonly reason: EventReason;
}

/**
 * Classifies the client behind an event. Proxies fetch images for a person whose device they hide, so only an open can
 * come from one. Apple's sends only `Mozilla/5.0`, and Microsoft's is recognised by its network. Microsoft opens links
 * to inspect them and sends people to the link itself, so a click from there is not a person's. A HEAD before the GET
 * counts only where the edge has noted that the GET itself is not as browsers send it. An app that resolves a link for its
 * user asks for JSON.
 */
export function classify(event: Pick<TrackingEvent, 'type' | 'userAgent' | keyof Signals>): EventClient {
  const { type, userAgent, prefetch, afterHead, network, own, app } = event;
  if (own) return { client: 'human', reason: 'own' };
  if (userAgent === undefined) return { client: 'bot', reason: 'no-user-agent' };
  if (type === 'open') {
    if (userAgent.includes('GoogleImageProxy')) return { client: 'proxy', reason: 'gmail-image-proxy' };
    if (userAgent.includes('YahooMailProxy')) return { client: 'proxy', reason: 'yahoo-mail-proxy' };
    if (userAgent === 'Mozilla/5.0') return { client: 'proxy', reason: 'apple-mail-privacy' };
  }
  if (prefetch || gmailPrefetch.test(userAgent)) return { client: 'bot', reason: 'prefetch' };
  const isKnown = type === 'open' ? isMailProgram(userAgent) : app && isAppLibrary(userAgent);
  if (isbot(userAgent) && !isKnown) return { client: 'bot', reason: 'crawler' };
  if (network === 'microsoft' && type === 'open') return { client: 'proxy', reason: 'outlook-image-proxy' };
  if (network !== undefined) return { client: 'scanner', reason: 'scanner-network' };
  if (afterHead) return { client: 'scanner', reason: 'head-before-get' };
  return { client: 'human', reason: app ? 'app' : 'browser' };
}

function isAppLibrary(userAgent: string): boolean {
  return appLibraries.some((name) => userAgent.startsWith(name));
}

function isMailProgram(userAgent: string): boolean {
  return mailPrograms.some((name) => userAgent.startsWith(name) && !/\w/.test(userAgent.charAt(name.length)));
}
