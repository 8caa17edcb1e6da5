import { classifyDeepLink, type DeepLinkClass, type FetchFailure } from '@waymark/core';
import { askedHost } from './fetching/asked-host.ts';

/** A link with its class, and with the host to ask if its text alone does not say what becomes of it. */
export interface AskedLink {
  /** As it was passed. */
  readonly url: string;
  /** What a browser opens. */
  readonly opened: string;
  readonly deepLink: DeepLinkClass;
  readonly host: string | null;
  /** Why nobody is asked. */
  readonly why?: FetchFailure;
}

export function readLink(url: string): AskedLink {
  const deepLink = classifyDeepLink(url);
  const opened = URL.parse(url);
  const common = { url, opened: opened?.href ?? url, deepLink };
  if (deepLink !== 'depends-on-aasa' || opened === null) return { ...common, host: null };
  const asked = askedHost(opened);
  return 'why' in asked ? { ...common, host: null, why: asked.why } : { ...common, host: asked.host };
}
