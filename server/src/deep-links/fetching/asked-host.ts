import { isIP } from 'node:net';
import { type FetchFailure, kindOfHost } from '@waymark/core';

/** Whom to ask about a link: a public name, in A-labels; or why nobody is asked. */
export type AskedHost = { readonly host: string } | { readonly why: FetchFailure };

/**
 * The host whose association files say whether a link opens an app. Apps are tied to names, at the usual port; files of
 * plain http are not read, so that the files of `https` count for both.
 */
export function askedHost(url: URL): AskedHost {
  const host = url.hostname.replace(/\.$/, '');
  const kind = kindOfHost(host);
  if (kind === 'local' || kind === 'single-label') return { why: 'private-address' };
  // An address is no name, however public; the URL parser has written out what looks like a number.
  if (kind !== 'public' || isIP(host) !== 0 || url.port !== '') return { why: 'unusual-host' };
  return { host };
}
