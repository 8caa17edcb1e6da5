import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { takeFetches } from '../fetch-limit.ts';
import { systems } from '../fetching/fetched.ts';
import { type HostStanding, standingOf } from '../freshness.ts';
import type { HostVisits } from '../host-visits.ts';
import { noteInspected } from '../inspected-hosts.ts';
import { newestStates } from '../stored-file.ts';

/** Dependencies of asking hosts for their association files. */
export interface AskingNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly visits: Pick<HostVisits, 'visit'>;
}

/** What is known of hosts, by name. */
export type Standings = ReadonlyMap<string, HostStanding>;

/**
 * Asks hosts of which nothing is known, and waits for them so long at most; what is old counts once more while it is asked for
 * again, unless `again` is set. Who takes longer is known the next time. Hosts beyond the limit of the account are not asked:
 * `isLimited`.
 */
export async function askHosts(
  { database, now, visits }: AskingNeeds,
  accountId: string,
  hosts: readonly string[],
  { waitMs, again = false }: { readonly waitMs: number; readonly again?: boolean },
): Promise<{ readonly standings: Standings; readonly isLimited: boolean }> {
  const before = await standingsOf(database, hosts, now(), again);
  const due = hosts.filter((host) => before.get(host)!.due.length > 0);
  const isAwaited = (host: string) => again || systems.some((system) => !before.get(host)!.counting[system]);
  const inOrder = [...due.filter(isAwaited), ...due.filter((host) => !isAwaited(host))];
  const asked = inOrder.slice(0, await takeFetches(database, accountId, inOrder.length, now()));
  const visited = asked.map((host) => ({ host, done: visits.visit(accountId, host, again) }));
  const awaited = visited.filter(({ host }) => isAwaited(host)).map(({ done }) => done);
  if (awaited.length > 0) await Promise.race([Promise.all(awaited), sleep(waitMs, undefined, { ref: false })]);
  await noteInspected(database, accountId, hosts, now());
  const standings = awaited.length > 0 ? await standingsOf(database, hosts, now()) : before;
  return { standings, isLimited: asked.length < inOrder.length };
}

/** What is known of hosts without asking any. `again`: as if everything were old that is older than a minute. */
export async function standingsOf(
  database: Database,
  hosts: readonly string[],
  now: Date,
  again = false,
): Promise<Standings> {
  if (hosts.length === 0) return new Map();
  const states = Map.groupBy(await newestStates(database, hosts), ({ host }) => host);
  return new Map(hosts.map((host) => [host, standingOf(states.get(host) ?? [], now, again)]));
}
