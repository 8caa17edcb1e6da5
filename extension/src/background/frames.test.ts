import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FrameReport } from '../protocol.ts';
import { dropFrame, dropTab, framesOf, keepFrame, knownTabs } from './frames.ts';

const report = (revision: number): FrameReport => ({ revision, asked: false, editors: [], links: [] });

describe('the frames of a tab', () => {
  beforeEach(() => fakeBrowser.reset());

  it('are kept apart from those of other tabs', async () => {
    await Promise.all([keepFrame(1, 0, report(1)), keepFrame(1, 5, report(2)), keepFrame(11, 0, report(3))]);
    expect([...(await framesOf(1))]).toEqual([
      [0, report(1)],
      [5, report(2)],
    ]);
    expect(await knownTabs()).toEqual([1, 11]);
  });

  it('are replaced by what the frame reports next', async () => {
    await keepFrame(1, 5, report(1));
    await keepFrame(1, 5, report(2));
    expect((await framesOf(1)).get(5)).toEqual(report(2));
  });

  it('are forgotten one by one, or with their tab', async () => {
    await Promise.all([keepFrame(1, 0, report(1)), keepFrame(1, 5, report(1)), keepFrame(11, 0, report(1))]);
    await dropFrame(1, 5);
    expect([...(await framesOf(1)).keys()]).toEqual([0]);
    await dropTab(1);
    expect(await knownTabs()).toEqual([11]);
  });
});
