import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type DatabaseOrTransaction, Prisma } from '@waymark/prisma';
import { clockDriftMs } from '../../net/steady-clock.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { isFree, type LeasedDomain, leaseOne } from './leases.ts';

/** How many checks the members of an account may request in a minute, across all servers. */
export const maxChecksPerMinute = 6;
const minuteMs = 60_000;

/** How long to wait for a check that another process is running; a check takes at most 15 s. */
const timeoutMs = 20_000;
const pollIntervalMs = 100;

/** Dependencies of an immediate check. */
export interface CheckNowNeeds {
  readonly database: Database;
  /** Checks a leased domain and releases the lease. */
  readonly check: (domain: LeasedDomain) => Promise<void>;
  readonly now: () => Date;
}

/**
 * Checks a domain now, whether or not it is due. If another process is already checking it, waits for that check
 * instead: its result is just as fresh.
 */
export async function checkNow({ database, check, now }: CheckNowNeeds, domainId: string): Promise<void> {
  const domain = await leaseOne(database, domainId, now());
  if (domain) return check(domain);
  for (let waited = 0; waited < timeoutMs; waited += pollIntervalMs) {
    await sleep(pollIntervalMs);
    if ((await database.domain.count({ where: { id: domainId, ...isFree(now()) } })) > 0) return;
  }
}

/**
 * Counts a check requested by a member. Throws too_many_checks with the seconds to wait; a refused request does not
 * count.
 */
export async function countCheckNow(database: DatabaseOrTransaction, accountId: string, now: Date): Promise<void> {
  const windowStart = new Date(now.getTime() - minuteMs);
  // What lies further ahead than the clocks of servers differ was counted before a clock was set back.
  const windowEnd = new Date(now.getTime() + clockDriftMs);
  const recent = Prisma.sql`
    SELECT time FROM unnest(counted.times) AS time WHERE time > ${windowStart} AND time <= ${windowEnd}`;
  const counted = await database.$executeRaw`
    INSERT INTO checks_now AS counted (account_id, times) VALUES (${accountId}::uuid, ARRAY[${now}::timestamptz])
    ON CONFLICT (account_id) DO UPDATE
    SET times = ARRAY(${recent}) || ${now}::timestamptz
    WHERE (SELECT count(*) FROM (${recent}) AS recent) < ${maxChecksPerMinute}`;
  if (counted > 0) return;
  const { times } = await database.checksNow.findUniqueOrThrow({ where: { accountId } });
  const [oldest = now] = times.filter((time) => time > windowStart && time <= windowEnd).sort((a, b) => +a - +b);
  const seconds = Math.max(1, Math.ceil((oldest.getTime() + minuteMs - now.getTime()) / 1000));
  throw new ApiError('too_many_checks', { limit: String(maxChecksPerMinute), seconds: String(seconds) });
}
