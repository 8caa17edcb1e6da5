import { type FreshDatabase, factories, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify } from './clients/classify.ts';
import { eventOf, sentMessage } from './events.testing.ts';
import { listEvents } from './queries.ts';
import { storeEvents } from './storing/store.ts';

const crawler = 'Googlebot/2.1';
const minute = 60_000;
const noon = Date.UTC(2026, 10, 23, 12);

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMessage>>;
let other: Awaited<ReturnType<typeof sentMessage>>;
let earlier: number;

beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMessage(fresh.database);
  other = await sentMessage(fresh.database);
  const make = factories(fresh.database);
  const quiet = await make.message(sent.accountId, sent.projectId, sent.domainId, []);
  earlier = Number(quiet.message.id);
  const [first, second] = sent.links;
  const events = [
    eventOf('open', sent.messageId, { at: noon, recipient: '1', userAgent: 'Mozilla/5.0' }),
    eventOf('open', sent.messageId, { at: noon + 1 * minute, recipient: '1', userAgent: crawler }),
    eventOf('click', first, { at: noon + 2 * minute, recipient: '1' }),
    eventOf('click', first, { at: noon + 3 * minute, recipient: '1' }),
    eventOf('click', first, { at: noon + 4 * minute, recipient: '2' }),
    eventOf('click', first, { at: noon + 5 * minute }),
    eventOf('click', second, { at: noon + 6 * minute, recipient: '1', userAgent: crawler }),
    eventOf('open', earlier, { at: noon + 7 * minute, recipient: '9' }),
    eventOf('click', other.links[0], { at: noon + 8 * minute, recipient: '1' }),
  ];
  await storeEvents(
    fresh.database,
    events.map((event) => ({ ...event, ...classify(event) })),
  );
});
afterAll(() => fresh.drop());

describe('the list of events', () => {
  it('shows the newest of a project first, of every class, with numbers for ids', async () => {
    const list = await listEvents(fresh.database, sent.accountId, { projectId: sent.projectId });
    expect(list.map(({ at }) => (at.getTime() - noon) / minute)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect(list[1]).toEqual({
      id: expect.any(String),
      kind: 'click',
      at: new Date(noon + 6 * minute),
      linkId: sent.links[1],
      messageId: sent.messageId,
      recipient: '1',
      class: 'bot',
      reason: 'crawler',
    });
    expect(list[0]).toMatchObject({ kind: 'open', linkId: null, messageId: earlier });
  });

  it('can be cut and held to one message', async () => {
    const { projectId, messageId } = sent;
    const list = await listEvents(fresh.database, sent.accountId, { projectId, messageId, limit: 2 });
    expect(list.map(({ at }) => (at.getTime() - noon) / minute)).toEqual([6, 5]);
  });

  it('shows nothing of another account', async () => {
    expect(await listEvents(fresh.database, other.accountId, { projectId: sent.projectId })).toEqual([]);
    const ofOthers = { projectId: other.projectId, messageId: sent.messageId };
    expect(await listEvents(fresh.database, other.accountId, ofOthers)).toEqual([]);
  });
});
