import { needs } from '@waymark/testing/needs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOf } from './world/axe.ts';
import { eventually } from './world/eventually.ts';
import { type PanelBrowser, signIn, startPanelBrowser } from './world/panel.ts';
import { startWorld, type World } from './world.ts';

const host = 'click.kilnandtide.example';

describe('the panel', needs('chromium'), () => {
  let world: World;
  let browser: PanelBrowser;
  const open = (...args: Parameters<PanelBrowser['open']>) => browser.open(...args);
  const stateOf = (page: Page) => page.locator('.state-line [data-testid=status]').getAttribute('data-state');

  beforeAll(async () => {
    world = await startWorld();
    browser = await startPanelBrowser(world);
  });
  afterAll(async () => {
    await browser?.stop();
    await world?.stop();
  });

  it('leads from nothing to the first counted click in three clicks, without a terminal', async () => {
    const page = await open('/');
    const done = (step: string) => page.locator(`[data-step=${step}]`).getAttribute('data-done');
    expect(await done('domain')).toBe('false');

    await page.getByTestId('make-example').click();
    const [arrived] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByTestId('example-link').first().click(),
    ]);
    await arrived.waitForURL(/\/arrived\?link=1$/);
    await expect.poll(() => page.getByTestId('example-clicks').textContent()).toContain('Counted');
    // Now there is nothing left to do.
    await expect.poll(() => page.getByTestId('checklist').count()).toBe(0);
    await page.getByTestId('last-mailings').getByRole('link', { name: 'Example mailing' }).click();
    await page.waitForURL(/\/mailings\/mlg_/);
    await expect.poll(() => page.getByTestId('totals').textContent()).toContain('Clicks1');
  });

  it('refuses a host with a right example, and keeps what was typed when the page is left', async () => {
    const page = await open('/settings/domains');
    await page.getByTestId('add').click();
    await page.keyboard.type('kilnandtide.example');
    await page.getByTestId('add-submit').click();
    await page.getByTestId('problem').waitFor();
    expect(await page.getByTestId('suggestion').textContent()).toContain('click.kilnandtide.example');
    await page.reload();
    expect(await page.getByTestId('field-host').inputValue()).toBe('kilnandtide.example');
    expect(await page.getByTestId('dialog').count()).toBe(1);
    // The dialog is a place in the history like any other.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('dialog').count()).toBe(0);
  });

  it('turns by itself when the record appears, from adding until the domain is verified', async () => {
    const page = await open('/settings/domains?add=');
    await page.getByTestId('field-host').fill(host);
    await page.getByTestId('field-host').press('Enter');
    await page.waitForURL(/\/settings\/domains\/dom_/);
    await expect.poll(() => page.locator('h1').textContent()).toBe(host);
    expect(await stateOf(page)).toBe('not_verified');
    await page.evaluate(() => Object.assign(window, { isSame: true }));

    const target = (await page.getByTestId('record-target').textContent()) ?? '';
    world.dns.put(host, { type: 'CNAME', data: target });
    await world.database.domain.updateMany({ where: { host }, data: { nextCheckAt: new Date() } });
    await eventually(async () => expect(await stateOf(page)).toBe('verified'), 30_000);
    expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
    await page.getByTestId('timeline').getByText('What each server answered').first().click();
    expect(await page.getByTestId('timeline').textContent()).toContain(`CNAME ${target}`);
  });

  it('finds, filters and sorts domains by its address, which the back button follows', async () => {
    const page = await open('/settings/domains');
    await page.getByTestId('search').fill('KILN');
    await page.waitForURL(/search=KILN/);
    await expect.poll(() => page.getByTestId('domain').count()).toBe(1);
    await page.getByTestId('domain').getByRole('link').click();
    await page.waitForURL(/dom_/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await expect.poll(() => page.getByTestId('domain').count()).toBe(1);
    expect(await page.getByTestId('search').inputValue()).toBe('KILN');
    await page.getByTestId('state').selectOption('not_verified');
    await expect.poll(() => page.getByTestId('empty').count()).toBe(1);
  });

  // Every page in both schemes and two widths: a busy machine takes its time.
  it('has no barriers on any page, in light and dark, wide and narrow', { timeout: 180_000 }, async () => {
    const { id } = await world.database.domain.findUniqueOrThrow({ where: { host } });
    const { id: mailing } = (await world.database.mailing.findFirst()) ?? { id: 0 };
    const paths = [
      '/mailings',
      `/mailings/mlg_${mailing}`,
      '/projects',
      '/',
      '/settings/domains',
      '/settings/domains?add=',
      `/settings/domains/${idOf(id)}`,
      '/settings/none',
    ];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const path of paths) {
        const page = await open(path, { colorScheme, viewport: { width: 320, height: 640 } });
        await page.locator('main h1').waitFor();
        await page.waitForLoadState('networkidle');
        expect(await barriersOf(page), path).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
        await page.setViewportSize({ width: 1280, height: 800 });
        expect(await barriersOf(page), path).toEqual([]);
        await page.context().close();
      }
    }
  });

  it('lists the apps that open links of a domain, keeps the confirmation of their team, and takes them off', async () => {
    const { id } = await world.database.domain.findUniqueOrThrow({ where: { host } });
    const page = await open(`/settings/domains/${idOf(id)}`);
    await page.getByTestId('add-app').click();
    await page.getByTestId('field-team-id').fill('ABCDE');
    await page.getByTestId('field-bundle-id').fill('com.kilnandtide.shop');
    await page.getByTestId('add-app-submit').click();
    expect(await page.getByTestId('problem').textContent()).toContain('ABCDE');
    expect(await barriersOf(page)).toEqual([]);
    await page.getByTestId('field-team-id').fill('ABCDE12345');
    await page.getByTestId('add-app-submit').click();
    const app = page.locator('[data-app="ABCDE12345.com.kilnandtide.shop"]');
    await app.getByTestId('ask-confirm').click();
    await app.getByTestId('field-version').fill('5.2');
    await app.getByTestId('confirm-app').click();
    await expect.poll(() => app.textContent()).toContain('version 5.2');

    await page.getByTestId('add-app').click();
    await page.getByTestId('system-android').check();
    await page.getByTestId('field-package-name').fill('com.kilnandtide.shop');
    const printed = `Signer #1 certificate SHA-256 digest: ${'ab'.repeat(32)}\nSigner #1 certificate SHA-1 digest: ${'cd'.repeat(20)}`;
    await page.getByTestId('field-fingerprints').fill(printed);
    await page.getByTestId('add-app-submit').click();
    await expect.poll(() => page.getByTestId('app').count()).toBe(2);
    await expect.poll(() => page.locator('pre').last().textContent()).toContain('AB:AB');
    await page.getByTestId('check-files').click();
    await expect.poll(() => page.getByTestId('place').count(), { timeout: 30_000 }).toBeGreaterThan(0);
    expect(await barriersOf(page)).toEqual([]);

    await app.getByTestId('remove-app').click();
    await app.getByTestId('remove-app-final').click();
    await expect.poll(() => page.getByTestId('app').count()).toBe(1);
  });

  it('gives a project its domain and its switches', async () => {
    const page = await open('/projects');
    await page.getByTestId('project-name').fill('Kiln & Tide');
    await page.getByTestId('create-project').click();
    const card = page.locator('[data-testid=project][data-name="Kiln & Tide"]');
    await card.getByTestId('trackOpens').click();
    const stored = () => world.database.project.findFirst({ where: { name: 'Kiln & Tide' } });
    await expect.poll(stored).toMatchObject({ trackOpens: false, clickDomainId: null });
    await expect.poll(() => card.getByTestId('project-domain').isDisabled()).toBe(false);
    await card.getByTestId('project-domain').selectOption({ label: host });
    const { id } = await world.database.domain.findUniqueOrThrow({ where: { host } });
    await expect.poll(stored).toMatchObject({ clickDomainId: id, openDomainId: id });
    await expect.poll(() => card.getByTestId('project-domain').isDisabled()).toBe(false);
    await card.getByTestId('project-domain').selectOption('');
    await expect.poll(stored).toMatchObject({ clickDomainId: null, openDomainId: null });
  });

  it('removes a domain in two steps, the second only once nothing stands against it', async () => {
    const row = await world.database.domain.findUniqueOrThrow({ where: { host } });
    await world.database.checksNow.deleteMany();
    const page = await open(`/settings/domains/${idOf(row.id)}`);
    await page.getByTestId('remove').click();
    await page.getByTestId('problem').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    world.dns.remove(host);
    await page.getByTestId('look-again').click();
    await page.getByTestId('remove-next').click();
    const last = page.getByTestId('remove-final');
    expect(await last.isDisabled()).toBe(true);
    await page.getByTestId('field-confirm').fill(host);
    await last.click();
    await page.waitForURL(/\/settings\/domains$/);
    expect(await world.database.domain.count({ where: { host } })).toBe(0);
  });

  it('asks who somebody is when their session has ended, and goes on where they were with what they typed', async () => {
    const page = await open('/settings/domains?add=');
    await page.getByTestId('field-host').fill('typed.kilnandtide.example');
    await page.context().clearCookies();
    await page.getByTestId('add-submit').click();
    await page.waitForURL(/\/sign-in\?next=/);
    const { email } = await world.database.person.findFirstOrThrow({ where: { members: { some: { role: 'owner' } } } });
    await signIn(page, email);
    await page.waitForURL(/\/settings\/domains\?add=$/);
    await expect.poll(() => page.getByTestId('field-host').inputValue()).toBe('typed.kilnandtide.example');
    expect(await world.database.domain.count({ where: { host: 'typed.kilnandtide.example' } })).toBe(0);
  });

  it('lets somebody out', async () => {
    const page = await open('/', {}, 'editor');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in$/);
    await page.goto('/settings/domains');
    await page.waitForURL(/\/sign-in\?next=%2Fsettings%2Fdomains$/);
  });

  it('says that the server does not answer, and goes on when it does', async () => {
    const page = await open('/settings/domains');
    await page.getByTestId('domain').first().waitFor();
    await page.context().setOffline(true);
    await page.getByTestId('offline').waitFor();
    await page.getByTestId('domain').first().getByRole('link').click();
    await page.getByTestId('retry').waitFor();
    await page.context().setOffline(false);
    await page.getByTestId('retry').click();
    await page.getByTestId('record').or(page.getByTestId('timeline')).first().waitFor();
  });

  it('shows a viewer no button that would be refused', async () => {
    const page = await open('/settings/domains', {}, 'viewer');
    await page.getByTestId('domain').first().waitFor();
    expect(await page.getByTestId('add').count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });
});

/** An id of the database as the API writes it. */
const idOf = (uuid: string) => `dom_${uuid.replaceAll('-', '')}`;
