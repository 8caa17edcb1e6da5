import { needs } from '@waymark/testing/needs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPhones } from './world/chromium.ts';
import { eventually } from './world/eventually.ts';
import { startWorld, type World } from './world.ts';

const host = 'click.brand.com';
const narrow = { viewport: { width: 320, height: 640 } };

describe('links of a mail, tried on phones', needs('chromium'), () => {
  let world: World;
  let phones: Awaited<ReturnType<typeof startPhones>>;
  let iPhone: Page;
  let android: Page;
  let trial: Awaited<ReturnType<World['waymark']['api']['phoneTrials']['start']['mutate']>>;
  const failed: string[] = [];

  beforeAll(async () => {
    [world, phones] = await Promise.all([startWorld(), startPhones([host])]);
    const { api } = world.waymark;
    const domain = await api.domains.add.mutate({ host });
    world.dns.put(host, { type: 'CNAME', data: domain.record.target });
    await api.domains.check.mutate({ id: domain.id });
    const { id: projectId } = await api.projects.create.mutate({ name: 'Newsletter' });
    await api.projects.update.mutate({ id: projectId, clickDomainId: domain.id });
    await api.apps.add.mutate({
      domainId: domain.id,
      app: { system: 'ios', teamId: 'ABCDE12345', bundleId: 'com.brand.shop' },
    });
    const shop = world.brandSite.origin.replace('localhost', 'shop.brand.localhost');
    trial = await api.phoneTrials.start.mutate({
      projectId,
      urls: [`${shop}/sale?${'a-long-name='.repeat(12)}`, 'brand://shop/sale', `${world.brandSite.origin}/here`],
    });
    iPhone = await phones.open('iPhone', { ...narrow, locale: 'en-GB' });
    android = await phones.open('Android phone', { ...narrow, locale: 'de-DE', colorScheme: 'dark' });
    // What the page's policy forbids is told on the console.
    for (const page of [iPhone, android]) page.on('console', (message) => failed.push(message.text()));
  });
  afterAll(() => Promise.all([phones?.stop(), world?.stop()]));

  const results = async () => (await world.waymark.api.phoneTrials.get.query({ trialId: trial.id })).results;
  const way = (page: Page, place: number, name: 'as-written' | 'wrapped' | 'app-link') =>
    page.locator(`#link-${place}-${name}`);
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const isTallEnough = async (page: Page) =>
    (
      await page
        .locator('a.tap, summary, button:visible:not(.keep)')
        .evaluateAll((targets) =>
          targets.filter((target) => target.checkVisibility()).map((target) => target.getBoundingClientRect().height),
        )
    ).every((height) => height >= 44);

  it('stand on a page that a narrow phone shows whole, each with what it can be tried as', async () => {
    await iPhone.goto(trial.address);
    expect(await overflow(iPhone)).toBeLessThanOrEqual(0);
    expect(await isTallEnough(iPhone)).toBe(true);
    expect(await iPhone.locator('a.tap').count()).toBe(7);
    expect(await iPhone.getByLabel('This device').inputValue()).toMatch(/^iOS \d+\.\d+ \(iPhone\)$/);
    expect(await iPhone.locator('section').nth(1).textContent()).toContain('Only web addresses are wrapped');
    expect(await way(iPhone, 2, 'as-written').textContent()).toContain('iOS keeps taps within one domain');
  });

  it('are asked about after a tap, and shown with what the server saw', async () => {
    await iPhone.getByLabel('Version of the app').fill('8.2');
    // The keyboard's Go keeps what was written, and answers nothing.
    await iPhone.getByLabel('Version of the app').press('Enter');
    await iPhone.waitForURL(/version=8\.2/);
    expect(await results()).toEqual([]);
    expect(await way(iPhone, 0, 'wrapped').getByRole('button').count()).toBe(0);
    await way(iPhone, 0, 'wrapped').getByRole('link').tap();
    await iPhone.getByRole('heading', { name: 'You have arrived' }).waitFor();
    expect(world.brandSite.arrivals.map(({ headers }) => headers.referer)).toEqual([undefined]);
    await iPhone.goBack();
    expect(await isTallEnough(iPhone)).toBe(true);
    await way(iPhone, 0, 'wrapped').getByRole('button', { name: 'The browser' }).tap();
    await iPhone.waitForURL(/#link-0-wrapped$/);
    await eventually(async () => expect((await results())[0]?.browserAt).toBeTruthy());
    await iPhone.reload();
    const said = way(iPhone, 0, 'wrapped').getByRole('listitem');
    expect(await said.textContent()).toMatch(
      /^Tried on iOS [\d.]+ \(iPhone\) with 8\.2: opened the browser\. A browser asked for it at \d\d:\d\d\.$/,
    );
    expect(await way(iPhone, 0, 'wrapped').locator('details').getAttribute('open')).toBeNull();
  });

  it('are tried on another phone too, in its own language and in the dark, by keyboard', async () => {
    await android.goto(trial.address);
    expect(await overflow(android)).toBeLessThanOrEqual(0);
    expect(await android.getByLabel('Dieses Gerät').inputValue()).toBe('Android 14 (Pixel 7)');
    expect(await way(android, 0, 'wrapped').getByRole('listitem').textContent()).toContain('öffnete den Browser');
    const ground = await android.locator('main').evaluate((main) => getComputedStyle(main).backgroundColor);
    expect(ground).toBe('rgb(26, 33, 41)');
    await android.getByLabel('Version der App').focus();
    const inOrder: string[] = [];
    for (let pressed = 0; pressed < 4; pressed++) {
      await android.keyboard.press('Tab');
      inOrder.push(await android.evaluate(() => document.activeElement?.textContent ?? ''));
    }
    expect(inOrder).toEqual([
      expect.stringContaining('Wie geschrieben'),
      'Was hat sich geöffnet?',
      expect.stringContaining('Als Tracking-Link'),
      'Was hat sich geöffnet?',
    ]);
    await android.keyboard.press('Enter');
    await android.keyboard.press('Tab');
    await android.keyboard.press('Enter');
    await android.waitForURL(/#link-0-wrapped$/);
    expect((await results()).map(({ sentence }) => sentence.replace(/iOS [\d.]+/, 'iOS'))).toEqual([
      'tried on Android 14 (Pixel 7): opened the app',
      'tried on iOS (iPhone) with 8.2: opened the browser',
    ]);
  });

  it('are tried without scripts', async () => {
    const look = { ...narrow, locale: 'de-DE', colorScheme: 'dark', javaScriptEnabled: false } as const;
    const phone = await phones.open('Android phone', look);
    await phone.goto(trial.address);
    await phone.getByLabel('Dieses Gerät').fill('Pixel ohne Skripte');
    await phone.getByLabel('Version der App').fill('9.0');
    await way(phone, 2, 'app-link').getByText('Was hat sich geöffnet?').click();
    await way(phone, 2, 'app-link').getByRole('button', { name: 'Die App' }).click();
    await phone.waitForURL(/#link-2-app-link$/);
    expect(await way(phone, 2, 'app-link').getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('Pixel ohne Skripte mit 9.0: öffnete die App'),
    ]);
    // What was written stays in the fields, and times are in UTC.
    expect(await phone.getByLabel('Version der App').inputValue()).toBe('9.0');
    expect(await phone.locator('main > p.soft').first().textContent()).toMatch(/gilt bis \d\d:\d\d UTC\./);
    await phone.goto(`${trial.address}?problem=long-device&device=${'W'.repeat(200)}`);
    expect(await phone.getByRole('alert').textContent()).toContain('mit höchstens 80 Zeichen');
    expect((await phone.getByLabel('Dieses Gerät').inputValue()).length).toBe(80);
    expect(await phone.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBeLessThanOrEqual(0);
  });

  it('broke no rule of the page on the way', () => {
    expect(failed).toEqual([]);
  });
});
