import type { Role } from '@waymark/prisma';
import { type BrowserContextOptions, devices, type Page } from 'playwright-core';
import type { World } from '../world.ts';
import { launchPlain } from './chromium.ts';

/** The password of everybody who is made here, and its hash as better-auth writes it: hashing takes most of a second. */
const password = 'four words of a test';
const passwordHash =
  'fea634ee269e45941cd906c279d7ef2e:c55908fb3d2a5f21464f903f18d9dd9869d77e6adf84f0802ecc5fed1280e940d00b0d60dad04476bd4ff56e804f3b29835230228da36324d9a9864fbcd84ae3';

/** A browser in which members are signed in to the panel of a server. */
export interface PanelBrowser {
  /** A window of its own at an address of the panel, signed in with a role in the account of the world. */
  open(path: string, look?: BrowserContextOptions, role?: Role): Promise<Page>;
  stop(): Promise<void>;
}

/** Somebody new with this role; `email` is what they sign in with. */
async function newMember({ database, account }: World, role: Role): Promise<string> {
  const email = `${role}-${Date.now()}@example.com`;
  const { id } = await database.person.create({ data: { name: 'Ada', email } });
  await database.credential.create({
    data: { userId: id, providerId: 'credential', accountId: id, password: passwordHash },
  });
  await database.member.create({ data: { accountId: account.id, name: 'Ada', role, personId: id } });
  return email;
}

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.getByRole('button').click();
}

/** Starts Chromium; names below .localhost lead to this machine by themselves. */
export async function startPanelBrowser(world: World): Promise<PanelBrowser> {
  const browser = await launchPlain();
  const usual = {
    locale: 'en-GB',
    baseURL: world.server.url,
    // What says that it has no head is a bot, whose clicks do not count.
    userAgent: devices['Desktop Chrome'].userAgent,
  };
  const signingIn = new Map<Role, ReturnType<typeof signInAs>>();

  async function signInAs(role: Role) {
    const context = await browser.newContext(usual);
    const page = await context.newPage();
    await page.goto('/sign-in');
    await signIn(page, await newMember(world, role));
    await page.getByTestId('account').waitFor({ state: 'attached' });
    const state = await context.storageState();
    await context.close();
    return state;
  }

  return {
    async open(path, look = {}, role = 'owner') {
      const session = signingIn.get(role) ?? signInAs(role);
      signingIn.set(role, session);
      const context = await browser.newContext({ ...usual, storageState: await session, ...look });
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    stop: () => browser.close(),
  };
}
