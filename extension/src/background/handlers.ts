import { injectScript, openPage } from '../browser.ts';
import { tell } from '../messaging.ts';
import type { FrameHandlers, PageHandlers } from '../protocol.ts';
import { load, save } from '../storage.ts';
import { intendSignIn, takeIntent } from './intent.ts';
import { account, forgetFetched, server, signIn, signOut } from './server.ts';
import { isGranted } from './sites.ts';
import { emphasise, frameGone, frameReported, refreshAll, stateOf, stopTab } from './tabs.ts';
import { tryOut } from './try-out.ts';

/** After something the previews depend on was changed at the server. */
async function previewAnew(): Promise<void> {
  forgetFetched();
  await refreshAll();
}

/** What our own pages may ask. */
export const forPages: PageHandlers = {
  'account.get': account,
  'account.intend': intendSignIn,
  'account.signIn': async (credentials) => {
    await takeIntent();
    const signedIn = await signIn(credentials);
    await refreshAll();
    return signedIn;
  },
  'account.signOut': async () => {
    await signOut();
    await refreshAll();
  },

  'projects.list': async () => {
    const all = await (await server()).api.projects.list.query();
    const { projectId } = await load();
    const chosen = all.find(({ id }) => id === projectId) ?? all[0];
    return { all, chosen: chosen?.id ?? null };
  },
  'projects.choose': async (projectId) => {
    await save({ projectId });
    await refreshAll();
  },
  'projects.create': async (name) => {
    const project = await (await server()).api.projects.create.mutate({ name });
    await save({ projectId: project.id });
    await previewAnew();
    return project;
  },
  'projects.attach': async ({ projectId, domainId }) => {
    const { api } = await server();
    const project = await api.projects.update.mutate({
      id: projectId,
      clickDomainId: domainId,
      openDomainId: domainId,
    });
    await previewAnew();
    return project;
  },

  'domains.list': async () => (await server()).api.domains.list.query(),
  'domains.add': async (host) => (await server()).api.domains.add.mutate({ host }),
  'domains.check': async (id) => {
    const domain = await (await server()).api.domains.check.mutate({ id });
    await previewAnew();
    return domain;
  },

  'page.get': stateOf,
  'page.show': async (tabId) => {
    await injectScript(tabId);
    await tell(tabId, 0, 'frame.open', undefined);
  },
  'page.hide': stopTab,
  'sites.has': isGranted,
};

/** What content scripts may ask. */
export const forFrames: FrameHandlers = {
  'frame.report': (report, { tabId, frameId }) => frameReported(tabId, frameId, report),
  'frame.appeared': (_, { tabId }) => injectScript(tabId),
  'frame.gone': (_, { tabId, frameId }) => frameGone(tabId, frameId),
  'link.emphasise': (id, { tabId }) => emphasise(tabId, id),
  'link.try': tryOut,
  'panel.place': (panel) => save({ panel }),
  'panel.close': (_, { tabId }) => stopTab(tabId),
  'account.open': () => openPage('/welcome.html'),
};
