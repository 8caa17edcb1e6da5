import { setImmediate as turn } from 'node:timers/promises';
import { classifyDeepLink, type DeepLinkClass, deepLinkAddress, type FetchFailure } from '@waymark/core';
import { askedHost } from './fetching/asked-host.ts';

/** A link with its class, and with the host to ask if its text alone does not say what becomes of it. */
export interface AskedLink {
  /** As it was passed. */
  readonly url: string;
  /** What a browser opens, with letters and digits that begin with `mark` in place of merge tags. */
  readonly opened: string;
  readonly mark?: string | undefined;
  /** What choices are kept for; undefined for what is no web address. */
  readonly address?: string;
  readonly deepLink: DeepLinkClass;
  readonly host: string | null;
  /** Why nobody is asked. */
  readonly why?: FetchFailure;
}

/** How many links are read before clicks have their turn: some milliseconds' worth. */
const linksPerTurn = 200;

/** Reads links in their order. `parameters`: the names that their project adds. */
export async function readLinks(urls: readonly string[], parameters: readonly string[] = []): Promise<AskedLink[]> {
  const links: AskedLink[] = [];
  for (const [index, url] of urls.entries()) {
    if (index > 0 && index % linksPerTurn === 0) await turn();
    links.push(readLink(url, parameters));
  }
  return links;
}

export function readLink(url: string, parameters: readonly string[] = []): AskedLink {
  const read = deepLinkAddress(url, parameters);
  const deepLink = classifyDeepLink(read?.opened ?? url);
  if (read === undefined) return { url, opened: url, deepLink, host: null };
  const common = { url, ...read, deepLink };
  if (deepLink !== 'depends-on-aasa') return { ...common, host: null };
  const opened = new URL(read.opened);
  // Whose name is only known when the mail is sent.
  if (read.mark !== undefined && opened.hostname.includes(read.mark))
    return { ...common, host: null, why: 'unusual-host' };
  const asked = askedHost(opened);
  return 'why' in asked ? { ...common, host: null, why: asked.why } : { ...common, host: asked.host };
}
