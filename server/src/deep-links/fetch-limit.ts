import type { Database } from '@waymark/prisma';

/** How many hosts an account may have asked in an hour, across all servers. */
export const maxFetchesPerHour = 500;
const hourMs = 3_600_000;

/** Counts hosts that are asked for an account, as many as it has left in this hour. Returns how many that are. */
export async function takeFetches(database: Database, accountId: string, wanted: number, now: Date): Promise<number> {
  if (wanted === 0) return 0;
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  return database.$transaction(async (transaction) => {
    await transaction.$executeRaw`
      INSERT INTO host_fetches (account_id, hour, count) VALUES (${accountId}::uuid, ${hour}, 0)
      ON CONFLICT DO NOTHING`;
    const [counted] = await transaction.$queryRaw<{ hour: Date; count: number }[]>`
      SELECT hour, count FROM host_fetches WHERE account_id = ${accountId}::uuid FOR UPDATE`;
    const before = counted?.hour.getTime() === hour.getTime() ? counted.count : 0;
    const taken = Math.min(wanted, Math.max(0, maxFetchesPerHour - before));
    await transaction.hostFetches.update({ where: { accountId }, data: { hour, count: before + taken } });
    return taken;
  });
}

/** When an account that has reached its limit may have hosts asked again. */
export function nextFetches(now: Date): Date {
  return new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs);
}
