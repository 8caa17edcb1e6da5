import { needs } from '@waymark/testing/needs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, startBrowser } from './world/chromium.ts';
import { openEditor } from './world/editor-page.ts';
import { eventually } from './world/eventually.ts';
import { type Pages, startPages } from './world/pages.ts';
import { startWorld, type World } from './world.ts';

const host = 'click.brand.com';

/** Evaluates an expression in the world of the extension's content script. */
async function inContentScript(page: Page, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const worlds: { id: number; name: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await session.send('Runtime.enable');
  const contextId = worlds.find(({ name }) => name === 'Waymark')?.id ?? 0;
  const { result } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true });
  return result.value;
}

describe('the extension on a new machine', needs('chromium'), () => {
  it('welcomes the member with what it may see and the form to sign in', async () => {
    const browser = await startBrowser();
    const welcome = browser.context.pages().find((page) => page.url().endsWith('/welcome.html'));
    expect(await welcome?.getByTestId('sign-in').isVisible()).toBe(true);
    await browser.stop();
  });
});

describe('the extension, from signing in to a link that works', needs('chromium'), () => {
  let world: World;
  let browser: Browser;
  let pages: Pages;
  let popup: Page;

  beforeAll(async () => {
    [world, pages, browser] = await Promise.all([
      startWorld(),
      startPages(),
      startBrowser({ granted: ['http://localhost/*', 'http://127.0.0.1/*'], loopbackHosts: [host] }),
    ]);
    popup = await browser.open('popup.html');
    await popup.bringToFront();
  });
  afterAll(() => Promise.all([browser.stop(), pages.stop(), world.stop()]));

  const signIn = async (server: string, key: string) => {
    await popup.getByTestId('field-server').fill(server);
    await popup.getByTestId('field-key').fill(key);
    await popup.getByTestId('sign-in-submit').click();
  };
  const problem = () => popup.getByTestId('problem').textContent();

  it.each([
    ['my server', 'wm_mem_x', 'This is not a server address.'],
    ['http://localhost:1', '', 'Enter your key.'],
    ['http://localhost:1', 'wm_mem_x', 'The server does not answer.'],
  ])('says what is wrong with the address %j and the key %j', async (server, key, sentence) => {
    await signIn(server, key);
    await eventually(async () => expect(await problem()).toContain(sentence));
  });

  /** Whether Tab goes on from inside the window's content, and not from its beginning. */
  const keepsFocus = () =>
    popup.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

  it('says that the key is wrong', async () => {
    await signIn(world.server.url, 'wm_mem_wrong');
    await eventually(async () => expect(await problem()).toContain('The server does not know this key.'));
    expect(await keepsFocus()).toBe(true);
  });

  it('warns before a key crosses the internet unencrypted', async () => {
    await popup.getByTestId('field-server').fill('http://waymark.brand.com');
    await popup.getByTestId('insecure').waitFor();
    await popup.getByTestId('field-server').fill('http://localhost:4400');
    await popup.getByTestId('insecure').waitFor({ state: 'detached' });
  });

  it('signs in, and stays signed in', async () => {
    await signIn(world.server.url, world.key);
    await popup.getByTestId('account').waitFor();
    await popup.reload();
    expect(await popup.getByTestId('account').textContent()).toContain(world.account.name);
  });

  it('begins with a project', async () => {
    await popup.getByTestId('field-project').fill('Newsletter');
    await popup.getByTestId('create-project').click();
    await popup.getByTestId('no-domain').waitFor();
  });

  it('says why a domain is refused', async () => {
    await popup.getByTestId('add').click();
    await popup.getByTestId('field-host').fill('brand.com');
    await popup.getByTestId('add-submit').click();
    await eventually(async () => expect(await problem()).toContain('CNAME'));
  });

  it('adds a domain and shows the record to create', async () => {
    await popup.getByTestId('field-host').fill(host);
    await popup.getByTestId('field-host').press('Enter');
    await popup.getByTestId('record').waitFor();
    expect(await popup.getByTestId('record-name').textContent()).toBe('click');
    expect(await popup.getByTestId('instructions').textContent()).toContain('Copy the text');
    await eventually(async () => expect(await keepsFocus()).toBe(true));
    expect(await popup.getByTestId('status').textContent()).toBe('Not verified');
  });

  it('opens again where it was closed', async () => {
    await popup.reload();
    await popup.getByTestId('record').waitFor();
  });

  it('shows the domain as verified once the record is there', async () => {
    world.dns.put(host, { type: 'CNAME', data: (await popup.getByTestId('record-target').textContent()) ?? '' });
    await popup.getByTestId('check-now').click();
    await eventually(async () => expect(await popup.getByTestId('status').textContent()).toBe('Verified'));
  });

  it('uses the domain for the project', async () => {
    await popup.getByTestId('use-for-project').click();
    await eventually(async () => expect(await popup.getByTestId('used-by').textContent()).toContain('Newsletter'));
    await popup.getByTestId('back').click();
    const card = popup.getByTestId('project-card');
    expect(await card.textContent()).toContain(host);
    expect(await card.getByTestId('status').textContent()).toBe('Verified');
  });

  it('warns of a domain whose name can be mistaken for another, as soon as it is added', async () => {
    await popup.getByTestId('add').click();
    await popup.getByTestId('field-host').fill('click.аpple.example');
    await popup.getByTestId('field-host').press('Enter');
    expect(await popup.getByTestId('look-alike').textContent()).toContain('click.apple.example');
    await popup.getByTestId('back').click();
  });

  describe('in an editor', () => {
    // An editor takes seconds to load, so each test goes on with the page of the one before.
    let editor: Awaited<ReturnType<typeof openEditor>>;
    beforeAll(async () => {
      editor = await openEditor(browser, pages, 'tinymce.html');
    });
    afterAll(() => editor.page.close());

    const showsWhatLinksBecome = async (page: Page) => {
      await page.getByTestId('link-wrapped').first().waitFor();
      expect(await page.getByTestId('link-wrapped').first().textContent()).toMatch(new RegExp(`^http://${host}.*/c/`));
      expect(await page.getByTestId('panel-host').textContent()).toBe(host);
    };

    it('shows what the links of a mail become in TinyMCE', () => showsWhatLinksBecome(editor.page));

    it('shows what the links of a mail become in GrapesJS', async () => {
      const { page } = await openEditor(browser, pages, 'grapesjs.html');
      await showsWhatLinksBecome(page);
      await page.close();
    });

    it('registers a link when asked to, and its real address leads to the destination', async () => {
      await editor.page.bringToFront();
      await editor.addLink('Offer', `${world.brandSite.origin}/offer?a=1`);
      const row = editor.page.getByTestId('panel-link').filter({ hasText: 'Offer' });
      await row.getByTestId('try-link').click();
      const opened = browser.context.waitForEvent('page');
      await row.getByTestId('tried-link').click();
      const arrived = await opened;
      await arrived.getByText('You have arrived').waitFor();
      await arrived.close();
      expect(world.brandSite.arrivals).toMatchObject([{ method: 'GET', path: '/offer?a=1' }]);
      await eventually(async () =>
        expect(await world.database.event.findMany()).toMatchObject([
          {
            type: 'click',
            mailingId: (await world.database.mailing.findFirst({ where: { name: 'Try-out from localhost' } }))?.id,
          },
        ]),
      );
    });

    it('promises no count, from the moment click tracking is turned off until it is on again', async () => {
      const { page, painted } = editor;
      const project = await world.database.project.findFirstOrThrow({ where: { name: 'Newsletter' } });
      // As when the member comes back to the page; otherwise within a quarter of a minute.
      const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      const readiness = () => page.getByTestId('panel').getAttribute('data-readiness');
      await eventually(async () => expect((await painted()).would).toContain('See the coats'));
      for (const [trackClicks, shown] of [
        [false, 'clicks-off'],
        [true, 'ready'],
      ] as const) {
        await world.database.project.update({ where: { id: project.id }, data: { trackClicks } });
        await comeBack();
        await eventually(async () => expect(await readiness()).toBe(shown));
        await eventually(async () => expect((await painted()).would.length > 0).toBe(trackClicks));
        expect(await page.getByTestId('panel-notice').count()).toBe(1);
      }
    });

    it('keeps the key from everything that runs in a page', async () => {
      const { page } = editor;
      const answer = await inContentScript(page, "chrome.storage.local.get('signedIn').then(JSON.stringify, String)");
      expect(answer).toContain('not allowed');
    });

    it('shows verdicts on, but no wrapped links, after signing out', async () => {
      const { page, painted } = editor;
      await page.getByTestId('link-wrapped').first().waitFor();
      await popup.getByTestId('sign-out').click();
      await popup.getByTestId('sign-in').waitFor();
      await page.getByTestId('panel-sign-in').waitFor();
      expect(await page.getByTestId('link-wrapped').count()).toBe(0);
      await page.bringToFront();
      expect((await painted()).refuse).toContain('Win a coat');
    });

    it('goes away at Escape, and its marks with it', async () => {
      const { page, painted } = editor;
      expect((await painted()).plain).not.toEqual([]);
      await page.getByTestId('link-text').first().focus();
      await page.keyboard.press('Escape');
      await page.getByTestId('panel').waitFor({ state: 'detached' });
      await eventually(async () => expect((await painted()).plain).toEqual([]));
    });
  });
});
