import type { Database } from '@waymark/prisma';
import { expect, vi } from 'vitest';

/** What the database contains of clicks that were answered. */
export async function countStored(database: Database, answered: ReadonlySet<string>) {
  const events = await database.event.findMany({ select: { id: true, recipientId: true } });
  const stored = new Map<string, number>();
  for (const { recipientId } of events) stored.set(recipientId ?? '', (stored.get(recipientId ?? '') ?? 0) + 1);
  const lost = [...answered].filter((recipient) => !stored.has(recipient)).length;
  return { stored: events.length, lost, double: [...stored.values()].filter((times) => times > 1).length };
}

/** The same once it contains all of them; fails if it does not within the time, in milliseconds. */
export async function allStored(database: Database, answered: ReadonlySet<string>, timeout = 20_000) {
  // Counting is cheap, and reading thousands of events again and again is not.
  const isEnough = async () => (await database.event.count()) >= answered.size;
  await vi.waitUntil(isEnough, { timeout, interval: 100 }).catch(() => undefined);
  const found = () => countStored(database, answered);
  await expect.poll(async () => (await found()).lost, { timeout, interval: 500 }).toBe(0);
  return found();
}
