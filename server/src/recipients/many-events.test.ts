import type { Prisma } from '@waymark/prisma';
import { type FreshDatabase, freshDatabase } from '@waymark/prisma/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../events/clients/classify.ts';
import { eventOf, sentMailing } from '../events/events.testing.ts';
import { storeEvents } from '../events/storing/store.ts';
import { deleteEvents } from './erase.ts';
import { exportRecipient } from './export.ts';

const many = 5000;
const noon = Date.UTC(2026, 10, 23, 12);

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  sent = await sentMailing(fresh.database);
  const clicks = Array.from({ length: many }, (_, index) =>
    eventOf('click', sent.links[index % 2]!, { at: noon + index, recipientId: `customer-${index}` }),
  );
  await storeEvents(
    fresh.pool,
    clicks.map((event) => ({ ...event, ...classify(event) })),
  );
  await fresh.database.$executeRaw`ANALYZE event`;
});
afterAll(() => fresh.drop());

/** How often the partition with all these events was scanned sequentially, and by an index, within a transaction. */
async function scansOf(work: (transaction: Prisma.TransactionClient) => Promise<unknown>) {
  return fresh.database.$transaction(async (transaction) => {
    await work(transaction);
    const [scans] = await transaction.$queryRaw<{ whole: number; index: number }[]>`
      SELECT seq_scan::int AS whole, idx_scan::int AS index FROM pg_stat_xact_user_tables WHERE relname = 'event_2026_11'`;
    return scans;
  });
}

describe('among many events', () => {
  it("exporting a recipient's does not read the others", async () => {
    const exported = scansOf(async (database) => {
      const { events } = await exportRecipient({ database }, sent.accountId, 'customer-4711');
      expect(events.map(({ recipientId }) => recipientId)).toEqual(['customer-4711']);
    });
    expect(await exported).toEqual({ index: expect.any(Number), whole: 0 });
  });

  it("erasing a recipient's does not read the others", async () => {
    const erased = scansOf(async (database) => {
      const ids = ['customer-4712', 'customer-4713'];
      expect(await deleteEvents(database, sent.accountId, ids, new Date(noon + many))).toBe(2);
    });
    expect(await erased).toEqual({ index: expect.any(Number), whole: 0 });
    expect(await fresh.database.event.count()).toBe(many - 2);
  });
});
