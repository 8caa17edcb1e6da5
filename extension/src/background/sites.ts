import { grantedSites, injectScript, openTabs, registerScripts } from '../browser.ts';
import { sitePattern } from '../site/site-pattern.ts';

/** The patterns that cover whole hosts: only those may be registered for frames without a URL of their own. */
export function wholeHostPatterns(granted: readonly string[]): readonly string[] {
  return granted.filter((pattern) => pattern.endsWith('/*')).toSorted();
}

/** Registers the content scripts for exactly the sites that are currently granted. */
export async function registerSites(): Promise<readonly string[]> {
  const patterns = wholeHostPatterns(await grantedSites());
  await registerScripts(patterns);
  return patterns;
}

/** Registers the content scripts and runs them in open tabs: a registration only affects later page loads. */
export async function activateSites(): Promise<void> {
  const tabs = await openTabs(await registerSites());
  // A tab may show an error page or be closed by now; that must not affect the others.
  await Promise.allSettled(tabs.map(injectScript));
}

/** Whether the extension has permanent access to the site of an address. */
export async function isGranted(address: string): Promise<boolean> {
  const pattern = sitePattern(address);
  return pattern !== undefined && (await grantedSites()).includes(pattern);
}
