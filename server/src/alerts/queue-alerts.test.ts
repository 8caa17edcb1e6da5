import type { Database } from '@waymark/prisma';
import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Delivery, deliverByMail, queueAlerts } from './deliveries.ts';
import type { Mailer, PlainMail } from './mailer.ts';
import { storeSettings } from './store.ts';

const begin = Date.UTC(2026, 10, 23, 12);
const after = (minutes: number) => new Date(begin + minutes * 60_000);

let fresh: FreshDatabase;
let database: Database;
let accountId: string;
let queued: { webhook: Delivery[]; mail: Delivery[] };
beforeAll(async () => {
  fresh = await freshDatabase();
  database = fresh.database;
});
beforeEach(async () => {
  await database.account.deleteMany();
  accountId = (await factories(database).account()).id;
  queued = { webhook: [], mail: [] };
});
afterAll(() => fresh.drop());

/** Alerts of that many domains. */
async function addAlerts(count: number, code = 'domain_missing'): Promise<void> {
  const hosts = Array.from({ length: count }, () => `click${crypto.randomUUID()}.brand.com`);
  const domains = await database.domain.createManyAndReturn({
    data: hosts.map((host) => ({ accountId, host, cnameTarget: `${host}.cname.waymark.example` })),
  });
  const what = {
    accountId,
    type: 'domain_broken',
    code,
    details: {},
    at: new Date(begin),
  } as const;
  await database.alert.createMany({
    data: domains.map(({ id, host }) => ({ ...what, undelivered: [], domainId: id, host })),
  });
}

/** What one process enqueues at a given time. */
async function queue(now: Date, canMail = true): Promise<{ webhooks: number; mails: number }> {
  const needs = { database, canMail, now: () => now };
  const count = { webhooks: 0, mails: 0 };
  await queueAlerts(needs, async (name, deliveries) => {
    queued[name === 'alert-mail' ? 'mail' : 'webhook'].push(...deliveries);
    count[name === 'alert-mail' ? 'mails' : 'webhooks'] += deliveries.length;
  });
  return count;
}

const settings = { recipients: ['ada@brand.example', 'ben@brand.example'], webhookUrl: 'https://hooks.brand.com/' };

describe('a thousand domains that break at once', () => {
  it('yield one mail for each recipient, and a thousand webhook deliveries', async () => {
    await storeSettings(database, accountId, settings);
    await addAlerts(1000);
    expect(await queue(after(0))).toEqual({ webhooks: 1000, mails: 2 });
    expect(new Set(queued.webhook.map((delivery) => 'alertId' in delivery && delivery.alertId)).size).toBe(1000);
    expect(queued.mail).toEqual(settings.recipients.map((to) => ({ accountId, mailedAt: after(0).toISOString(), to })));
    expect(await database.alert.count({ where: { mailedAt: after(0) } })).toBe(1000);
  });

  it('yield one mail an hour when they are found over a day', async () => {
    await storeSettings(database, accountId, settings);
    let mails = 0;
    let webhooks = 0;
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      await addAlerts(7);
      const count = await queue(after(minute));
      mails += count.mails;
      webhooks += count.webhooks;
    }
    expect({ mails, webhooks }).toEqual({ mails: 24 * 2, webhooks: 144 * 7 });
    expect(await database.alert.count({ where: { mailedAt: null } })).toBe(5 * 7);
  });

  it('yield one mail even when several processes find them at the same moment', async () => {
    await storeSettings(database, accountId, settings);
    await addAlerts(300);
    const counts = await Promise.all(Array.from({ length: 6 }, () => queue(after(0))));
    expect(counts.reduce((sum, { mails }) => sum + mails, 0)).toBe(2);
    expect(counts.reduce((sum, { webhooks }) => sum + webhooks, 0)).toBe(300);
  });
});

describe('alerts of an account without mail recipients', () => {
  it.each([
    ['nobody set who', undefined, true],
    ['there are no recipients', { webhookUrl: settings.webhookUrl }, true],
    ['there is no mail server', settings, false],
  ])('because %s are not mailed later', async (_, given, canMail) => {
    if (given) await storeSettings(database, accountId, given);
    await addAlerts(2);
    expect((await queue(after(0), canMail)).mails).toBe(0);
    await storeSettings(database, accountId, settings);
    expect((await queue(after(120))).mails).toBe(0);
  });
});

it('alerts stay pending when their deliveries cannot be enqueued', async () => {
  await storeSettings(database, accountId, settings);
  await addAlerts(2);
  const needs = { database, canMail: true, now: () => after(0) };
  await expect(queueAlerts(needs, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(await queue(after(1))).toEqual({ webhooks: 2, mails: 2 });
});

it.each([
  ['among others', 2],
  ['alone', 0],
])('an alert that only another version knows is told by its code, %s', async (_, others) => {
  await storeSettings(database, accountId, settings);
  await addAlerts(1, 'of_the_future');
  await addAlerts(others);
  await queue(after(0));
  const sent: PlainMail[] = [];
  const mailer: Mailer = { send: async (mail) => void sent.push(mail), close: () => undefined };
  for (const delivery of queued.mail) if ('to' in delivery) await deliverByMail({ database, mailer }, delivery);
  expect(sent).toHaveLength(2);
  expect(sent[0]!.text).toMatch(/click\S+\.brand\.com: of_the_future\n$/);
  expect(sent[0]!.text.split('\n').filter((line) => line.endsWith('is not in order'))).toHaveLength(
    others === 0 ? 0 : 1,
  );
  expect(sent[0]!.subject).toMatch(others === 0 ? /: of_the_future$/ : /^2 of your tracking domains have news$/);
});
