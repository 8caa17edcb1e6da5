import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../clients/classify.ts';
import { eventOf, sentMailing } from '../events.testing.ts';
import { storeEvents } from '../storing/store.ts';
import { clicksOnDomain, dayReport, destinationReport, linkReport, mailingReport, reasonReport } from './reports.ts';

const crawler = 'Googlebot/2.1';
const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const noon = Date.UTC(2026, 10, 23, 12);
const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;
let other: Awaited<ReturnType<typeof sentMailing>>;
let earlier: number;

const store = (...events: ReturnType<typeof eventOf>[]) =>
  storeEvents(
    fresh.pool,
    events.map((event) => ({ ...event, ...classify(event) })),
  );

beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMailing(fresh.database);
  other = await sentMailing(fresh.database);
  const make = factories(fresh.database);
  const quiet = await make.mailing(sent.accountId, sent.projectId, sent.domainId, []);
  earlier = Number(quiet.mailing.id);
  const [a, b] = sent.links;
  await store(
    eventOf('open', sent.mailingId, { at: noon, recipientId: '1', userAgent: 'Mozilla/5.0' }),
    eventOf('open', sent.mailingId, { at: noon + 1 * minute, recipientId: '1', userAgent: crawler }),
    eventOf('open', sent.mailingId, { at: noon + 1 * minute, recipientId: '1', userAgent: gmail }),
    eventOf('click', a, { at: noon + 2 * minute, recipientId: '1' }),
    eventOf('click', a, { at: noon + 2 * minute + 1500, recipientId: '1' }),
    eventOf('click', a, { at: noon + 3 * minute, recipientId: '1' }),
    eventOf('click', a, { at: noon + 4 * minute, recipientId: '2' }),
    eventOf('click', a, { at: noon + 5 * minute }),
    eventOf('click', a, { at: noon + 5 * minute }),
    eventOf('click', b, { at: noon + 6 * minute, recipientId: '1', userAgent: crawler }),
    eventOf('click', b, { at: noon + 1 * day, recipientId: '1' }),
    eventOf('open', earlier, { at: noon + 7 * minute, recipientId: '9' }),
    eventOf('click', other.links[0], { at: noon + 8 * minute, recipientId: '1' }),
  );
});
afterAll(() => fresh.drop());

describe('reports', () => {
  it('count people and the proxies that act for them, and count repetitions and recipients once', async () => {
    const list = await mailingReport(fresh.database, sent.accountId, { projectId: sent.projectId });
    const common = { name: 'November', createdAt: expect.any(Date), test: false, own: 0 };
    expect(list).toEqual([
      { ...common, id: earlier, links: 0, clicks: 0, uniqueClicks: 0, opens: 1, uniqueOpens: 1 },
      { ...common, id: sent.mailingId, links: 2, clicks: 6, uniqueClicks: 2, opens: 1, uniqueOpens: 1 },
    ]);
    const link = { label: '', own: 0, appLink: false };
    expect(await linkReport(fresh.database, sent.accountId, { mailingId: sent.mailingId })).toEqual([
      { ...link, id: sent.links[0], url: 'https://a.example/', clicks: 5, uniqueClicks: 2 },
      { ...link, id: sent.links[1], url: 'https://b.example/', clicks: 1, uniqueClicks: 1 },
    ]);
  });

  it('count everything on request', async () => {
    const [, mailing] = await mailingReport(fresh.database, sent.accountId, { projectId: sent.projectId }, 'all');
    expect(mailing).toMatchObject({ clicks: 7, uniqueClicks: 2, opens: 3, uniqueOpens: 1 });
    expect(await linkReport(fresh.database, sent.accountId, { mailingId: sent.mailingId }, 'all')).toMatchObject([
      { clicks: 5, uniqueClicks: 2 },
      { clicks: 2, uniqueClicks: 1 },
    ]);
  });

  it('show a recipient on the day of their first event', async () => {
    expect(await dayReport(fresh.database, sent.accountId, { mailingId: sent.mailingId })).toEqual([
      { day: '2026-11-23', clicks: 5, uniqueClicks: 2, opens: 1, uniqueOpens: 1, own: 0 },
      { day: '2026-11-24', clicks: 1, uniqueClicks: 0, opens: 0, uniqueOpens: 0, own: 0 },
    ]);
  });

  it('show how events were classified, with the share of each class', async () => {
    expect(await reasonReport(fresh.database, sent.accountId, sent.mailingId)).toEqual([
      { type: 'click', client: 'human', reason: 'browser', events: 7, share: 7 / 8 },
      { type: 'click', client: 'bot', reason: 'crawler', events: 1, share: 1 / 8 },
      { type: 'open', client: 'proxy', reason: 'apple-mail-privacy', events: 1, share: 1 / 3 },
      { type: 'open', client: 'proxy', reason: 'gmail-image-proxy', events: 1, share: 1 / 3 },
      { type: 'open', client: 'bot', reason: 'crawler', events: 1, share: 1 / 3 },
    ]);
  });

  it('of a domain count from the start of a day, and include the last click', async () => {
    const since = (at: number) => clicksOnDomain(fresh.database, sent.accountId, sent.domainId, new Date(at));
    const lastClickAt = new Date(noon + 1 * day);
    expect(await since(noon + 6 * minute)).toEqual({ clicks: 6, lastClickAt });
    expect(await since(noon + 1 * day)).toEqual({ clicks: 1, lastClickAt });
    expect(await since(noon + 2 * day)).toEqual({ clicks: 0, lastClickAt });
  });

  it("keep the team's own events apart, which neither count as the first of a recipient nor make others a burst", async () => {
    const { projectId, accountId, mailingId, links } = await sentMailing(fresh.database);
    const [a, b] = links;
    await store(
      eventOf('click', a, { at: noon, recipientId: '1', own: true }),
      eventOf('click', b, { at: noon + 100, recipientId: '1', own: true }),
      eventOf('open', mailingId, { at: noon + 200, recipientId: '2', own: true }),
      eventOf('click', a, { at: noon + 300, recipientId: '1' }),
    );
    const figures = { clicks: 1, uniqueClicks: 1, opens: 0, uniqueOpens: 0, own: 3 };
    for (const traffic of ['human', 'all'] as const) {
      expect(await mailingReport(fresh.database, accountId, { projectId }, traffic)).toMatchObject([figures]);
      expect(await dayReport(fresh.database, accountId, { mailingId }, traffic)).toMatchObject([figures]);
      expect(await linkReport(fresh.database, accountId, { mailingId }, traffic)).toMatchObject([
        { clicks: 1, uniqueClicks: 1, own: 1 },
        { clicks: 0, uniqueClicks: 0, own: 1 },
      ]);
    }
    // A server of the version before may have judged them.
    await fresh.database.event.updateMany({ where: { mailingId, reason: 'own' }, data: { laterReason: 'two-links' } });
    expect(await mailingReport(fresh.database, accountId, { projectId }, 'all')).toMatchObject([figures]);
  });

  it('count a click even if the browser had prefetched the page just before', async () => {
    const { projectId, accountId, links } = await sentMailing(fresh.database);
    const click = { recipientId: '1', ip: '203.0.113.0' };
    await store(
      eventOf('click', links[0], { ...click, at: noon, prefetch: true }),
      eventOf('click', links[0], { ...click, at: noon + second }),
      eventOf('click', links[0], { ...click, at: noon + 2 * second }),
    );
    const [people] = await mailingReport(fresh.database, accountId, { projectId });
    expect(people).toMatchObject({ clicks: 1, uniqueClicks: 1 });
    const [all] = await mailingReport(fresh.database, accountId, { projectId }, 'all');
    expect(all).toMatchObject({ clicks: 2, uniqueClicks: 1 });
  });

  it('count each place for itself, and a recipient who clicked at two of them once for the destination', async () => {
    const make = factories(fresh.database);
    const urls = ['https://a.example/', 'https://b.example/', 'https://a.example/'];
    const { mailing, links } = await make.mailing(sent.accountId, sent.projectId, sent.domainId, urls);
    const [top, , bottom] = links.map(({ id }) => Number(id)) as [number, number, number];
    await store(
      eventOf('click', bottom, { at: noon, recipientId: '1' }),
      eventOf('click', top, { at: noon + minute, recipientId: '1' }),
      eventOf('click', top, { at: noon + 2 * minute, recipientId: '2' }),
      eventOf('click', top, { at: noon - minute, recipientId: '2', userAgent: crawler }),
      eventOf('click', bottom, { at: noon - 2 * minute, recipientId: '3', own: true }),
      eventOf('click', bottom, { at: noon - 2 * minute, recipientId: '2', own: true }),
    );
    const mailingId = Number(mailing.id);
    const byPlace = await linkReport(fresh.database, sent.accountId, { mailingId });
    expect(byPlace.map(({ clicks, uniqueClicks, own }) => [clicks, uniqueClicks, own])).toEqual([
      [2, 2, 0],
      [0, 0, 0],
      [1, 1, 2],
    ]);
    expect(await destinationReport(fresh.database, sent.accountId, { mailingId })).toEqual([
      { firstLinkId: top, url: 'https://a.example/', links: 2, clicks: 3, uniqueClicks: 2, own: 2 },
      { firstLinkId: Number(links[1]?.id), url: 'https://b.example/', links: 1, clicks: 0, uniqueClicks: 0, own: 0 },
    ]);
    expect(await destinationReport(fresh.database, sent.accountId, { mailingId }, 'all')).toMatchObject([
      { clicks: 4, uniqueClicks: 2 },
      { clicks: 0, uniqueClicks: 0 },
    ]);
    expect(await destinationReport(fresh.database, sent.accountId, { mailingId, after: top, limit: 1 })).toMatchObject([
      { url: 'https://b.example/' },
    ]);
    expect(await destinationReport(fresh.database, other.accountId, { mailingId })).toEqual([]);
    // As a server of the previous version counts.
    await fresh.database.linkDay.updateMany({ data: { destinationUniques: null, destinationUniquesOfAll: null } });
    expect(await destinationReport(fresh.database, sent.accountId, { mailingId })).toMatchObject([
      { clicks: 3, uniqueClicks: 3 },
      { clicks: 0 },
    ]);
    await fresh.database.mailing.delete({ where: { id: mailing.id } });
  });

  it('show nothing of another account', async () => {
    expect(await mailingReport(fresh.database, other.accountId, { projectId: sent.projectId })).toEqual([]);
    expect(await linkReport(fresh.database, other.accountId, { mailingId: sent.mailingId })).toEqual([]);
    expect(await dayReport(fresh.database, other.accountId, { mailingId: sent.mailingId })).toEqual([]);
    expect(await reasonReport(fresh.database, other.accountId, sent.mailingId)).toEqual([]);
  });

  it('include events that arrive late, and follow deletions', async () => {
    const days = async () =>
      (await dayReport(fresh.database, sent.accountId, { mailingId: sent.mailingId })).map((one) => [
        one.day,
        one.uniqueClicks,
      ]);
    const late = eventOf('click', sent.links[0], { at: noon - 1 * day, recipientId: '2' });
    await store(late);
    expect(await days()).toEqual([
      ['2026-11-22', 1],
      ['2026-11-23', 1],
      ['2026-11-24', 0],
    ]);
    await fresh.database.event.deleteMany({ where: { id: late.id } });
    expect(await days()).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 0],
    ]);
  });

  it('never read events once they are counted, however many there are', async () => {
    const all = async () => [
      await mailingReport(fresh.database, sent.accountId, { projectId: sent.projectId }),
      await linkReport(fresh.database, sent.accountId, { mailingId: sent.mailingId }),
      await dayReport(fresh.database, sent.accountId, { mailingId: sent.mailingId }, 'all'),
      await reasonReport(fresh.database, sent.accountId, sent.mailingId),
      await clicksOnDomain(fresh.database, sent.accountId, sent.domainId, new Date(noon)),
    ];
    const before = await all();
    await fresh.database.$executeRaw`ALTER TABLE event RENAME TO event_elsewhere`;
    expect(await all()).toEqual(before);
    await fresh.database.$executeRaw`ALTER TABLE event_elsewhere RENAME TO event`;
  });
});
