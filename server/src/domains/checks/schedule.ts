import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { dueAfterClockChange, type LeasedDomain, leaseDue, releaseLeases } from './leases.ts';

/** Checks domains when they are due, for as long as the server runs. */
export interface Schedule {
  /** Starts no more checks, waits briefly for running ones, and releases the leases of those that do not finish. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Checks one domain and records the result, which releases its lease. */
  readonly check: (domain: LeasedDomain) => Promise<void>;
  /** How many checks start in a second at most, even when many are due. */
  readonly perSecond: number;
  /** Whether resolvers are so busy that no check should start. */
  readonly isBusy?: () => boolean;
  /** Called for every failure; the schedule continues by itself. */
  readonly onError: (error: unknown) => void;
  /** Called whenever the domains that are due could be read. */
  readonly onWorked?: () => void;
  /** How many checks may run at once. */
  readonly maxConcurrent?: number;
  /** How long to wait when nothing is due, with a jitter of a tenth. */
  readonly pollIntervalMs?: number;
  /** How long `stop` waits for running checks. */
  readonly stopTimeoutMs?: number;
}

/** Less than this a clock is only being adjusted. */
const clockStepMs = 30_000;

/**
 * Starts leasing and checking domains that are due. Any number of processes may do so on one database: a lease assigns
 * each check to one of them. What fell due while no server was running is caught up in order, at the usual rate.
 */
export function startSchedule(options: ScheduleOptions): Schedule {
  const { database, now, check, perSecond, onError } = options;
  const {
    isBusy = () => false,
    onWorked = () => undefined,
    maxConcurrent = 500,
    pollIntervalMs = 1000,
    stopTimeoutMs = 2000,
  } = options;
  const underWay = new Map<LeasedDomain, Promise<void>>();
  const allowance = createAllowance(perSecond);
  const stop = new AbortController();
  const { signal } = stop;
  let givenBack = false;

  function begin(domain: LeasedDomain): void {
    // A check that fails because of our own error keeps its lease, so that it is retried when the lease expires, not at
    // once.
    const done = check(domain).catch((error) => {
      if (!givenBack) onError(error);
    });
    underWay.set(domain, done);
    void done.then(() => underWay.delete(domain));
  }

  /** How far the clock is ahead of one that nobody sets. */
  const clockOffset = () => now().getTime() - performance.now();
  let offset = Number.POSITIVE_INFINITY;

  async function followClock(): Promise<void> {
    const present = clockOffset();
    // It may have been set back before this start, too.
    if (present < offset - clockStepMs) await dueAfterClockChange(database, now()).catch(report);
    offset = present;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await followClock();
      const room = isBusy() ? 0 : Math.min(maxConcurrent - underWay.size, allowance.left());
      const leased = room > 0 ? await leaseDue(database, now(), room).then(reported, report) : [];
      allowance.take(leased.length);
      for (const domain of leased) begin(domain);
      const more = leased.length === room;
      const wait = more ? Math.min(pollIntervalMs, 50) : pollIntervalMs * (0.9 + Math.random() / 5);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  function reported(domains: LeasedDomain[]): LeasedDomain[] {
    onWorked();
    return domains;
  }

  function report(error: unknown): LeasedDomain[] {
    onError(error);
    return [];
  }

  const running = run();
  return {
    async stop() {
      stop.abort();
      await running;
      await Promise.race([Promise.all(underWay.values()), sleep(stopTimeoutMs)]);
      // From here on the database may be closed, so failures of abandoned checks are ignored.
      givenBack = true;
      await releaseLeases(database, [...underWay.keys()]).catch(onError);
    },
  };
}

/**
 * Limits how many checks start in a second. Unused allowance is kept for a quarter of a second only, which prevents
 * bursts.
 */
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
