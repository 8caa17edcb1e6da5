import { type BrowserContextOptions, devices, type Page } from 'playwright-core';
import { launchPlain } from './chromium.ts';

/** A browser in which a member is signed in to the panel of a server. */
export interface PanelBrowser {
  /** A window of its own at an address of the panel. */
  open(path: string, look?: BrowserContextOptions): Promise<Page>;
  stop(): Promise<void>;
}

/** Starts Chromium; names below .localhost lead to this machine by themselves. */
export async function startPanelBrowser(server: string, key: string): Promise<PanelBrowser> {
  const browser = await launchPlain();
  return {
    async open(path, look = {}) {
      const context = await browser.newContext({
        locale: 'en-GB',
        // What says that it has no head is a bot, whose clicks do not count.
        userAgent: devices['Desktop Chrome'].userAgent,
        baseURL: server,
        extraHTTPHeaders: { authorization: `Bearer ${key}` },
        ...look,
      });
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    stop: () => browser.close(),
  };
}
