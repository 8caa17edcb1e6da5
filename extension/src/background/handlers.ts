import { everyPage } from '@waymark/sdk';
import { injectScript, openPage } from '../browser.ts';
import { sendCommand } from '../messaging.ts';
import type { FrameHandlers, PageHandlers } from '../protocol.ts';
import { load, save } from '../storage.ts';
import { setPendingSignIn, takePendingSignIn } from './pending-sign-in.ts';
import { account, requireWaymark, resetConnection, signIn, signOut } from './server.ts';
import { isGranted } from './sites.ts';
import { emphasise, frameGone, frameReported, refreshAll, refreshTab, stateOf, stopTab } from './tabs.ts';
import { tryOut } from './try-out.ts';

/** Call it after changing something on the server that previews depend on. */
async function refreshPreviews(): Promise<void> {
  resetConnection();
  await refreshAll();
}

/** Requests that our own pages may send. */
export const pageHandlers: PageHandlers = {
  'account.get': account,
  'account.setPendingSignIn': setPendingSignIn,
  'account.signIn': async (credentials) => {
    await takePendingSignIn();
    const signedIn = await signIn(credentials);
    await refreshAll();
    return signedIn;
  },
  'account.signOut': async () => {
    await signOut();
    await refreshAll();
  },

  'projects.list': async () => {
    const { api } = await requireWaymark();
    const all = await everyPage((page) => api.projects.list.query(page));
    const { projectId } = await load();
    const chosen = all.find(({ id }) => id === projectId) ?? all[0];
    return { all, chosen: chosen?.id ?? null };
  },
  'projects.choose': async (projectId) => {
    await save({ projectId });
    await refreshAll();
  },
  'projects.create': async (name) => {
    const project = await (await requireWaymark()).api.projects.create.mutate({ name });
    await save({ projectId: project.id });
    await refreshPreviews();
    return project;
  },
  'projects.attach': async ({ projectId, domainId }) => {
    const { api } = await requireWaymark();
    const project = await api.projects.update.mutate({
      id: projectId,
      clickDomainId: domainId,
      openDomainId: domainId,
    });
    await refreshPreviews();
    return project;
  },

  'domains.list': async () => {
    const { api } = await requireWaymark();
    return everyPage((page) => api.domains.list.query(page));
  },
  'domains.add': async (host) => (await requireWaymark()).api.domains.add.mutate({ host }),
  'domains.check': async (id) => {
    const domain = await (await requireWaymark()).api.domains.check.mutate({ id });
    await refreshPreviews();
    return domain;
  },

  'page.get': stateOf,
  'page.show': async (tabId) => {
    await injectScript(tabId);
    await sendCommand(tabId, 0, 'frame.open', undefined);
  },
  'page.hide': stopTab,
  'sites.has': isGranted,
};

/** Requests that content scripts may send. */
export const frameHandlers: FrameHandlers = {
  'frame.report': (report, { tabId, frameId }) => frameReported(tabId, frameId, report),
  'frame.appeared': (_, { tabId }) => injectScript(tabId),
  'frame.gone': (_, { tabId, frameId }) => frameGone(tabId, frameId),
  'link.emphasise': (id, { tabId }) => emphasise(tabId, id),
  'link.try': tryOut,
  'panel.setLayout': (panel) => save({ panel }),
  'panel.close': (_, { tabId }) => stopTab(tabId),
  'panel.refresh': (_, { tabId }) => refreshTab(tabId),
  'account.open': () => openPage('/welcome.html'),
};
