import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page, type Worker } from 'playwright-core';

const built = join(import.meta.dirname, '../../extension/.output/chrome-mv3-e2e');

/** A real Chromium with the built extension and its production manifest. */
export interface Browser {
  readonly context: BrowserContext;
  /** The extension's id. */
  readonly id: string;
  /** The extension's background. */
  background(): Promise<Worker>;
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
  const rules = loopbackHosts.map((host) => `MAP ${host} 127.0.0.1`).join(', ');
  return chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    ...look,
    args: [
      '--no-sandbox',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(rules === '' ? [] : [`--host-resolver-rules=${rules}`]),
    ],
  });
}

function worker(context: BrowserContext): Promise<Worker> | Worker {
  return context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
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
  await worker(context);
  await context.close();
  await writeFile(file, manifest);
}

/** Starts Chromium with an empty profile. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-chromium-'));
  await cp(built, join(folder, 'extension'), { recursive: true });
  if (options.granted) await grant(folder, options.granted);
  const context = await launch(folder, options);
  const id = new URL((await worker(context)).url()).host;
  return {
    context,
    id,
    background: async () => worker(context),
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
