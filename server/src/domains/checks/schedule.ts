import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { pause } from '../../observability/pause.ts';
import { type LeasedDomain, leaseDue, releaseLeases } from './leases.ts';

/** Checks domains when they are due, for as long as the server runs. */
export interface Schedule {
  /** Begins no more checks, waits a little for those under way, and gives back what is not finished by then. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Checks one domain and records the result, which gives its lease back. */
  readonly check: (domain: LeasedDomain) => Promise<void>;
  /** How many checks begin in a second at most, also when many wait. */
  readonly perSecond: number;
  /** Whether resolvers are asked so much already that no check should begin. */
  readonly isBusy?: () => boolean;
  /** Told of every failure; the schedule goes on by itself. */
  readonly onError: (error: unknown) => void;
  /** How many checks may be under way. */
  readonly maxConcurrent?: number;
  /** How long to wait when nothing is due; a tenth more or less by chance. */
  readonly pollIntervalMs?: number;
  /** How long a stop waits for the checks under way. */
  readonly stopTimeoutMs?: number;
}

/**
 * Starts leasing what is due and checking it. Any number of processes may do so on one database: a lease makes each check
 * somebody's. What became due while no server ran is caught up in the order in which it fell due, at the usual pace.
 */
export function startSchedule(options: ScheduleOptions): Schedule {
  const { database, now, check, perSecond, onError } = options;
  const { isBusy = () => false, maxConcurrent = 500, pollIntervalMs = 1000, stopTimeoutMs = 2000 } = options;
  const underWay = new Map<LeasedDomain, Promise<void>>();
  const allowance = createAllowance(perSecond);
  const stopped = Promise.withResolvers<void>();
  let stopping = false;
  let givenBack = false;

  function begin(domain: LeasedDomain): void {
    // A check that fails for a reason of ours keeps its lease: it is tried again when that is over, not at once.
    const done = check(domain).catch((error) => {
      if (!givenBack) onError(error);
    });
    underWay.set(domain, done);
    void done.then(() => underWay.delete(domain));
  }

  async function run(): Promise<void> {
    while (!stopping) {
      const room = isBusy() ? 0 : Math.min(maxConcurrent - underWay.size, allowance.left());
      const leased = room > 0 ? await leaseDue(database, now(), room).catch(report) : [];
      allowance.take(leased.length);
      for (const domain of leased) begin(domain);
      const more = leased.length === room;
      await pause(more ? Math.min(pollIntervalMs, 50) : pollIntervalMs * (0.9 + Math.random() / 5), stopped.promise);
    }
  }

  function report(error: unknown): LeasedDomain[] {
    onError(error);
    return [];
  }

  const running = run();
  return {
    async stop() {
      stopping = true;
      stopped.resolve();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(stopTimeoutMs)]);
      // From here on the database may be gone: what a check left alone finds is nobody's business any more.
      givenBack = true;
      await releaseLeases(database, [...underWay.keys()]).catch(onError);
    },
  };
}

/** Lets so many begin in a second; what is not used is kept for a quarter of a second, so that no burst comes of it. */
function createAllowance(perSecond: number) {
  const maxSaved = Math.max(1, perSecond / 4);
  let saved = maxSaved;
  let countedAt = performance.now();
  return {
    left() {
      const now = performance.now();
      saved = Math.min(maxSaved, saved + ((now - countedAt) / 1000) * perSecond);
      countedAt = now;
      return Math.floor(saved);
    },
    take(taken: number) {
      saved -= taken;
    },
  };
}
