import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { Failure } from '../../rpc/failure.ts';
import type { Services } from '../../services.ts';
import { checkDomain } from './checker.ts';
import { leaseOne } from './leases.ts';

/** How many checks the members of an account may ask for within a minute, over all servers together. */
export const checksAMinute = 6;
const minute = 60_000;

/** How long to wait for a check that another process makes; one takes 15 s at most. */
const patience = 20_000;
const look = 100;

/** Checks a domain now, due or not. A check of it that is under way anywhere is waited for: its answer is as fresh. */
export async function checkNow(services: Services, domainId: string): Promise<void> {
  const { database, now } = services;
  const domain = await leaseOne(database, domainId, now());
  if (domain) return checkDomain(services, domain);
  for (let waited = 0; waited < patience; waited += look) {
    await sleep(look);
    const free = { id: domainId, OR: [{ leasedUntil: null }, { leasedUntil: { lte: now() } }] };
    if ((await database.domain.count({ where: free })) > 0) return;
  }
}

/** Counts a check that a member asks for. Throws too_many_checks with the seconds to wait; a refused one does not count. */
export async function countCheckNow(database: DatabaseOrTransaction, accountId: string, now: Date): Promise<void> {
  const windowStart = new Date(now.getTime() - minute);
  const counted = await database.$executeRaw`
    INSERT INTO checks_now AS counted (account_id, times) VALUES (${accountId}::uuid, ARRAY[${now}::timestamptz])
    ON CONFLICT (account_id) DO UPDATE
    SET times = ARRAY(SELECT time FROM unnest(counted.times) AS time WHERE time > ${windowStart}) || ${now}::timestamptz
    WHERE (SELECT count(*) FROM unnest(counted.times) AS time WHERE time > ${windowStart}) < ${checksAMinute}`;
  if (counted > 0) return;
  const { times } = await database.checksNow.findUniqueOrThrow({ where: { accountId } });
  const recent = times.map((time) => time.getTime()).filter((time) => time > windowStart.getTime());
  const seconds = Math.max(1, Math.ceil((Math.min(...recent, now.getTime()) + minute - now.getTime()) / 1000));
  throw new Failure('too_many_checks', { limit: String(checksAMinute), seconds: String(seconds) });
}
