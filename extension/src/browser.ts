import browser, { type Runtime } from 'webextension-polyfill';

/** Who sent a message: one of our own pages, or our content script in a frame of a tab. */
export type Sender =
  | { readonly kind: 'page' }
  | { readonly kind: 'frame'; readonly tabId: number; readonly frameId: number; readonly url: string };

/** The active tab. `url` is known only where the extension has access. */
export interface ActiveTab {
  readonly id: number;
  readonly url: string | undefined;
}

/** `models` runs in the world of the page, where the editors' own objects are. */
const scriptFiles = { js: 'editor.js', css: 'assets/marks.css', models: 'models.js' } as const;

function senderOf(sender: Runtime.MessageSender): Sender | undefined {
  if (sender.id !== browser.runtime.id) return undefined;
  if (sender.url?.startsWith(browser.runtime.getURL(''))) return { kind: 'page' };
  const tabId = sender.tab?.id;
  if (tabId === undefined || sender.frameId === undefined) return undefined;
  return { kind: 'frame', tabId, frameId: sender.frameId, url: sender.tab?.url ?? sender.url ?? '' };
}

/** Sends a message to the background and resolves with its answer. */
export function sendMessage(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** Sends a message to the content script of one frame, or of every frame of a tab; rejects when none runs there. */
export function sendMessageToFrame(tabId: number, frameId: number | 'all', message: unknown): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, frameId === 'all' ? {} : { frameId });
}

/** Listens for messages of this extension only. The listener returns undefined for what is not meant for it. */
export function onMessage(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener((message: unknown, from: Runtime.MessageSender) => {
    const sender = senderOf(from);
    return sender && listener(message, sender);
  });
}

/** Listens for messages of the background in a content script until the signal aborts. */
export function onCommand(listener: (message: unknown) => void, signal: AbortSignal): void {
  const receive = (message: unknown, from: Runtime.MessageSender): undefined => {
    if (from.id === browser.runtime.id && from.tab === undefined) listener(message);
  };
  browser.runtime.onMessage.addListener(receive);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(receive));
}

/** Storage on this device, until the extension is removed. */
export const local = browser.storage.local;

/** Storage in memory, until the browser closes; survives the background's idle shutdown. */
export const session = browser.storage.session;

/** Denies content scripts access to what is stored locally, in browsers that can. */
export async function denyStorageToContentScripts(): Promise<void> {
  type Restrictable = typeof local & { setAccessLevel?: (access: { accessLevel: string }) => Promise<void> };
  const area: Restrictable = local;
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/** Asks the member for access to sites. Must be the first thing a click handler does. */
export function requestSites(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...patterns] });
}

/** Gives up access to sites. */
export function revokeSites(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.remove({ origins: [...patterns] });
}

/** Match patterns of the sites that the member has granted access to. */
export async function grantedSites(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** Calls the listener when access to sites is granted or revoked. */
export function onSitesChanged(listener: (granted: boolean) => void): void {
  browser.permissions.onAdded.addListener(() => listener(true));
  browser.permissions.onRemoved.addListener(() => listener(false));
}

/** Registers the content scripts for these patterns, replacing any earlier registration. */
export async function registerScripts(matches: readonly string[]): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts();
  await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  if (matches.length === 0) return;
  const everywhere = {
    matches: [...matches],
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
    runAt: 'document_idle' as const,
  };
  await browser.scripting.registerContentScripts([
    { ...everywhere, id: 'models', js: [scriptFiles.models], world: 'MAIN' },
    { ...everywhere, id: 'editor', js: [scriptFiles.js], css: [scriptFiles.css] },
  ]);
}

/** Runs the content scripts in every accessible frame of a tab; they do nothing in frames where they already run. */
export async function injectScript(tabId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  await browser.scripting.insertCSS({ target, files: [scriptFiles.css] });
  await browser.scripting.executeScript({ target, files: [scriptFiles.models], world: 'MAIN' });
  await browser.scripting.executeScript({ target, files: [scriptFiles.js] });
}

/** Open tabs whose pages match the patterns. */
export async function openTabs(patterns: readonly string[]): Promise<readonly number[]> {
  if (patterns.length === 0) return [];
  const tabs = await browser.tabs.query({ url: [...patterns] });
  return tabs.flatMap((tab) => tab.id ?? []);
}

/** The tab in front of the member. */
export async function activeTab(): Promise<ActiveTab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url };
}

/** Calls the listener when a tab is closed. */
export function onTabClosed(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
}

/** Sets the text on the toolbar icon of one tab; '' removes it. */
export async function setBadge(tabId: number, text: string): Promise<void> {
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: '#b45309' });
    await browser.action.setBadgeText({ tabId, text });
  } catch {
    // The tab was closed in the meantime, and its badge with it.
  }
}

/** Opens one of our own pages in a tab. */
export async function openPage(path: '/welcome.html'): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
}

/** Calls the listener after an installation or update, and at each start of the browser. */
export function onStart(listener: (reason: 'install' | 'update' | 'startup') => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason === 'install' ? 'install' : 'update'));
  browser.runtime.onStartup.addListener(() => listener('startup'));
}

/** The language of the browser's own interface, such as 'de-AT'. */
export function browserLanguage(): string {
  return browser.i18n.getUILanguage();
}
