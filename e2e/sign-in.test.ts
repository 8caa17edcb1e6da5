import { needs } from '@waymark/testing/needs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOf } from './world/axe.ts';
import { launchPlain } from './world/chromium.ts';
import { startTestProvider, type TestProvider } from './world/provider.ts';
import { startWorld, type World } from './world.ts';

/** The account of the company whose provider signs people in. */
const company = { id: '0199b0de-0000-7000-8000-000000000001', name: 'Example Company' };

describe('signing in', needs('chromium'), () => {
  let provider: TestProvider;
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    provider = await startTestProvider();
    world = await startWorld({
      ...provider.settings,
      WAYMARK_OIDC_ACCOUNT: `acc_${company.id.replaceAll('-', '')}`,
    });
    await world.database.account.create({ data: company });
    provider.serve(world.server.url);
    browser = await launchPlain();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
    await provider?.stop();
  });

  async function visit(path: string, look: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ baseURL: world.server.url, locale: 'en-GB', ...look });
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** From the page of sign-in to the provider's own, and back. */
  async function signInAs(name: string): Promise<Page> {
    const page = await visit('/sign-in');
    await page.getByRole('link', { name: 'Sign in with Example Company' }).click();
    await page.locator('[name=login]').fill(name);
    await page.locator('[name=password]').fill('any');
    await page.getByRole('button').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(({ origin }) => origin === world.server.url);
    return page;
  }

  const rolesOf = async (email: string) => {
    const members = await world.database.member.findMany({ where: { person: { email } } });
    return members.map(({ accountId, role }) => ({ accountId, role }));
  };

  describe("with the company's own provider", () => {
    it('makes somebody a member with the role that their token names, and keeps no token', async () => {
      const ada = { email: 'ada@company.example', email_verified: true, name: 'Ada' };
      provider.claims('ada', { ...ada, waymark_role: ['staff', 'editor'] });
      const page = await signInAs('ada');
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await rolesOf(ada.email)).toEqual([{ accountId: company.id, role: 'editor' }]);
      const stored = await world.database.credential.findFirst({ where: { user: { email: ada.email } } });
      expect(stored).toMatchObject({ providerId: 'oidc', accessToken: null, idToken: null, refreshToken: null });

      provider.claims('ada', { ...ada, waymark_role: 'owner' });
      await signInAs('ada');
      expect(await rolesOf(ada.email)).toEqual([{ accountId: company.id, role: 'owner' }]);
    });

    it('lets nobody in without a role, and says whom to ask', async () => {
      provider.claims('eve', { email: 'eve@company.example', email_verified: true, name: 'Eve' });
      const page = await signInAs('eve');
      expect(await page.getByRole('alert').textContent()).toContain('Ask an owner to invite you');
      expect((await page.context().cookies()).filter(({ name }) => name.includes('session_token'))).toEqual([]);
      expect(await rolesOf('eve@company.example')).toEqual([]);
    });

    it('gives nobody the membership of somebody with the same address, unless both have proved that it is theirs', async () => {
      const { id } = await world.database.person.create({ data: { name: 'Grace', email: 'grace@company.example' } });
      await world.database.member.create({
        data: { accountId: company.id, name: 'Grace', role: 'owner', personId: id },
      });
      provider.claims('grace', { email: 'grace@company.example', email_verified: true, waymark_role: 'viewer' });
      const page = await signInAs('grace');
      expect(await page.getByRole('alert').textContent()).toContain('did not sign you in');
      await world.database.person.update({ where: { id }, data: { emailVerified: true } });
      provider.claims('mallory', { email: 'grace@company.example', email_verified: false, waymark_role: 'owner' });
      expect(await (await signInAs('mallory')).getByRole('alert').textContent()).toContain('did not sign you in');
      await signInAs('grace');
      expect(await rolesOf('grace@company.example')).toEqual([{ accountId: company.id, role: 'viewer' }]);
    });

    it('ends where a forged answer of the provider leads: at the page of sign-in, without a session', async () => {
      const page = await visit('/auth/callback/oidc?code=forged&state=forged');
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      expect((await page.context().cookies()).filter(({ name }) => name.includes('session_token'))).toEqual([]);
    });
  });

  describe('has pages', () => {
    const appearances: Record<string, BrowserContextOptions> = {
      light: {},
      dark: { colorScheme: 'dark' },
      'narrow and German': { viewport: { width: 320, height: 700 }, locale: 'de-DE' },
    };

    async function paths(): Promise<string[]> {
      const { link } = await world.waymark.api.members.invite.mutate({ role: 'editor', email: 'you@example.com' });
      return [
        '/sign-in',
        '/sign-in?problem=noMember',
        '/forgotten',
        new URL(link).pathname,
        '/invitation/none',
        '/setup/none',
      ];
    }

    it.each(Object.entries(appearances))(
      'without barriers, and none wider than the window: %s',
      async (look, options) => {
        for (const [index, path] of (await paths()).entries()) {
          const page = await visit(path, options);
          expect(await barriersOf(page)).toEqual([]);
          const [width, wide] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
          expect(wide).toBeLessThanOrEqual(width!);
          const folder = process.env['WAYMARK_SCREENSHOTS'];
          if (folder) await page.screenshot({ path: `${folder}/${look}-${index}.png` });
          await page.context().close();
        }
      },
    );
  });
});
