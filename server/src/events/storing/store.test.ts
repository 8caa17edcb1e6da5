import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, sentMailing } from '../events.testing.ts';
import { cursorOf, refusedByDatabase, storeEvents } from './store.ts';

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMailing(fresh.database);
});
afterAll(() => fresh.drop());

const human = { client: 'human', reason: 'browser' } as const;
const stored = (ids: string[]) => fresh.database.event.findMany({ where: { id: { in: ids } } });

describe('storing events', () => {
  it('adds the account, the mailing and the link of each', async () => {
    const click = { ...eventOf('click', sent.links[1], { recipientId: '42', ip: '192.0.2.0' }), ...human };
    const open = { ...eventOf('open', sent.mailingId, { at: 1_795_000_000_123, userAgent: undefined }), ...human };
    await storeEvents(fresh.pool, [click, open], { journal: 'finds', position: 10 });
    const { accountId } = sent;
    const mailingId = BigInt(sent.mailingId);
    const common = { accountId, mailingId, ...human };
    const rows = await stored([click.id, open.id]);
    expect(rows.find(({ type }) => type === 'click')).toEqual({
      ...common,
      id: click.id,
      type: 'click',
      linkId: BigInt(sent.links[1]),
      at: new Date(click.at),
      recipientId: '42',
      ip: '192.0.2.0',
      userAgent: click.userAgent,
      laterReason: null,
    });
    expect(rows.find(({ type }) => type === 'open')).toEqual({
      ...common,
      id: open.id,
      type: 'open',
      linkId: null,
      at: new Date(1_795_000_000_123),
      recipientId: null,
      ip: null,
      userAgent: null,
      laterReason: null,
    });
  });

  it('ignores what is stored already, and skips what belongs to nothing', async () => {
    const known = { ...eventOf('click', sent.links[0], { recipientId: 'first' }), ...human };
    const strangers = [eventOf('click', 1e15), eventOf('open', 1e15), eventOf('click', -1)].map((event) => ({
      ...event,
      ...human,
    }));
    await storeEvents(fresh.pool, [known, ...strangers], { journal: 'twice', position: 10 });
    await storeEvents(fresh.pool, [{ ...known, recipientId: 'second' }], { journal: 'twice', position: 20 });
    const rows = await stored([known, ...strangers].map(({ id }) => id));
    expect(rows.map(({ recipientId }) => recipientId)).toEqual(['first']);
  });

  it('skips what was erased before it arrived, and what happened after an opt-out', async () => {
    const { accountId } = sent;
    const at = new Date(Date.UTC(2026, 10, 23, 12));
    await fresh.database.erasure.create({ data: { accountId, recipientId: 'erased', at } });
    await fresh.database.optOut.create({ data: { accountId, recipientId: 'opted-out', at } });
    const clicks = ['erased', 'opted-out', 'other'].flatMap((recipientId) =>
      [-1, 1].map((after) => ({
        ...eventOf('click', sent.links[0], { recipientId, at: at.getTime() + after }),
        ...human,
      })),
    );
    await storeEvents(fresh.pool, clicks, { journal: 'privacy', position: 10 });
    const rows = await stored(clicks.map(({ id }) => id));
    expect(rows.map((row) => `${row.recipientId} ${row.at.getTime() - at.getTime()}`).sort()).toEqual([
      'erased 1',
      'opted-out -1',
      'other -1',
      'other 1',
    ]);
  });

  it('moves the cursor together with the events or not at all', async () => {
    expect(await cursorOf(fresh.pool, 'both')).toBe(0);
    await storeEvents(fresh.pool, [], { journal: 'both', position: 2 ** 52 });
    expect(await cursorOf(fresh.pool, 'both')).toBe(2 ** 52);
    const good = { ...eventOf('click', sent.links[0]), ...human };
    const bad = { ...eventOf('click', sent.links[0], { recipientId: 'a\0' }), ...human };
    const failure = await storeEvents(fresh.pool, [good, bad], { journal: 'both', position: 2 ** 52 + 1 }).catch(
      (error: unknown) => error,
    );
    expect(refusedByDatabase(failure)).toBe(true);
    expect(await cursorOf(fresh.pool, 'both')).toBe(2 ** 52);
    expect(await stored([good.id])).toEqual([]);
  });
});
