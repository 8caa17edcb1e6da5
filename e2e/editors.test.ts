import { behaviours } from '@waymark/extension/editors/conformance';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { type Browser, startBrowser } from './world/chromium.ts';
import { openEditor } from './world/editor-page.ts';
import { type Pages, startPages } from './world/pages.ts';

const fixtures = [
  ['TinyMCE in its frame', 'tinymce.html'],
  ['TinyMCE in the page', 'tinymce.html?inline'],
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
});
