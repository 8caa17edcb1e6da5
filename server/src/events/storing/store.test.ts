import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, sentMessage } from '../events.testing.ts';
import { cursorOf, refusedByDatabase, storeEvents } from './store.ts';

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMessage>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMessage(fresh.database);
});
afterAll(() => fresh.drop());

const human = { class: 'human', reason: 'browser' } as const;
const stored = (ids: string[]) => fresh.database.event.findMany({ where: { id: { in: ids } } });

describe('storing events', () => {
  it('finds the account, the message and the link of each', async () => {
    const click = { ...eventOf('click', sent.links[1], { recipient: '42', ip: '192.0.2.0' }), ...human };
    const open = { ...eventOf('open', sent.messageId, { at: 1_795_000_000_123, userAgent: undefined }), ...human };
    await storeEvents(fresh.database, [click, open], { journal: 'finds', position: 10 });
    const { accountId } = sent;
    const messageId = BigInt(sent.messageId);
    const common = { accountId, messageId, ...human };
    const rows = await stored([click.id, open.id]);
    expect(rows.find(({ kind }) => kind === 'click')).toEqual({
      ...common,
      id: click.id,
      kind: 'click',
      linkId: BigInt(sent.links[1]),
      at: new Date(click.at),
      recipient: '42',
      ip: '192.0.2.0',
      userAgent: click.userAgent,
      laterReason: null,
    });
    expect(rows.find(({ kind }) => kind === 'open')).toEqual({
      ...common,
      id: open.id,
      kind: 'open',
      linkId: null,
      at: new Date(1_795_000_000_123),
      recipient: null,
      ip: null,
      userAgent: null,
      laterReason: null,
    });
  });

  it('leaves alone what is stored already, and leaves out what belongs to nothing', async () => {
    const known = { ...eventOf('click', sent.links[0], { recipient: 'first' }), ...human };
    const strangers = [eventOf('click', 1e15), eventOf('open', 1e15), eventOf('click', -1)].map((event) => ({
      ...event,
      ...human,
    }));
    await storeEvents(fresh.database, [known, ...strangers], { journal: 'twice', position: 10 });
    await storeEvents(fresh.database, [{ ...known, recipient: 'second' }], { journal: 'twice', position: 20 });
    const rows = await stored([known, ...strangers].map(({ id }) => id));
    expect(rows.map(({ recipient }) => recipient)).toEqual(['first']);
  });

  it('leaves out what was erased before it arrived, and what happened after a withdrawal', async () => {
    const { accountId } = sent;
    const at = new Date(Date.UTC(2026, 10, 23, 12));
    await fresh.database.erasure.create({ data: { accountId, recipient: 'erased', at } });
    await fresh.database.withdrawal.create({ data: { accountId, recipient: 'withdrawn', at } });
    const clicks = ['erased', 'withdrawn', 'other'].flatMap((recipient) =>
      [-1, 1].map((after) => ({
        ...eventOf('click', sent.links[0], { recipient, at: at.getTime() + after }),
        ...human,
      })),
    );
    await storeEvents(fresh.database, clicks, { journal: 'privacy', position: 10 });
    const rows = await stored(clicks.map(({ id }) => id));
    expect(rows.map((row) => `${row.recipient} ${row.at.getTime() - at.getTime()}`).sort()).toEqual([
      'erased 1',
      'other -1',
      'other 1',
      'withdrawn -1',
    ]);
  });

  it('moves the cursor with the events or not at all', async () => {
    expect(await cursorOf(fresh.database, 'both')).toBe(0);
    await storeEvents(fresh.database, [], { journal: 'both', position: 2 ** 52 });
    expect(await cursorOf(fresh.database, 'both')).toBe(2 ** 52);
    const good = { ...eventOf('click', sent.links[0]), ...human };
    const bad = { ...eventOf('click', sent.links[0], { recipient: 'a\0' }), ...human };
    const failure = await storeEvents(fresh.database, [good, bad], { journal: 'both', position: 2 ** 52 + 1 }).catch(
      (error: unknown) => error,
    );
    expect(refusedByDatabase(failure)).toBe(true);
    expect(await cursorOf(fresh.database, 'both')).toBe(2 ** 52);
    expect(await stored([good.id])).toEqual([]);
  });
});
