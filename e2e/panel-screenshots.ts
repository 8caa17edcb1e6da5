import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setup as startDatabase } from '@waymark/prisma/testing-server';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type PanelBrowser, startPanelBrowser } from './world/panel.ts';
import { startWorld, type World } from './world.ts';

// Pictures of every page of the panel: `node panel-screenshots.ts [folder]`, in each look, or in one: `… [folder] light`. What
// goes into docs/images is made smaller first, as the pictures of screenshots.ts are.
const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/images');
const only = process.argv[3];

/** What machines without a desktop would draw in a typeface with serifs. */
const font = ':root { font-family: "DejaVu Sans", sans-serif !important }';

const wide = { bypassCSP: true, viewport: { width: 1280, height: 860 } };
const variants: Readonly<Record<string, BrowserContextOptions>> = {
  light: { ...wide, colorScheme: 'light' },
  dark: { ...wide, colorScheme: 'dark' },
  narrow: { bypassCSP: true, viewport: { width: 320, height: 720 }, hasTouch: true },
  german: { ...wide, locale: 'de-DE' },
};

/** A brand with domains in every state, and some mailings. */
async function furnish({ waymark: { api }, dns, database }: World): Promise<Record<string, string>> {
  const project = await api.projects.create.mutate({ name: 'Kiln & Tide newsletter' });
  await api.projects.create.mutate({ name: 'Order confirmations and everything else the shop sends' });
  const add = (host: string) => api.domains.add.mutate({ host });
  const point = ({ host, record }: Awaited<ReturnType<typeof add>>) =>
    dns.put(host, { type: 'CNAME', data: record.target });
  const works = await add('click.kilnandtide.example');
  point(works);
  await api.domains.check.mutate({ id: works.id });
  const broken = await add('news.kilnandtide.example');
  point(broken);
  await database.checksNow.deleteMany();
  await api.domains.check.mutate({ id: broken.id });
  dns.remove(broken.host);
  await api.domains.check.mutate({ id: broken.id });
  const missing = await add('links.kilnandtide.de');
  await add('a-rather-long-name-for-tracking.newsletter.of-a-large-brand.kilnandtide.example');
  await api.projects.update.mutate({ id: project.id, clickDomainId: works.id, openDomainId: works.id });
  for (const name of ['Spring collection', 'Last chance: 20 % off everything that is still in the kiln until Sunday'])
    await api.mailings.create.mutate({ projectId: project.id, name, urls: ['https://kilnandtide.example/vases'] });
  const app = await api.apps.add.mutate({
    domainId: works.id,
    app: { system: 'ios', teamId: 'ABCDE12345', bundleId: 'com.kilnandtide.shop' },
  });
  await api.apps.confirm.mutate({ id: app.id, version: '5.2' });
  await database.checksNow.deleteMany();
  return {
    overview: '/',
    projects: '/projects',
    mailings: '/mailings',
    domains: '/settings/domains',
    add: '/settings/domains?add=',
    'domain-missing': `/settings/domains/${missing.id}`,
    'domain-verified': `/settings/domains/${works.id}`,
  };
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.addStyleTag({ content: font });
  // The height of the page, so that what stays in view stands once.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height });
  await page.screenshot({ path: join(folder, `panel-${name}.png`), animations: 'disabled' });
}

async function shootAll(browser: PanelBrowser, pages: Record<string, string>, suffix: string): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    const page = await browser.open(path, variants[suffix] ?? {});
    await shoot(page, suffix === 'light' ? name : `${name}-${suffix}`);
    await page.context().close();
  }
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stopDatabase = await startDatabase();
  const world = await startWorld();
  const browser = await startPanelBrowser(world);
  try {
    const empty = await browser.open('/', variants['light'] ?? {});
    await shoot(empty, 'overview-empty');
    const pages = await furnish(world);
    for (const look of Object.keys(variants))
      if (only === undefined || only === look) await shootAll(browser, pages, look);
  } finally {
    await browser.stop();
    await world.stop();
    await stopDatabase();
  }
}

await main();
