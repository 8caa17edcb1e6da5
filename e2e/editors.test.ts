import { behaviours } from '@waymark/extension/editors/conformance';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, startBrowser } from './world/chromium.ts';
import { openEditor } from './world/editor-page.ts';
import { eventually } from './world/eventually.ts';
import { type Pages, startPages } from './world/pages.ts';

const fixtures = [
  ['TinyMCE in its frame', 'tinymce.html'],
  ['TinyMCE in the page', 'tinymce.html?inline'],
  ['TinyMCE in a frame in a shadow root', 'tinymce.html?shadow'],
  ['GrapesJS with its newsletter preset', 'grapesjs.html'],
] as const;

describe('Waymark in a web editor', () => {
  let browser: Browser;
  let pages: Pages;

  beforeAll(async () => {
    [pages, browser] = await Promise.all([startPages(), startBrowser({ granted: ['http://localhost/*'] })]);
  });
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close();
  });
  afterAll(() => Promise.all([browser.stop(), pages.stop()]));

  describe.each(fixtures)('%s', (_, fixture) => {
    it.each(behaviours)('$does', async ({ run }) => run(await openEditor(browser, pages, fixture)));
  });

  // TinyMCE does not support editing in the page inside of a shadow root, so nothing but painting can be shown with it.
  it('marks links inside a shadow root', async () => {
    const editor = await openEditor(browser, pages, 'tinymce.html?inline&shadow');
    await eventually(async () => expect((await editor.painted()).refuse).toEqual(['Win a coat']));
    const sheets = await editor.page.evaluate(() => {
      const root = window.waymarkFixture.root().getRootNode();
      return root instanceof ShadowRoot ? root.adoptedStyleSheets.length : 0;
    });
    expect(sheets).toBe(1);
  });
});
