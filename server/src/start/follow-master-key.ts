import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '../identity/belonging.ts';
import { masterKeyIdOf, useMasterKey } from '../identity/master-key.ts';
import { onConnection } from '../identity/on-connection.ts';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';
import type { MasterKeys } from '../secrets/master-keys.ts';

export interface MasterKeyFollower {
  readonly url: string;
  readonly masterKeys: MasterKeys;
  readonly log: Log;
  readonly pollIntervalMs?: number;
}

/**
 * Looks from time to time which master key the database uses: an operator may have replaced it, or the last server of the
 * version before may be gone. Returns a function that ends it.
 */
export function followMasterKey({ url, masterKeys, log, pollIntervalMs = 30_000 }: MasterKeyFollower) {
  const stop = new AbortController();
  const missing = createIncident(log, {
    begins: 'the master key of the database cannot be used; links are answered, and nothing that needs a key works',
    ends: 'the master key of the database is here',
  });

  async function look(): Promise<void> {
    const used = await onConnection(url, masterKeyIdOf);
    if (used === undefined) await inTransaction(url, (query) => useMasterKey(query, masterKeys));
    else if (used !== masterKeys.current?.id) masterKeys.use(used);
  }

  async function run(): Promise<void> {
    for (;;) {
      await sleep(pollIntervalMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
      await look().then(missing.worked, missing.failed);
    }
  }

  const running = run();
  return () => {
    stop.abort();
    return running;
  };
}
