import { grantedSites, injectScript, openTabs, registerScript } from '../browser.ts';
import { sitePattern } from '../site/site-pattern.ts';

/** Patterns a script may be registered for in frames without an address of their own: those that cover whole hosts. */
export function scriptPatterns(granted: readonly string[]): readonly string[] {
  return granted.filter((pattern) => pattern.endsWith('/*')).toSorted();
}

/** Registers the content script for exactly the sites that are granted now. */
export async function registerSites(): Promise<readonly string[]> {
  const patterns = scriptPatterns(await grantedSites());
  await registerScript('editor', patterns);
  return patterns;
}

/** Registers, and starts on pages of granted sites that are already open: a registration counts for later loads only. */
export async function startOnSites(): Promise<void> {
  const tabs = await openTabs(await registerSites());
  // A tab may show an error page or be gone by now; the others start all the same.
  await Promise.allSettled(tabs.map(injectScript));
}

/** Whether the extension is let in on the site of an address for good. */
export async function isGranted(address: string): Promise<boolean> {
  const pattern = sitePattern(address);
  return pattern !== undefined && (await grantedSites()).includes(pattern);
}
