import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from a page of our own, so that it may act with the cookie of whoever is signed in. Browsers say
 * it in `Sec-Fetch-Site`, and over plain http in `Origin`, unless nothing is changed: then SameSite keeps the cookie from
 * other sites. The host is one of our own, or the request would not be here.
 */
export function isSameOrigin({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  const onlyReads = method === 'GET' || method === 'HEAD';
  if (site !== undefined) return site === 'same-origin' || (onlyReads && site === 'none');
  if (headers.origin !== undefined) return hostOf(headers.origin) === headers.host;
  return onlyReads;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
