/**
 * The match pattern that covers every page of an address's host; undefined where no extension may run.
 * Ports are left out, because Firefox's match patterns do not support them.
 */
export function sitePattern(address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined;
  return `${url.protocol}//${url.hostname}/*`;
}
