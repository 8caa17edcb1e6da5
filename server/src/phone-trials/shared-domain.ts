import { registrableDomain } from '@waymark/core';
import { isWebAddress, type TriedLink } from './trial.ts';
import type { Way } from './ways.ts';

/**
 * The registrable domain, or host without one, that the page shares with what a tap leads to; null if there is none. iOS keeps
 * taps within one domain in the browser, so a browser that opens there says nothing about a tap in a mail. A wrapped link leads
 * on to its destination, which is compared as well; the app of an app link opens by the link itself.
 */
export function sharedDomain(pageHost: string, link: TriedLink, way: Way): string | null {
  const page = domainOf(pageHost);
  const tapped = way === 'as-written' ? undefined : link[way]?.url;
  const urls = way === 'app-link' ? [tapped] : [tapped, link.url];
  const hosts = urls.flatMap((url) => (url !== undefined && isWebAddress(url) ? new URL(url).hostname : []));
  return hosts.some((host) => domainOf(host) === page) ? page : null;
}

function domainOf(host: string): string {
  return registrableDomain(host) ?? host;
}
