import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { activateSites, isGranted, registerSites, wholeHostPatterns } from './sites.ts';

interface Registered {
  readonly id: string;
  readonly matches?: string[];
}

interface Run {
  readonly tab: number;
  readonly files: readonly string[] | undefined;
  readonly world: string | undefined;
}

/** The part of the browser that remembers registered scripts. */
function fakeScripting(): { registered: Registered[]; ran: Run[] } {
  const state = { registered: [] as Registered[], ran: [] as Run[] };
  const { scripting } = fakeBrowser;
  vi.spyOn(scripting, 'getRegisteredContentScripts').mockImplementation(async () => state.registered as never);
  vi.spyOn(scripting, 'registerContentScripts').mockImplementation(async (scripts) => {
    state.registered.push(...scripts);
  });
  vi.spyOn(scripting, 'unregisterContentScripts').mockImplementation(async () => {
    state.registered = [];
  });
  vi.spyOn(scripting, 'insertCSS').mockResolvedValue();
  vi.spyOn(scripting, 'executeScript').mockImplementation(async ({ target, files, world }) => {
    if (target.tabId === 13) throw new Error('Cannot access an error page.');
    state.ran.push({ tab: target.tabId, files, world });
    return [];
  });
  return state;
}

function grant(...origins: string[]): void {
  vi.spyOn(fakeBrowser.permissions, 'getAll').mockResolvedValue({ origins, permissions: [] } as never);
}

describe('granted sites', () => {
  let browser: ReturnType<typeof fakeScripting>;

  beforeEach(() => {
    vi.restoreAllMocks();
    fakeBrowser.reset();
    browser = fakeScripting();
  });

  it('are exactly the sites that the scripts are registered for, after every change', async () => {
    grant('https://a.example/*', 'https://b.example/*');
    await registerSites();
    grant('https://b.example/*');
    await registerSites();
    const everywhere = {
      matches: ['https://b.example/*'],
      allFrames: true,
      matchOriginAsFallback: true,
      persistAcrossSessions: true,
    };
    expect(browser.registered).toMatchObject([
      { ...everywhere, js: ['models.js'], world: 'MAIN' },
      { ...everywhere, js: ['editor.js'] },
    ]);
  });

  it('leave nothing registered when the last one is revoked', async () => {
    grant('https://a.example/*');
    await registerSites();
    grant();
    await registerSites();
    expect(browser.registered).toEqual([]);
  });

  it('run the scripts on open pages, even if they fail on one of them', async () => {
    grant('https://a.example/*');
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 13 }, { id: 14 }] as never);
    await activateSites();
    expect(browser.ran).toEqual([
      { tab: 14, files: ['models.js'], world: 'MAIN' },
      { tab: 14, files: ['editor.js'], world: undefined },
    ]);
  });

  it('are found by the page’s address, whatever its port', async () => {
    grant('http://localhost/*');
    expect(await isGranted('http://localhost:8801/mail')).toBe(true);
    expect(await isGranted('https://localhost/')).toBe(false);
    expect(await isGranted('chrome://settings')).toBe(false);
  });
});

describe('wholeHostPatterns', () => {
  it('keeps patterns that cover whole hosts, as frames without an address need', () => {
    expect(wholeHostPatterns(['https://b.example/*', 'https://a.example/mail', 'https://a.example/*'])).toEqual([
      'https://a.example/*',
      'https://b.example/*',
    ]);
  });
});
