import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setup as startDatabase } from '@waymark/prisma/testing-server';
import type { Page } from 'playwright-core';
import { type Browser, startBrowser, startPhones } from './world/chromium.ts';
import { openEditor } from './world/editor-page.ts';
import { eventually } from './world/eventually.ts';
import { type Pages, startPages } from './world/pages.ts';
import { visit } from './world/recipient.ts';
import { startWorld, type World } from './world.ts';

// The pictures in docs/images, taken of the real thing: `node screenshots.ts [folder]`. What goes into the repository is
// made smaller first: `pngquant --ext .png --force docs/images/*.png`.
const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/images');
const popupSize = { width: 380, height: 600 };

/** A brand with one domain that works and two that do not yet. */
async function furnish(world: World): Promise<void> {
  const { api } = world.waymark;
  const project = await api.projects.create.mutate({ name: 'Kiln & Tide newsletter' });
  await api.projects.create.mutate({ name: 'Order confirmations and everything else the shop sends' });
  const domain = await api.domains.add.mutate({ host: 'click.kilnandtide.example' });
  await api.domains.add.mutate({ host: 'links.kilnandtide.de' });
  await api.domains.add.mutate({ host: 'a-rather-long-name-for-tracking.newsletter.kilnandtide.example' });
  world.dns.put(domain.host, { type: 'CNAME', data: domain.record.target });
  await api.domains.check.mutate({ id: domain.id });
  await api.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
}

/** An editor with the newsletter of examples/ in it. */
async function openNewsletter(browser: Browser, pages: Pages, fixture: string): Promise<{ readonly page: Page }> {
  const { page } = await openEditor(browser, pages, fixture);
  const newsletter = await readFile(join(import.meta.dirname, '../examples/newsletter.html'), 'utf8');
  await page.evaluate((html) => window.waymarkFixture.load(html), newsletter);
  await page.getByTestId('panel-link').nth(20).waitFor();
  return { page };
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** The popup as it opens over a page, at the size of a browser's popup. */
async function popup(browser: Browser, over: Page, size = popupSize): Promise<Page> {
  const page = await browser.open('popup.html');
  await page.setViewportSize(size);
  await over.bringToFront();
  await page.reload();
  return page;
}

async function signIn(page: Page, server: string, key: string): Promise<void> {
  await page.getByTestId('field-server').fill(server);
  await page.getByTestId('field-key').fill(key);
  await page.getByTestId('sign-in-submit').click();
}

async function shootPopup(browser: Browser, over: Page, suffix = '', size = popupSize): Promise<void> {
  const page = await popup(browser, over, size);
  await page.getByTestId('domains').waitFor();
  await page.getByTestId('page-summary').waitFor();
  await shoot(page, `popup${suffix}`);
  await page.locator('[data-host="links.kilnandtide.de"]').click();
  await page.getByTestId('check-now').click();
  await page.getByTestId('diagnosis').waitFor();
  await page.getByTestId('record').waitFor();
  await shoot(page, `domain${suffix}`);
  await page.getByTestId('back').click();
  await page.getByTestId('add').click();
  await page.getByTestId('field-host').fill('kilnandtide.example');
  await page.getByTestId('add-submit').click();
  await page.getByTestId('problem').waitFor();
  await shoot(page, `add-refused${suffix}`);
  await page.close();
}

/** The page on which links are tried, on a phone whose app opened one of them. */
async function shootTrial({ waymark: { api } }: World): Promise<void> {
  const [project] = (await api.projects.list.query({ search: 'newsletter' })).data;
  const app = { system: 'ios', teamId: 'ABCDE12345', bundleId: 'example.kilnandtide.shop' } as const;
  await api.apps.add.mutate({ domainId: project?.clickDomainId ?? '', app });
  const urls = ['https://kilnandtide.example/vases/tideline', 'kilnandtide://cart'];
  const trial = await api.phoneTrials.start.mutate({ projectId: project?.id ?? '', urls });
  const phones = await startPhones([]);
  const page = await phones.open('iPhone', { locale: 'en-GB', viewport: { width: 375, height: 1250 } });
  await page.goto(trial.address);
  await page.getByLabel('Version of the app').fill('8.2');
  for (const [way, opened] of [
    ['as-written', 'The app'],
    ['wrapped', 'The browser'],
  ] as const) {
    if (way === 'wrapped') await visit(trial.links[0]?.ways[1]?.url ?? '');
    const card = page.locator(`#link-0-${way}`);
    await card.locator('summary').tap();
    await card.getByRole('button', { name: opened }).tap();
    await page.waitForURL(({ hash }) => hash === `#link-0-${way}`);
  }
  const seen = async () => (await api.phoneTrials.get.query({ trialId: trial.id })).results[0]?.browserAt;
  await eventually(async () => {
    if (!(await seen())) throw new Error('The request of the browser is not known yet.');
  });
  await page.goto(page.url().replace(/#.*/, ''));
  await page.locator('#link-0-app-link summary').tap();
  await shoot(page, 'try-on-a-phone');
  await phones.stop();
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stopDatabase = await startDatabase();
  const [world, pages, browser] = await Promise.all([
    startWorld(),
    startPages(),
    startBrowser({ granted: ['http://localhost/*'], look: { viewport: { width: 1280, height: 800 } } }),
  ]);
  await furnish(world);

  const tinymce = await openNewsletter(browser, pages, 'tinymce.html');
  await shoot(tinymce.page, 'editor-signed-out');
  const first = await popup(browser, tinymce.page);
  await first.getByTestId('field-server').fill('http://waymark.kilnandtide.example');
  await first.getByTestId('insecure').waitFor();
  await shoot(first, 'popup-signed-out');
  await signIn(first, world.server.url, world.key);
  await first.getByTestId('account').waitFor();
  await first.close();

  await tinymce.page.getByTestId('link-wrapped').first().waitFor();
  await tinymce.page.getByTestId('filter-attention').click();
  await tinymce.page.getByTestId('finding').first().locator('summary').click();
  await shoot(tinymce.page, 'editor-tinymce');
  await tinymce.page.getByTestId('filter-all').click();
  await tinymce.page.getByTestId('try-link').first().click();
  await tinymce.page.getByTestId('tried-link').waitFor();
  await shoot(tinymce.page, 'editor-try');
  await shootPopup(browser, tinymce.page);
  await shootPopup(browser, tinymce.page, '-narrow', { width: 320, height: 600 });

  const grapesjs = await openNewsletter(browser, pages, 'grapesjs.html');
  await grapesjs.page.getByTestId('link-wrapped').first().waitFor();
  await grapesjs.page.getByTestId('filter-attention').click();
  // Opened without the pointer, which would scroll the mail to that link.
  await grapesjs.page
    .getByTestId('finding')
    .first()
    .evaluate((finding) => finding.setAttribute('open', ''));
  await grapesjs.page.mouse.move(0, 0);
  await shoot(grapesjs.page, 'editor');
  // Links that open an app, beside each other, with what is said about the first two.
  await grapesjs.page
    .getByTestId('finding')
    .nth(1)
    .evaluate((finding) => finding.setAttribute('open', ''));
  await grapesjs.page.getByTestId('panel').screenshot({ path: join(folder, 'deep-links.png'), animations: 'disabled' });

  for (const page of [tinymce.page, grapesjs.page]) await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(tinymce.page, 'editor-dark');
  const dark = await popup(browser, tinymce.page);
  await dark.emulateMedia({ colorScheme: 'dark' });
  await dark.getByTestId('page-summary').waitFor();
  await shoot(dark, 'popup-dark');
  const welcome = await browser.open('welcome.html');
  await shoot(welcome, 'welcome');

  await shootTrial(world);
  await Promise.all([browser.stop(), pages.stop()]);
  await world.stop();
  await stopDatabase();
}

await main();
