import type { Database } from '@waymark/prisma';
import { clockDriftMs } from '../net/steady-clock.ts';

/** Longer than fetching ever takes, so that a lease expires only if its process died or hung. */
const leaseTtlMs = 60_000;

/** Leases a host for fetching its files; undefined while another process fetches them. Returns until when. */
export async function leaseHost(database: Database, host: string, now: Date): Promise<Date | undefined> {
  const until = new Date(now.getTime() + leaseTtlMs);
  const leased = await database.$executeRaw`
    INSERT INTO association_host AS known (host, leased_until, used_at) VALUES (${host}, ${until}, ${now})
    ON CONFLICT (host) DO UPDATE SET leased_until = ${until}
    WHERE known.leased_until IS NULL OR known.leased_until <= ${now} OR known.leased_until > ${tooLate(now)}`;
  return leased > 0 ? until : undefined;
}

/** Releases a host. A lease lost meanwhile stays with its new holder. */
export async function releaseHost(database: Database, host: string, leasedUntil: Date): Promise<void> {
  await database.associationHost.updateMany({ where: { host, leasedUntil }, data: { leasedUntil: null } });
}

/** Whether nobody fetches the files of a host. */
export async function isHostFree(database: Database, host: string, now: Date): Promise<boolean> {
  const known = await database.associationHost.findUnique({ where: { host } });
  return !known?.leasedUntil || known.leasedUntil <= now || known.leasedUntil > tooLate(now);
}

/** No lease that was given lately ends so late: the clock was set back since. */
function tooLate(now: Date): Date {
  return new Date(now.getTime() + leaseTtlMs + clockDriftMs);
}
