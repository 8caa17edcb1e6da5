import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchFailure } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import pLimit, { type LimitFunction } from 'p-limit';
import { steadyNow } from '../net/steady-clock.ts';
import type { Incident } from '../observability/incident.ts';
import type { FetchedFile, KnownDocuments, System } from './fetching/fetched.ts';
import { standingOf } from './freshness.ts';
import { isHostFree, leaseHost, releaseHost } from './host-leases.ts';
import { documentsOf, loadFiles, newestStates, storeFile } from './stored-file.ts';

export interface HostVisitsOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Fetches one file. Never rejects. */
  readonly fetch: (system: System, host: string, known: KnownDocuments, signal: AbortSignal) => Promise<FetchedFile>;
  /** Hears what became of each file, and how many seconds it took. */
  readonly onFetched: (outcome: FetchedFile['state'] | FetchFailure, seconds: number) => void;
  /** Hears of visits that fail, but not because of their host: the database, for example, was away. */
  readonly incident: Pick<Incident, 'failed' | 'worked'>;
}

/** How many hosts are visited at a time: by this process, and for one account. */
const [maxAtOnce, maxOfAccount] = [60, 20];
const pollIntervalMs = 100;

/**
 * Visits hosts to fetch their association files and stores what became of it. A host has one visitor at a time, of all
 * processes and servers; whoever comes meanwhile waits for that one.
 */
export class HostVisits {
  readonly #options: HostVisitsOptions;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #turns = pLimit(maxAtOnce);
  readonly #turnsOf = new Map<string, LimitFunction>();
  readonly #stopping = new AbortController();

  constructor(options: HostVisitsOptions) {
    this.#options = options;
  }

  /** Resolves when the files of a host that are due were fetched, whoever did it. Never rejects. */
  visit(accountId: string, host: string, again = false): Promise<void> {
    const known = this.#underWay.get(host);
    if (known !== undefined) return known;
    const { incident } = this.#options;
    const visit = this.#inTurn(accountId, () => this.#run(host, again))
      .then(incident.worked, incident.failed)
      .finally(() => this.#underWay.delete(host));
    this.#underWay.set(host, visit);
    return visit;
  }

  /** Ends the visits under way; nothing of them is stored. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay.values());
  }

  async #inTurn(accountId: string, run: () => Promise<void>): Promise<void> {
    const turns = this.#turnsOf.get(accountId) ?? pLimit(maxOfAccount);
    this.#turnsOf.set(accountId, turns);
    try {
      await turns(() => this.#turns(run));
    } finally {
      if (turns.activeCount + turns.pendingCount === 0) this.#turnsOf.delete(accountId);
    }
  }

  async #run(host: string, again: boolean): Promise<void> {
    const { database, now } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const leasedUntil = await leaseHost(database, host, now());
      if (leasedUntil !== undefined) {
        try {
          return await this.#fetchDue(host, again);
        } finally {
          await releaseHost(database, host, leasedUntil);
        }
      }
      while (!signal.aborted && !(await isHostFree(database, host, now()))) await sleep(pollIntervalMs);
      if (standingOf(await newestStates(database, [host]), now(), again).due.length === 0) return;
    }
  }

  /** Another process may have been faster, so that what is due is only known under the lease. */
  async #fetchDue(host: string, again: boolean): Promise<void> {
    const { database, now, fetch, onFetched } = this.#options;
    const { signal } = this.#stopping;
    const { due, counting } = standingOf(await newestStates(database, [host]), now(), again);
    const files = await loadFiles(
      database,
      due.flatMap((system) => counting[system]?.id ?? []),
    );
    const fetched = await Promise.all(
      due.map(async (system) => {
        const known = documentsOf(files.get(counting[system]?.id ?? ''));
        const begun = steadyNow();
        const file = await fetch(system, host, known, signal);
        const outcome = file.state === 'failed' ? file.why : file.state;
        if (!signal.aborted) onFetched(outcome, (steadyNow() - begun) / 1000);
        return { system, file };
      }),
    );
    if (signal.aborted) return;
    for (const { system, file } of fetched) await storeFile(database, { host, system }, file, now());
  }
}
