import { behaviours, type ChangedLinks, type EditorPage } from '@waymark/extension/editors/conformance';
import { needs } from '@waymark/testing/needs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, startBrowser } from './world/chromium.ts';
import { askAsPopup, openEditor } from './world/editor-page.ts';
import { eventually } from './world/eventually.ts';
import { type Pages, startPages } from './world/pages.ts';

/** The part of Chromium's extension API that runs inside the extension here. */
declare const chrome: { readonly scripting: { getRegisteredContentScripts(): Promise<object[]> } };

const unsafeDropped = { 'Win a coat': 'dropped' } as const;
const blockedByReact = "javascript:throw new Error('React has blocked a javascript: URL as a security precaution.')";
const blank = { href: 'about:blank', mark: 'refuse' } as const;
const noTrackMarks = { 'our stores': { mark: 'plain' } } as const;

const fixtures: [name: string, fixture: string, changed?: ChangedLinks][] = [
  ['TinyMCE in its frame', 'tinymce.html'],
  ['TinyMCE in the page', 'tinymce.html?inline'],
  ['TinyMCE in a frame in a shadow root', 'tinymce.html?shadow'],
  ['GrapesJS with its newsletter preset', 'grapesjs.html'],
  ['CKEditor 5', 'ckeditor5.html'],
  ['CKEditor 4 in its frame', 'ckeditor4.html'],
  ['CKEditor 4 in the page', 'ckeditor4.html?inline'],
  ['Quill', 'quill.html', { ...noTrackMarks, 'Your basket': blank, 'Win a coat': blank }],
  ['TipTap on ProseMirror', 'prosemirror.html', unsafeDropped],
  ['Lexical', 'lexical.html', noTrackMarks],
  ['Slate', 'slate.html', { 'Win a coat': { href: blockedByReact } }],
  ['Trix', 'trix.html', { ...unsafeDropped, ...noTrackMarks, 'Your basket': 'dropped' }],
  ['Summernote', 'summernote.html'],
  ["a replica of Gmail's compose window", 'gmail.html'],
  ["a replica of Outlook's compose pane", 'outlook.html'],
  ['a field that nobody knows', 'generic.html'],
];

describe('Waymark in a web editor', needs('chromium'), () => {
  let browser: Browser;
  let pages: Pages;

  beforeAll(async () => {
    [pages, browser] = await Promise.all([startPages(), startBrowser({ granted: ['http://localhost/*'] })]);
  });
  afterAll(() => Promise.all([browser.stop(), pages.stop()]));

  const closePages = async () => {
    for (const page of browser.context.pages().slice(1)) await page.close();
  };

  // An editor takes seconds to load, so each behaviour goes on with the page of the one before.
  describe.each(fixtures)('%s', (_, fixture, changed) => {
    let editor: EditorPage;
    beforeAll(async () => {
      editor = await openEditor(browser, pages, fixture, changed);
    });
    afterAll(closePages);

    it.each(behaviours)('$does', ({ run }) => run(editor));
  });

  // The last, since the last of them takes back what the others need.
  describe('with access to the site', () => {
    afterEach(closePages);

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

    it('comes back with a page that the browser kept', async () => {
      const { page } = await openEditor(browser, pages, 'tinymce.html');
      await page.getByTestId('panel').waitFor();
      await page.goto(`${pages.origin}/fixtures/mail.html`);
      await page.goBack();
      await eventually(async () => expect(await page.getByTestId('panel-link').count()).toBe(8));
      await page.getByTestId('filter-leave').click();
      await eventually(async () => expect(await page.getByTestId('panel-link').count()).toBe(5));
    });

    it('takes Waymark off the site at once and for good', async () => {
      const { page, painted } = await openEditor(browser, pages, 'tinymce.html');
      await eventually(async () => expect((await painted()).refuse).toEqual(['Win a coat']));
      const popup = await browser.open('popup.html');
      await page.bringToFront();
      await popup.reload();
      await popup.getByTestId('always').uncheck();
      await eventually(async () => expect((await painted()).refuse).toEqual([]));
      await page.getByTestId('panel').waitFor({ state: 'detached' });
      const background = await browser.background();
      expect(await background.evaluate(() => chrome.scripting.getRegisteredContentScripts())).toEqual([]);
    });
  });
});

describe('Waymark on a site without granted access', needs('chromium'), () => {
  let browser: Browser;
  let pages: Pages;

  beforeAll(async () => {
    [pages, browser] = await Promise.all([startPages(), startBrowser()]);
  });
  afterAll(() => Promise.all([browser.stop(), pages.stop()]));

  const reached = fixtures.filter(([, fixture]) => /^(?:tinymce|grapesjs|ckeditor5)\./.test(fixture));

  it.each(reached)('shows links after a click on its icon: %s', async (_, fixture) => {
    const editor = await openEditor(browser, pages, fixture);
    expect(await editor.painted()).toEqual({ wrap: [], would: [], plain: [], leave: [], warning: [], refuse: [] });
    await browser.clickIcon(editor.page);
    await editor.show();
    await eventually(async () => expect((await editor.painted()).refuse).toEqual(['Win a coat']));
    await eventually(async () => expect(await editor.listed()).toHaveLength(8));
    await editor.page.close();
  });

  it('reaches an editor that is opened after the click', async () => {
    const { page, show } = await openEditor(browser, pages, 'tinymce.html');
    await browser.clickIcon(page);
    await show();
    await page.getByTestId('panel').waitFor();
    await page.evaluate(() => window.waymarkFixture.openAnother('<p><a href="https://brand.com/later">Later</a></p>'));
    await eventually(async () =>
      expect(await page.getByTestId('link-original').allTextContents()).toContain('https://brand.com/later'),
    );
  });

  it('says that there is no mail on a page without an editor', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${pages.origin}/fixtures/mail.html`);
    await browser.clickIcon(page);
    await askAsPopup(browser, 'page.show', page);
    expect(await page.getByTestId('panel-notice').textContent()).toContain('No mail found on this page');
  });
});
