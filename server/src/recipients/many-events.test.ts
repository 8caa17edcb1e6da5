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
const partition = 'event_2026_11';

let fresh: FreshDatabase;
let sent: Awaited<ReturnType<typeof sentMailing>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.database.$queryRaw`SELECT make_event_month(${new Date(noon)}::timestamptz)::text`;
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

/** How often a table was scanned sequentially, and by an index. */
interface Scans {
  readonly whole: number;
  readonly index: number;
}

/** How often the partition with all these events was scanned by this work. */
async function scansOf(work: (transaction: Prisma.TransactionClient) => Promise<unknown>): Promise<Scans> {
  return fresh.database.$transaction(async (transaction) => {
    // PostgreSQL goes on counting what this connection did before, for up to a second.
    const before = await scansSoFar(transaction);
    await work(transaction);
    const after = await scansSoFar(transaction);
    return { whole: after.whole - before.whole, index: after.index - before.index };
  });
}

async function scansSoFar(transaction: Prisma.TransactionClient): Promise<Scans> {
  const [scans] = await transaction.$queryRaw<Scans[]>`
    SELECT coalesce(sum(seq_scan), 0)::int AS whole, coalesce(sum(idx_scan), 0)::int AS index
    FROM pg_stat_xact_user_tables WHERE relname = ${partition}`;
  return scans!;
}

describe('among many events', () => {
  it("exporting a recipient's does not read the others", async () => {
    const exported = scansOf(async (database) => {
      const { events } = await exportRecipient({ database }, sent.accountId, 'customer-4711');
      expect(events.map(({ recipientId }) => recipientId)).toEqual(['customer-4711']);
    });
    expect(await exported).toEqual({ index: expect.toSatisfy((scans) => scans > 0), whole: 0 });
  });

  it("erasing a recipient's does not read the others", async () => {
    const erased = scansOf(async (database) => {
      const ids = ['customer-4712', 'customer-4713'];
      expect(await deleteEvents(database, sent.accountId, ids, new Date(noon + many))).toBe(2);
    });
    expect(await erased).toEqual({ index: expect.toSatisfy((scans) => scans > 0), whole: 0 });
    expect(await fresh.database.event.count()).toBe(many - 2);
  });
});
