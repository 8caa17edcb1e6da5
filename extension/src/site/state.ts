import { computed, signal } from '@preact/signals';
import { type ActiveTab, activeTab, requestSites, revokeSites } from '../browser.ts';
import { request } from '../messaging.ts';
import type { PageState } from '../protocol.ts';
import { sitePattern } from './site-pattern.ts';

const tab = signal<ActiveTab | undefined>(undefined);

/** The state of the active page; undefined when Waymark does not run on it. */
export const page = signal<PageState | undefined>(undefined);

/** Whether Waymark always runs on this site. */
export const always = signal(false);

/** The site of the active page; undefined where no extension may run. */
export const site = computed(() => {
  const address = tab.value?.url;
  const pattern = address === undefined ? undefined : sitePattern(address);
  return address !== undefined && pattern !== undefined ? { host: new URL(address).host, pattern } : undefined;
});

/** Loads the state of the active page. */
export async function loadPage(): Promise<void> {
  tab.value = await activeTab();
  const { id, url } = tab.value ?? {};
  if (id !== undefined) page.value = await request('page.get', id);
  if (url !== undefined) always.value = await request('sites.has', url);
}

/** Shows the links of this page once, which the click on the toolbar icon permits. Rejects with RequestFailed. */
export async function showOnce(): Promise<void> {
  if (tab.value) await request('page.show', tab.value.id);
}

/** Removes marks and panel from this page. */
export async function hide(): Promise<void> {
  if (tab.value) await request('page.hide', tab.value.id);
  page.value = undefined;
}

/** Grants or revokes permanent access to this site. Call it first thing in a click handler. */
export async function setAlways(on: boolean): Promise<void> {
  const pattern = site.value?.pattern;
  if (pattern === undefined) return;
  const changed = await (on ? requestSites([pattern]) : revokeSites([pattern]));
  if (changed) always.value = on;
}
