import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FrameReport } from '../protocol.ts';
import { framesOf, knownTabs, removeFrame, removeTab, saveFrame } from './frames.ts';

const report = (revision: number): FrameReport => ({ revision, editors: [], links: [] });

describe('the frames of a tab', () => {
  beforeEach(() => fakeBrowser.reset());

  it('are separate from those of other tabs', async () => {
    await Promise.all([saveFrame(1, 0, report(1)), saveFrame(1, 5, report(2)), saveFrame(11, 0, report(3))]);
    expect([...(await framesOf(1))]).toEqual([
      [0, report(1)],
      [5, report(2)],
    ]);
    expect(await knownTabs()).toEqual([1, 11]);
  });

  it('are replaced by the next report of the frame', async () => {
    await saveFrame(1, 5, report(1));
    await saveFrame(1, 5, report(2));
    expect((await framesOf(1)).get(5)).toEqual(report(2));
  });

  it('are removed one by one, or with their tab', async () => {
    await Promise.all([saveFrame(1, 0, report(1)), saveFrame(1, 5, report(1)), saveFrame(11, 0, report(1))]);
    await removeFrame(1, 5);
    expect([...(await framesOf(1)).keys()]).toEqual([0]);
    await removeTab(1);
    expect(await knownTabs()).toEqual([11]);
  });
});
