import { defineBackground } from 'wxt/utils/define-background';
import { frameHandlers, pageHandlers } from '../background/handlers.ts';
import { takePendingSignIn } from '../background/pending-sign-in.ts';
import { errorOf, signIn } from '../background/server.ts';
import { activateSites, registerSites } from '../background/sites.ts';
import { forgetTab, refreshAll, stopAll } from '../background/tabs.ts';
import { denyStorageToContentScripts, onSitesChanged, onStart, onTabClosed, openPage } from '../browser.ts';
import { handleRequests } from '../messaging.ts';
import { upgradeStorage } from '../storage.ts';

async function sitesChanged(granted: boolean): Promise<void> {
  const pending = granted ? await takePendingSignIn() : undefined;
  // If the key is refused, the sign-in form says so, in case it is still open: it sends the same request.
  if (pending) await signIn(pending).then(refreshAll, () => undefined);
  if (!granted) await stopAll();
  await activateSites();
}

async function started(reason: 'install' | 'update' | 'startup'): Promise<void> {
  await upgradeStorage();
  await registerSites();
  if (reason === 'install') await openPage('/welcome.html');
}

export default defineBackground(() => {
  handleRequests(pageHandlers, frameHandlers, errorOf);
  onStart((reason) => void started(reason));
  onSitesChanged((granted) => void sitesChanged(granted));
  onTabClosed((tabId) => void forgetTab(tabId));
  void denyStorageToContentScripts();
});
