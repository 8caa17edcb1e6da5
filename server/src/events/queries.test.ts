import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify } from './clients/classify.ts';
import { eventOf, sentMailing } from './events.testing.ts';
import { listEvents } from './queries.ts';
import { storeEvents } from './storing/store.ts';

const crawler = 'Googlebot/2.1';
const minute = 60_000;
const noon = Date.UTC(2026, 10, 23, 12);

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;
let other: Awaited<ReturnType<typeof sentMailing>>;
let earlier: number;

beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMailing(fresh.database);
  other = await sentMailing(fresh.database);
  const make = factories(fresh.database);
  const quiet = await make.mailing(sent.accountId, sent.projectId, sent.domainId, []);
  earlier = Number(quiet.mailing.id);
  const [first, second] = sent.links;
  const events = [
    eventOf('open', sent.mailingId, { at: noon, recipientId: '1', userAgent: 'Mozilla/5.0' }),
    eventOf('open', sent.mailingId, { at: noon + 1 * minute, recipientId: '1', userAgent: crawler }),
    eventOf('click', first, { at: noon + 2 * minute, recipientId: '1' }),
    eventOf('click', first, { at: noon + 3 * minute, recipientId: '1' }),
    eventOf('click', first, { at: noon + 4 * minute, recipientId: '2' }),
    eventOf('click', first, { at: noon + 5 * minute }),
    eventOf('click', second, { at: noon + 6 * minute, recipientId: '1', userAgent: crawler }),
    eventOf('open', earlier, { at: noon + 7 * minute, recipientId: '9' }),
    eventOf('click', other.links[0], { at: noon + 8 * minute, recipientId: '1' }),
  ];
  await storeEvents(
    fresh.pool,
    events.map((event) => ({ ...event, ...classify(event) })),
  );
});
afterAll(() => fresh.drop());

describe('the list of events', () => {
  it('shows the newest of a project first, however they were classified, with numbers for ids', async () => {
    const list = await listEvents(fresh.database, sent.accountId, { projectId: sent.projectId });
    expect(list.map(({ at }) => (at.getTime() - noon) / minute)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect(list[1]).toEqual({
      id: expect.any(String),
      type: 'click',
      at: new Date(noon + 6 * minute),
      linkId: sent.links[1],
      mailingId: sent.mailingId,
      url: expect.stringMatching(/^https:/),
      recipientId: '1',
      ip: null,
      userAgent: crawler,
      client: 'bot',
      reason: 'crawler',
      test: false,
    });
    expect(list[0]).toMatchObject({ type: 'open', linkId: null, mailingId: earlier });
  });

  it('can be limited in length and filtered by mailing', async () => {
    const { projectId, mailingId } = sent;
    const list = await listEvents(fresh.database, sent.accountId, { projectId, mailingId }, { limit: 2 });
    expect(list.map(({ at }) => (at.getTime() - noon) / minute)).toEqual([6, 5]);
  });

  const minutesOf = async (filter: Parameters<typeof listEvents>[2]) =>
    (await listEvents(fresh.database, sent.accountId, filter)).map(({ at }) => (at.getTime() - noon) / minute);
  const moment = (minutes: number) => new Date(noon + minutes * minute).toISOString();

  it.each<[string, () => Parameters<typeof listEvents>[2], readonly number[]]>([
    ['an account', () => ({}), [7, 6, 5, 4, 3, 2, 1, 0]],
    ['a link', () => ({ linkId: sent.links[0] }), [5, 4, 3, 2]],
    ['a recipient', () => ({ recipientIds: ['1', 'a hash of it'] }), [6, 3, 2, 1, 0]],
    ['a type', () => ({ type: 'open' }), [7, 1, 0]],
    ['a client', () => ({ client: 'bot' }), [6, 1]],
    ['what was found to be a scanner later', () => ({ client: 'scanner' }), []],
    ['a time, its end left out', () => ({ from: moment(2), to: moment(5) }), [4, 3, 2]],
    ['a link that another mailing has', () => ({ linkId: other.links[0] }), []],
    ['all of that', () => ({ linkId: sent.links[0], recipientIds: ['1'], client: 'human', to: moment(3) }), [2]],
  ])('shows those of %s', async (_what, filter, minutes) => {
    expect(await minutesOf(filter())).toEqual(minutes);
  });

  it('shows nothing of recipients who opted out or were erased, though something of them is left', async () => {
    const { accountId } = sent;
    await fresh.database.optOut.create({ data: { accountId, recipientId: '2' } });
    await fresh.database.erasure.create({ data: { accountId, recipientId: '1', at: moment(4) } });
    expect(await minutesOf({})).toEqual([7, 6, 5]);
    await fresh.database.optOut.deleteMany();
    await fresh.database.erasure.deleteMany();
  });

  it('shows nothing of another account', async () => {
    expect(await listEvents(fresh.database, other.accountId, { projectId: sent.projectId })).toEqual([]);
    const ofOthers = { projectId: other.projectId, mailingId: sent.mailingId };
    expect(await listEvents(fresh.database, other.accountId, ofOthers)).toEqual([]);
  });
});
