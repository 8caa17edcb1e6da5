import type { ChangedLinks, EditorPage } from '@waymark/extension/editors/conformance';
import { type Mark, marks } from '@waymark/extension/protocol';
import type { Page } from 'playwright-core';
import type { Browser } from './chromium.ts';
import { eventually } from './eventually.ts';
import type { Pages } from './pages.ts';

/** What a fixture page offers to its test, see `extension/src/editors/fixtures`. */
interface Fixture {
  html(): string;
  /** Replaces the mail. */
  load(html: string): void;
  setHref(text: string, href: string): void;
  addLink(text: string, href: string): void;
  /** Opens a second editor of the same kind. */
  openAnother(html: string): void;
  document(): Document;
  /** The element that holds the mail. */
  root(): Element;
}

declare global {
  interface Window {
    waymarkFixture: Fixture;
    waymarkMutations: MutationRecord[];
  }
}

/** The part of Chromium's extension API that runs inside the extension here. */
declare const chrome: {
  readonly tabs: { query(filter: object): Promise<{ id?: number; url?: string }[]> };
  readonly runtime: { sendMessage(message: object): Promise<unknown> };
};

/** The texts in a highlight of the editor's document. */
function highlighted(page: Page, name: string): Promise<string[]> {
  return page.evaluate((key) => {
    const view = window.waymarkFixture.document().defaultView as (Window & typeof globalThis) | null;
    const ranges = [...(view?.CSS.highlights.get(key) ?? [])].map((range) => range as Range);
    ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    return ranges.map(String);
  }, name);
}

async function openFixture(browser: Browser, address: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'waymarkFixture' in window);
  return page;
}

/** Sends a request to the background as the popup does. */
export async function askAsPopup(browser: Browser, request: string, page: Page): Promise<void> {
  const background = await browser.background();
  const tabId = await background.evaluate(
    async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id,
    page.url(),
  );
  const popup = await browser.open('popup.html');
  const reply = await popup.evaluate((message) => chrome.runtime.sendMessage(message), { request, input: tabId });
  await popup.close();
  if (reply !== null && typeof reply === 'object' && 'error' in reply) throw new Error(JSON.stringify(reply.error));
}

/** Opens a fixture on `localhost`, where Waymark runs; `127.0.0.1` is the same page without it. */
export async function openEditor(
  browser: Browser,
  pages: Pages,
  fixture: string,
  changed: ChangedLinks = {},
): Promise<EditorPage & { readonly page: Page }> {
  const address = `${pages.origin}/fixtures/${fixture}`;
  const page = await openFixture(browser, address);
  return {
    page,
    changed,
    painted: async () => {
      const texts = await Promise.all(marks.map((mark) => highlighted(page, `waymark-${mark}`)));
      return Object.fromEntries(marks.map((mark, index) => [mark, texts[index] ?? []])) as Record<Mark, string[]>;
    },
    emphasised: () => highlighted(page, 'waymark-here'),
    listed: () => page.getByTestId('link-original').allInnerTexts(),
    pointAt: (text) => page.getByTestId('link-text').getByText(text, { exact: true }).hover(),
    html: () => page.evaluate(() => window.waymarkFixture.html()),
    htmlWithoutWaymark: async () => {
      const plain = await openFixture(browser, address.replace('localhost', '127.0.0.1'));
      const html = await plain.evaluate(() => window.waymarkFixture.html());
      await plain.close();
      // Chromium paints nothing on a page behind another one.
      await page.bringToFront();
      return html;
    },
    mutationsDuring: async (doing) => {
      await page.evaluate(() => {
        const { document, root } = window.waymarkFixture;
        // The panel hangs in the page itself, beside an editor that has no document of its own.
        const watched = document() === window.document ? root() : document();
        window.waymarkMutations = [];
        new MutationObserver((records) => window.waymarkMutations.push(...records)).observe(watched, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      });
      await doing();
      return page.evaluate(() => window.waymarkMutations.length);
    },
    setHref: (text, href) =>
      page.evaluate(([name = '', to = '']) => window.waymarkFixture.setHref(name, to), [text, href]),
    addLink: (text, href) =>
      page.evaluate(([name = '', to = '']) => window.waymarkFixture.addLink(name, to), [text, href]),
    hide: () => page.getByTestId('panel-close').click(),
    show: () => askAsPopup(browser, 'page.show', page),
    eventually: (expectation) => eventually(expectation),
  };
}
