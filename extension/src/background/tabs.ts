import { createSession, type Preview, type Session } from '@waymark/sdk';
import { languageFor } from '@waymark/ui/words/translator.ts';
import { browserLanguage, setBadge } from '../browser.ts';
import { needsAttention } from '../findings/mark.ts';
import { panelTexts } from '../i18n/panel.ts';
import { sendCommand } from '../messaging.ts';
import type { ErrorReport, FrameReport, LinkId, PageState } from '../protocol.ts';
import { load } from '../storage.ts';
import { framesOf, knownTabs, removeFrame, removeTab, saveFrame } from './frames.ts';
import { asWritten, editorsOf, type Frames, joinFrames } from './join.ts';
import { pageState } from './page-state.ts';
import { previews, previewWithoutServer } from './preview.ts';
import { errorOf, resetConnection } from './server.ts';

interface WatchedTab {
  readonly session: Session;
  readonly controller: AbortController;
  frames: Frames;
}

// One SDK session per tab while the background runs. After an idle shutdown it is recreated from the stored reports.
const watched = new Map<number, WatchedTab>();

const language = () => languageFor(browserLanguage());
const linksOf = (frames: Frames) => joinFrames(frames).map(({ link }) => asWritten(link));

function stateFrom(preview: Preview, frames: Frames, problem?: ErrorReport): PageState {
  return pageState(preview, joinFrames(frames), editorsOf(frames), language(), problem);
}

function unreachableState(error: unknown, frames: Frames): PageState {
  return stateFrom(previewWithoutServer(linksOf(frames)), frames, errorOf(error));
}

/** The current state of a page; undefined when no frame of the tab is watched. */
export async function stateOf(tabId: number): Promise<PageState | undefined> {
  const frames = await framesOf(tabId);
  if (frames.size === 0) return undefined;
  return previews.preview(linksOf(frames)).then(
    (preview) => stateFrom(preview, frames),
    (error: unknown) => unreachableState(error, frames),
  );
}

async function showState(tabId: number, frames: Frames, state: PageState): Promise<void> {
  const { panel } = await load();
  const painted = [...frames].map(async ([frameId, { revision }]) => {
    const marks = state.links.filter((link) => link.id.frameId === frameId).map((link) => link.mark);
    const delivered = await sendCommand(tabId, frameId, 'marks.paint', { revision, marks });
    return delivered ? [] : [frameId];
  });
  const gone = (await Promise.all(painted)).flat();
  await Promise.all(gone.map((frameId) => removeFrame(tabId, frameId)));
  if (gone.length > 0) return refresh(tabId);
  await sendCommand(tabId, 0, 'panel.show', {
    state,
    layout: panel,
    language: language(),
    texts: panelTexts(language()),
  });
  const attention = state.links.filter((link) => needsAttention(link.mark)).length;
  await setBadge(tabId, attention === 0 ? '' : String(attention));
}

function watch(tabId: number): WatchedTab {
  const controller = new AbortController();
  const entry: WatchedTab = {
    controller,
    frames: new Map(),
    session: createSession(previews, {
      delay: 50,
      signal: controller.signal,
      onPreview: (preview) => void showState(tabId, entry.frames, stateFrom(preview, entry.frames)),
      onError: (error) => void showState(tabId, entry.frames, unreachableState(error, entry.frames)),
    }),
  };
  watched.set(tabId, entry);
  return entry;
}

/** Updates the preview of a tab from the latest reports of its frames. */
async function refresh(tabId: number): Promise<void> {
  const entry = watched.get(tabId) ?? watch(tabId);
  entry.frames = await framesOf(tabId);
  if (entry.frames.size > 0) entry.session.update(linksOf(entry.frames));
  else await setBadge(tabId, '');
}

/** Updates every watched page after a change of account, project or domain status. */
export async function refreshAll(): Promise<void> {
  await Promise.all((await knownTabs()).map(refresh));
}

/** Updates one page after settings may have changed on the server, or the server may be back. */
export async function refreshTab(tabId: number): Promise<void> {
  resetConnection();
  await refresh(tabId);
}

/** Handles a frame's report. */
export async function frameReported(tabId: number, frameId: number, report: FrameReport): Promise<void> {
  await saveFrame(tabId, frameId, report);
  await refresh(tabId);
}

/** Handles a frame that was removed or navigated away. */
export async function frameGone(tabId: number, frameId: number): Promise<void> {
  await removeFrame(tabId, frameId);
  await refresh(tabId);
}

/** Emphasises one link in its frame; undefined clears the emphasis. */
export async function emphasise(tabId: number, id: LinkId | undefined): Promise<void> {
  const frames = [...(await framesOf(tabId)).keys()];
  await Promise.all(
    frames.map((frameId) =>
      sendCommand(tabId, frameId, 'marks.emphasise', { index: frameId === id?.frameId ? id.index : undefined }),
    ),
  );
}

/** Removes marks and panel from a page. */
export async function stopTab(tabId: number): Promise<void> {
  await forgetTab(tabId);
  await sendCommand(tabId, 'all', 'frame.stop', undefined);
  await setBadge(tabId, '');
}

/** Removes marks and panel from every page. */
export async function stopAll(): Promise<void> {
  await Promise.all((await knownTabs()).map(stopTab));
}

/** Cleans up after a tab that was closed. */
export async function forgetTab(tabId: number): Promise<void> {
  watched.get(tabId)?.controller.abort();
  watched.delete(tabId);
  await removeTab(tabId);
}
