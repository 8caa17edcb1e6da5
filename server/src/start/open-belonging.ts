import type { Config } from '../config/settings.ts';
import type { LinkMap } from '../edge/links/link-map.ts';
import { progressOf } from '../feed/catch-up.ts';
import { assertBelongs, type Belonging, settle, verdictOn } from '../identity/belonging.ts';
import { type KeptNotes, keepNotes } from '../identity/keep-notes.ts';
import { explainNotGivenBack } from '../identity/not-given-back.ts';
import { readNotes } from '../identity/note.ts';
import type { Recovered } from '../identity/recover.ts';
import type { Log } from '../observability/log.ts';
import type { Worker } from '../processes/worker.ts';
import { MasterKeys } from '../secrets/master-keys.ts';
import { orAborted } from '../storage/or-aborted.ts';
import { joinStorage, openStorage, type Storage } from '../storage/storage.ts';

export interface OpenBelongingOptions {
  readonly log: Log;
  readonly worker: Worker | undefined;
  /** Of this process. */
  readonly folder: string;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The database of a data folder. */
export interface OpenedBelonging {
  readonly storage: Storage;
  readonly identity: Belonging['identity'];
  readonly notes: KeptNotes;
  /** Those of this process; the database's own is in use. */
  readonly masterKeys: MasterKeys;
  /** Whether the database is still the one that was opened, or the same further on. */
  readonly isSame: () => Promise<boolean>;
}

/**
 * Opens the database and makes sure that it is the data folder's, before anything in it is changed. One that was restored
 * or moved gets new ids, keys and an epoch; the copy of the links gives back what it lost. Throws a sentence.
 */
export async function openBelonging(
  config: Config,
  linkMap: LinkMap,
  { log, worker, folder, signal }: OpenBelongingOptions,
): Promise<OpenedBelonging> {
  const known = () => ({ folder, notes: readNotes(folder), copy: progressOf(linkMap) });
  const masterKeys = new MasterKeys(config);
  const options = { log, secrets: masterKeys, beforeMigrating: (url: string) => assertBelongs(url, known()), signal };
  const storage = await (worker ? joinStorage(config, options) : openStorage(config, options));
  try {
    const { notes: former, ...brought } = known();
    const links = brought.copy && linkMap.copy;
    const { cnameZone } = config;
    const belonging = await orAborted(
      settle(storage.url, { ...brought, notes: former, links, cnameZone, masterKeys }),
      signal,
    );
    report(belonging, log);
    const { identity, dropAbove } = belonging;
    if (dropAbove !== undefined)
      linkMap.apply(['mailing' as const, 'link' as const].map((of) => goneAbove(of, dropAbove)));
    const isSame = async () => (await verdictOn(storage.url, known())) === 'same';
    return { storage, identity, isSame, masterKeys, notes: keepNotes(folder, identity, former) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function goneAbove(of: 'mailing' | 'link', after: number) {
  return { kind: 'gone-between' as const, of, after, to: null };
}

function report({ verdict, begun, followed, notGivenBack, dropAbove }: Belonging, log: Log): void {
  const gave = ({ mailings, links }: Recovered) =>
    `the copy of the links gave back mailings ${mailings}, links ${links}`;
  if (begun !== undefined) {
    const { newKeys, recovered } = begun;
    const found =
      verdict === 'older'
        ? 'the database is an earlier state of this installation'
        : 'the database was moved or restored, or a standby took over';
    const gives = recovered
      ? gave(recovered)
      : 'without a copy of the links, what was sent after that state is answered 404';
    log.warn(
      { newKeys, recovered },
      `${found}: new ids begin above all known ones, every host has a new signing key, and ${gives}`,
    );
  }
  if (followed !== undefined)
    log.warn(
      { recovered: followed, dropAbove },
      `the database was restored since this server used it last: ${gave(followed)}`,
    );
  if (notGivenBack !== undefined) log.warn(notGivenBack, explainNotGivenBack(notGivenBack));
}
