import { computed, signal } from '@preact/signals';
import { type ActiveTab, activeTab, forgetSites, requestSites } from '../browser.ts';
import { ask } from '../messaging.ts';
import type { PageState } from '../protocol.ts';
import { sitePattern } from './site-pattern.ts';

const tab = signal<ActiveTab | undefined>(undefined);

/** What is known about the page in front of the member; undefined when Waymark does not run on it. */
export const page = signal<PageState | undefined>(undefined);

/** Whether Waymark runs on this site for good. */
export const always = signal(false);

/** The site in front of the member; undefined where no extension may run. */
export const site = computed(() => {
  const address = tab.value?.url;
  const pattern = address === undefined ? undefined : sitePattern(address);
  return address !== undefined && pattern !== undefined ? { host: new URL(address).host, pattern } : undefined;
});

/** Looks at the page in front of the member. */
export async function loadPage(): Promise<void> {
  tab.value = await activeTab();
  const { id, url } = tab.value ?? {};
  if (id !== undefined) page.value = await ask('page.get', id);
  if (url !== undefined) always.value = await ask('sites.has', url);
}

/** Shows the links of this page once: allowed by the click on the toolbar icon. Rejects with RequestFailed. */
export async function showOnce(): Promise<void> {
  if (tab.value) await ask('page.show', tab.value.id);
}

/** Takes marks and panel off this page. */
export async function hide(): Promise<void> {
  if (tab.value) await ask('page.hide', tab.value.id);
  page.value = undefined;
}

/** Lets Waymark in on this site for good, or no longer. Call it first thing in a click handler. */
export async function setAlways(on: boolean): Promise<void> {
  const pattern = site.value?.pattern;
  if (pattern === undefined) return;
  const changed = await (on ? requestSites([pattern]) : forgetSites([pattern]));
  if (changed) always.value = on;
}
