import { session } from '../browser.ts';
import type { FrameReport } from '../protocol.ts';
import type { Frames } from './join.ts';

// One entry for each frame, so that two frames that report at once never overwrite each other, and in the browser's
// session storage, because the background may be shut down between two reports.
const prefix = (tabId: number) => `links/${tabId}/`;
const entry = (tabId: number, frameId: number) => `${prefix(tabId)}${frameId}`;

/** Keeps what a frame reported, in place of what it reported before. */
export function keepFrame(tabId: number, frameId: number, report: FrameReport): Promise<void> {
  return session.set({ [entry(tabId, frameId)]: report });
}

/** Everything the frames of a tab reported. */
export async function framesOf(tabId: number): Promise<Frames> {
  const stored = Object.entries(await session.get(null)).filter(([key]) => key.startsWith(prefix(tabId)));
  return new Map(stored.map(([key, report]) => [Number(key.slice(prefix(tabId).length)), report as FrameReport]));
}

/** Forgets a frame that is gone. */
export function dropFrame(tabId: number, frameId: number): Promise<void> {
  return session.remove(entry(tabId, frameId));
}

/** Forgets a tab. */
export async function dropTab(tabId: number): Promise<void> {
  await session.remove([...(await framesOf(tabId)).keys()].map((frameId) => entry(tabId, frameId)));
}

/** Every tab of which something is known. */
export async function knownTabs(): Promise<readonly number[]> {
  const keys = Object.keys(await session.get(null)).filter((key) => key.startsWith('links/'));
  return [...new Set(keys.map((key) => Number(key.split('/')[1])))];
}
