import { setImmediate as turn } from 'node:timers/promises';
import { classifyDeepLink, type DeepLinkClass, deepLinkAddress, type FetchFailure } from '@waymark/core';
import { askedHost } from './fetching/asked-host.ts';

/** A link with its class, and with the host to ask if its text alone does not say what becomes of it. */
export interface AskedLink {
  /** As it was passed. */
  readonly url: string;
  /** What a browser opens. */
  readonly opened: string;
  /** What choices are kept for; undefined for what is no web address. */
  readonly address?: string;
  readonly deepLink: DeepLinkClass;
  readonly host: string | null;
  /** Why nobody is asked. */
  readonly why?: FetchFailure;
}

/** How many links are read before clicks have their turn: some milliseconds' worth. */
const linksPerTurn = 200;

/** Reads links in their order. */
export async function readLinks(urls: readonly string[]): Promise<AskedLink[]> {
  const links: AskedLink[] = [];
  for (const [index, url] of urls.entries()) {
    if (index > 0 && index % linksPerTurn === 0) await turn();
    links.push(readLink(url));
  }
  return links;
}

export function readLink(url: string): AskedLink {
  const deepLink = classifyDeepLink(url);
  const read = deepLinkAddress(url);
  if (read === undefined) return { url, opened: url, deepLink, host: null };
  const common = { url, ...read, deepLink };
  if (deepLink !== 'depends-on-aasa') return { ...common, host: null };
  const asked = askedHost(new URL(read.opened));
  return 'why' in asked ? { ...common, host: null, why: asked.why } : { ...common, host: asked.host };
}
