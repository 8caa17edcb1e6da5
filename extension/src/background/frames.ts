import { session } from '../browser.ts';
import type { FrameReport } from '../protocol.ts';
import type { Frames } from './join.ts';

// One key per frame, so that frames reporting at the same time never overwrite each other; in session storage, because
// the background may be shut down between two reports.
const prefix = (tabId: number) => `links/${tabId}/`;
const keyOf = (tabId: number, frameId: number) => `${prefix(tabId)}${frameId}`;

/** Stores what a frame reported, replacing its previous report. */
export function saveFrame(tabId: number, frameId: number, report: FrameReport): Promise<void> {
  return session.set({ [keyOf(tabId, frameId)]: report });
}

/** The latest report of every frame of a tab. */
export async function framesOf(tabId: number): Promise<Frames> {
  const stored = Object.entries(await session.get(null)).filter(([key]) => key.startsWith(prefix(tabId)));
  return new Map(stored.map(([key, report]) => [Number(key.slice(prefix(tabId).length)), report as FrameReport]));
}

/** Removes the report of a frame. */
export function removeFrame(tabId: number, frameId: number): Promise<void> {
  return session.remove(keyOf(tabId, frameId));
}

/** Removes the reports of all frames of a tab. */
export async function removeTab(tabId: number): Promise<void> {
  await session.remove([...(await framesOf(tabId)).keys()].map((frameId) => keyOf(tabId, frameId)));
}

/** Every tab with at least one report. */
export async function knownTabs(): Promise<readonly number[]> {
  const keys = Object.keys(await session.get(null)).filter((key) => key.startsWith('links/'));
  return [...new Set(keys.map((key) => Number(key.split('/')[1])))];
}
