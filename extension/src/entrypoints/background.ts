import { defineBackground } from 'wxt/utils/define-background';
import { forFrames, forPages } from '../background/handlers.ts';
import { takeIntent } from '../background/intent.ts';
import { failureOf, signIn } from '../background/server.ts';
import { registerSites, startOnSites } from '../background/sites.ts';
import { forgetTab, refreshAll, stopAll } from '../background/tabs.ts';
import { denyStorageToContentScripts, onSitesChanged, onStart, onTabClosed, openPage } from '../browser.ts';
import { answer } from '../messaging.ts';
import { upgradeStorage } from '../storage.ts';

async function sitesChanged(granted: boolean): Promise<void> {
  const intended = granted ? await takeIntent() : undefined;
  // A key that is refused is told where it is typed: the form asks again, if it is still open.
  if (intended) await signIn(intended).then(refreshAll, () => undefined);
  if (!granted) await stopAll();
  await startOnSites();
}

async function started(reason: 'install' | 'update' | 'startup'): Promise<void> {
  await upgradeStorage();
  await registerSites();
  if (reason === 'install') await openPage('/welcome.html');
}

export default defineBackground(() => {
  answer(forPages, forFrames, failureOf);
  onStart((reason) => void started(reason));
  onSitesChanged((granted) => void sitesChanged(granted));
  onTabClosed((tabId) => void forgetTab(tabId));
  void denyStorageToContentScripts();
});
