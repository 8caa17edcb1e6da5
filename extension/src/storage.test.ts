import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { load, save, steps, upgradeStorage } from './storage.ts';

const signedIn = { server: 'https://waymark.brand.com', key: 'wm_mem_x', name: 'Brand', member: 'Ada' };
const panel = { corner: 'top-left', open: false } as const;

describe('stored data', () => {
  beforeEach(() => fakeBrowser.reset());

  it('has defaults before anything was saved', async () => {
    expect(await load()).toEqual({ signedIn: null, projectId: null, panel: { corner: 'bottom-right', open: true } });
  });

  it('saves changes and keeps everything else', async () => {
    await save({ signedIn });
    await save({ panel });
    expect(await load()).toEqual({ signedIn, projectId: null, panel });
  });

  it.each([
    ['nothing', {}, { signedIn: null, projectId: null, panel: { corner: 'bottom-right', open: true } }],
    ['some of it', { panel }, { signedIn: null, projectId: null, panel }],
  ])('step 1 fills in defaults where there was %s', (_, before, after) => {
    expect(steps[0]?.(before)).toEqual(after);
  });

  it.each([
    ['0199b0de-0000-7000-8000-00000000000a', 'prj_0199b0de00007000800000000000000a'],
    ['prj_0199b0de00007000800000000000000a', 'prj_0199b0de00007000800000000000000a'],
    [null, null],
  ])('step 2 writes the project %j as the server does now', (projectId, after) => {
    expect(steps[1]?.({ signedIn, projectId, panel })).toEqual({ signedIn, projectId: after, panel });
  });

  it('is migrated to the newest shape once, without keys that this shape does not have', async () => {
    await fakeBrowser.storage.local.set({ panel, forgotten: true });
    await upgradeStorage();
    expect(await fakeBrowser.storage.local.get(null)).toEqual({ panel, version: steps.length });
    await save({ projectId: 'p1' });
    await upgradeStorage();
    expect(await load()).toEqual({ signedIn: null, projectId: 'p1', panel });
  });
});
