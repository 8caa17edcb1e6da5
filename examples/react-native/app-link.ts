/** What resolving app links has to know of the app. */
export interface AppLinkOptions {
  /** The tracking domains that the app declares, in lower case. Links of no other host are resolved. */
  readonly trackingHosts: readonly string[];
  /** The hosts whose addresses the app's router can show, in lower case. */
  readonly ownHosts: readonly string[];
  /** Shows an address in a browser. Not `Linking.openURL`, which on Android opens this app again, without end. */
  readonly openInBrowser: (url: string) => void;
}

/** Whoever tapped a link waits no longer than this. */
const timeoutMs = 5000;

/**
 * What the router has to show for a link that opened the app. An app link of the tracking domain
 * (`https://click.brand.com/a/<token>`) is asked where it leads, which counts the click; every other link is returned as it
 * is. Null when the browser shows it: offline, for a link that is unknown, or for a page that is not the app's.
 */
export async function pageOf(link: string | null, options: AppLinkOptions): Promise<string | null> {
  if (link === null || !isAppLink(link, options.trackingHosts)) return link;
  const destination = await destinationOf(link);
  if (destination !== undefined && options.ownHosts.includes(hostOf(destination))) return destination;
  options.openInBrowser(destination ?? link);
  return null;
}

function isAppLink(link: string, trackingHosts: readonly string[]): boolean {
  return trackingHosts.includes(hostOf(link)) && /^https:\/\/[^/]+\/a\//i.test(link);
}

/** The host of an https address, or '' for anything else. React Native's own URL is not complete everywhere. */
function hostOf(url: string): string {
  return /^https:\/\/([a-z\d.-]+)(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

async function destinationOf(link: string): Promise<string | undefined> {
  const request = new AbortController();
  const timer = setTimeout(() => request.abort(), timeoutMs);
  try {
    const response = await fetch(link, { headers: { accept: 'application/json' }, signal: request.signal });
    if (!response.ok) return undefined;
    const { url } = (await response.json()) as { url?: unknown };
    return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
