import { createSession, type Preview, type Session } from '@waymark/plugin-sdk';
import { browserLanguage, setBadge } from '../browser.ts';
import { needsAttention } from '../findings/mark.ts';
import { panelWords } from '../i18n/panel.ts';
import { languageFor } from '../i18n/t.ts';
import { tell } from '../messaging.ts';
import type { FrameReport, LinkId, PageState } from '../protocol.ts';
import { load } from '../storage.ts';
import { dropFrame, dropTab, framesOf, keepFrame, knownTabs } from './frames.ts';
import { asWritten, editorsOf, type Frames, joinFrames } from './join.ts';
import { pageState } from './page-state.ts';
import { previewAlone, previews } from './preview.ts';
import { failureOf } from './server.ts';

interface Watched {
  readonly session: Session;
  readonly end: AbortController;
  frames: Frames;
}

// One session of the SDK for each tab while the background lives. After a shutdown it is made again from the kept frames.
const watched = new Map<number, Watched>();

const language = () => languageFor(browserLanguage());
const linksOf = (frames: Frames) => joinFrames(frames).map(({ link }) => asWritten(link));

function stateFrom(preview: Preview, frames: Frames): PageState {
  return pageState(preview, joinFrames(frames), editorsOf(frames), language());
}

function stateWithout(error: unknown, frames: Frames): PageState {
  const alone = stateFrom(previewAlone(linksOf(frames)), frames);
  return { ...alone, readiness: 'unreachable', problem: failureOf(error) };
}

/** The state of a page now; undefined when no frame of the tab is watched. */
export async function stateOf(tabId: number): Promise<PageState | undefined> {
  const frames = await framesOf(tabId);
  if (frames.size === 0) return undefined;
  return previews.preview(linksOf(frames)).then(
    (preview) => stateFrom(preview, frames),
    (error: unknown) => stateWithout(error, frames),
  );
}

async function show(tabId: number, frames: Frames, state: PageState): Promise<void> {
  const { panel } = await load();
  const painted = [...frames].map(async ([frameId, { revision }]) => {
    const marks = state.links.filter((link) => link.id.frameId === frameId).map((link) => link.mark);
    const reached = await tell(tabId, frameId, 'marks.paint', { revision, marks });
    return reached ? [] : [frameId];
  });
  const gone = (await Promise.all(painted)).flat();
  await Promise.all(gone.map((frameId) => dropFrame(tabId, frameId)));
  if (gone.length > 0) return refresh(tabId);
  await tell(tabId, 0, 'panel.show', { state, place: panel, language: language(), words: panelWords(language()) });
  const attention = state.links.filter((link) => needsAttention(link.mark)).length;
  await setBadge(tabId, attention === 0 ? '' : String(attention));
}

function watch(tabId: number): Watched {
  const end = new AbortController();
  const entry: Watched = {
    end,
    frames: new Map(),
    session: createSession(previews, {
      delay: 50,
      signal: end.signal,
      onPreview: (preview) => void show(tabId, entry.frames, stateFrom(preview, entry.frames)),
      onError: (error) => void show(tabId, entry.frames, stateWithout(error, entry.frames)),
    }),
  };
  watched.set(tabId, entry);
  return entry;
}

/** Makes and shows the preview of a tab anew from what its frames reported. */
async function refresh(tabId: number): Promise<void> {
  const entry = watched.get(tabId) ?? watch(tabId);
  entry.frames = await framesOf(tabId);
  if (entry.frames.size > 0) entry.session.update(linksOf(entry.frames));
  else await setBadge(tabId, '');
}

/** Shows every watched page what changed for the member: account, project, a domain's status. */
export async function refreshAll(): Promise<void> {
  await Promise.all((await knownTabs()).map(refresh));
}

/** Takes in what a frame sees. */
export async function frameReported(tabId: number, frameId: number, report: FrameReport): Promise<void> {
  await keepFrame(tabId, frameId, report);
  await refresh(tabId);
}

/** Forgets a frame that was removed or navigated away. */
export async function frameGone(tabId: number, frameId: number): Promise<void> {
  await dropFrame(tabId, frameId);
  await refresh(tabId);
}

/** Emphasises one link in its frame, or none. */
export async function emphasise(tabId: number, id: LinkId | undefined): Promise<void> {
  const frames = [...(await framesOf(tabId)).keys()];
  await Promise.all(
    frames.map((frameId) =>
      tell(tabId, frameId, 'marks.emphasise', { index: frameId === id?.frameId ? id.index : undefined }),
    ),
  );
}

/** Takes every mark and the panel off a page. */
export async function stopTab(tabId: number): Promise<void> {
  await forgetTab(tabId);
  await tell(tabId, 'all', 'frame.stop', undefined);
  await setBadge(tabId, '');
}

/** Takes every mark and panel off every page. */
export async function stopAll(): Promise<void> {
  await Promise.all((await knownTabs()).map(stopTab));
}

/** Forgets a tab that is gone. */
export async function forgetTab(tabId: number): Promise<void> {
  watched.get(tabId)?.end.abort();
  watched.delete(tabId);
  await dropTab(tabId);
}
