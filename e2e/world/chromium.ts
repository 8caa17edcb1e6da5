import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '@waymark/testing/needs';
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  devices,
  type Page,
  type Browser as Plain,
  type Worker,
} from 'playwright-core';

const built = join(import.meta.dirname, '../../extension/.output/chrome-mv3-e2e');

/** A real Chromium with the built extension and its production manifest. */
export interface Browser {
  readonly context: BrowserContext;
  /** The extension's id. */
  readonly id: string;
  /** The extension's background. */
  background(): Promise<Worker>;
  /** A click on the toolbar icon over a page: lets the extension in on that page until it is left. */
  clickIcon(page: Page): Promise<void>;
  /** A page of the extension in a tab. */
  open(path: 'popup.html' | 'welcome.html'): Promise<Page>;
  stop(): Promise<void>;
}

export interface BrowserOptions {
  /** Match patterns the member has granted, such as `http://localhost/*`. */
  readonly granted?: readonly string[];
  readonly look?: BrowserContextOptions;
  /** Host names that lead to loopback, so that domains of the tests can be opened. */
  readonly loopbackHosts?: readonly string[];
}

async function launch(folder: string, { look, loopbackHosts = [] }: BrowserOptions): Promise<BrowserContext> {
  const extension = join(folder, 'extension');
  return chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: program('chromium'),
    headless: true,
    ...look,
    args: [
      '--no-sandbox',
      '--enable-unsafe-extension-debugging',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...resolving(loopbackHosts),
    ],
  });
}

function resolving(loopbackHosts: readonly string[]): string[] {
  const rules = loopbackHosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ');
  return rules === '' ? [] : [`--host-resolver-rules=${rules}`];
}

function worker(context: BrowserContext): Promise<Worker> | Worker {
  return context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
}

/** The extension opens this page once, when it is installed. */
async function welcomed(context: BrowserContext): Promise<void> {
  const isWelcome = (page: Page) => page.url().endsWith('/welcome.html');
  const page = context.pages().find(isWelcome) ?? (await context.waitForEvent('page', isWelcome));
  await page.getByTestId('sign-in').waitFor();
}

/**
 * Chromium asks for host permissions in a window that nobody can click without a display. So it starts once with the
 * wanted hosts as required ones, which it remembers as granted, and then with the manifest as it was built.
 */
async function grant(folder: string, hosts: readonly string[]): Promise<void> {
  const file = join(folder, 'extension/manifest.json');
  const manifest = await readFile(file, 'utf8');
  await writeFile(file, JSON.stringify({ ...JSON.parse(manifest), host_permissions: hosts }));
  const context = await launch(folder, {});
  await welcomed(context);
  await context.close();
  await writeFile(file, manifest);
}

/** Playwright's types lack this Chromium command. */
interface Clicking {
  send(method: 'Extensions.triggerAction', input: { id: string; targetId: string }): Promise<unknown>;
}

async function click(session: unknown, input: { id: string; targetId: string }): Promise<void> {
  await (session as Clicking).send('Extensions.triggerAction', input);
}

/** Starts Chromium with an empty profile. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-chromium-'));
  await cp(built, join(folder, 'extension'), { recursive: true });
  if (options.granted) await grant(folder, options.granted);
  const context = await launch(folder, options);
  if (!options.granted) await welcomed(context);
  const id = new URL((await worker(context)).url()).host;
  return {
    context,
    id,
    background: async () => worker(context),
    clickIcon: async (page) => {
      const session = await context.browser()?.newBrowserCDPSession();
      const found = await session?.send('Target.getTargets', { filter: [{ type: 'tab' }] });
      const target = found?.targetInfos.find(({ url }) => url === page.url());
      await click(session, { id, targetId: target?.targetId ?? '' });
    },
    open: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/${path}`);
      return page;
    },
    stop: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser that says it is a phone's. */
export type Phone = 'iPhone' | 'Android phone';

/** Starts Chromium without an extension. */
export function launchPlain(loopbackHosts: readonly string[] = []): Promise<Plain> {
  const args = ['--no-sandbox', ...resolving(loopbackHosts)];
  return chromium.launch({ executablePath: program('chromium'), args });
}

/** Starts Chromium without an extension; each phone that is opened in it has cookies and a window of its own. */
export async function startPhones(loopbackHosts: readonly string[]): Promise<{
  open(phone: Phone, look: BrowserContextOptions): Promise<Page>;
  stop(): Promise<void>;
}> {
  const browser = await launchPlain(loopbackHosts);
  return {
    async open(phone, look) {
      const device = devices[phone === 'iPhone' ? 'iPhone SE (3rd gen)' : 'Pixel 7'];
      return (await browser.newContext({ ...device, ...look })).newPage();
    },
    stop: () => browser.close(),
  };
}
