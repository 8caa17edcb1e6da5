import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseIdentity } from '../feed/change-log.ts';
import type { Query } from '../feed/read-entities.ts';
import type { MasterKeys } from '../secrets/master-keys.ts';
import { type DatabaseState, type Epoch, readDatabaseState } from './database-state.ts';
import { judge, type KnownToFolder, type Verdict } from './judge.ts';
import { keepCopy } from './kept-copy.ts';
import { useMasterKey } from './master-key.ts';
import { addMissingKeys, type BegunEpoch, beginEpoch, type NewEpochOptions } from './new-epoch.ts';
import type { NotGivenBack } from './not-given-back.ts';
import type { CopyNote, Note } from './note.ts';
import { onConnection } from './on-connection.ts';
import { type Recovered, recover } from './recover.ts';

/** What a data folder brings to a database. */
export interface BroughtAlong extends KnownToFolder {
  readonly folder: string;
  /** The open copy of the links, which `known.copy` notes. */
  readonly links: DatabaseSync | undefined;
  readonly cnameZone: string;
  readonly masterKeys: MasterKeys;
}

/** A database that belongs to a data folder, or the other way round, from now on. */
export interface Belonging {
  readonly identity: Required<DatabaseIdentity> & { readonly installation: string; readonly epoch: string };
  readonly verdict: Verdict;
  /** The epoch that began, since the database was restored or moved. */
  readonly begun: BegunEpoch | undefined;
  /** What the copy of the links gave back in an epoch that another server had begun. */
  readonly followed: Recovered | undefined;
  /** What the copy could not give back; undefined when that is nothing. */
  readonly notGivenBack: NotGivenBack | undefined;
  /** The copy has to drop mailings and links above this id, which are of another past. */
  readonly dropAbove: number | undefined;
}

/** Thrown when a database is not the one of the data folder. Waiting does not help. */
export class RefusedDatabase extends Error {
  constructor(folder: string, verdict: Verdict) {
    super(
      `The data folder ${folder} has events and links of another database: ${reasons[verdict]}; if another one is meant, start once with \`npm start -- --another-database\`, which sets those events and links aside.`,
    );
    this.name = 'RefusedDatabase';
  }
}

const reasons: Partial<Record<Verdict, string>> = {
  empty: 'this one is empty. Set DATABASE_URL to the right one, or bring it back with `npm run restore -- FILE`',
  unidentified:
    'this one was last used by a version of Waymark that left no note in it. Set DATABASE_URL to the right one; if it is an older state of the same, run `npm run restore -- --happened`',
  another: 'this one is of another installation. Set DATABASE_URL to the right one',
};

/** Throws RefusedDatabase unless the database may be migrated and used with this folder. Changes nothing. */
export async function assertBelongs(
  url: string,
  { folder, ...known }: KnownToFolder & { folder: string },
): Promise<void> {
  const verdict = await verdictOn(url, known);
  if (isRefused(verdict)) throw new RefusedDatabase(folder, verdict);
}

/** Throws RefusedDatabase unless the database may be an earlier state of the folder's, as an operator says. Changes nothing. */
export async function assertEarlierState(
  url: string,
  { folder, ...known }: KnownToFolder & { folder: string },
): Promise<void> {
  const verdict = await verdictOn(url, known);
  if (verdict === 'empty' || verdict === 'another') throw new RefusedDatabase(folder, verdict);
}

/** What a database is to a data folder. Changes nothing. */
export function verdictOn(url: string, known: KnownToFolder): Promise<Verdict> {
  return onConnection(url, async (query) => judge(await readDatabaseState(query), known));
}

export function isRefused(verdict: Verdict): boolean {
  return ['empty', 'unidentified', 'another'].includes(verdict);
}

/**
 * Makes a migrated database and a data folder belong together: notes a database that has no note, begins an epoch in one
 * that was restored or moved, and gives back what the copy of the links has and the database lost. Throws RefusedDatabase.
 */
export function settle(url: string, brought: BroughtAlong): Promise<Belonging> {
  return inTransaction(url, async (query) => {
    const state = await readDatabaseState(query);
    const verdict = judge(state, brought);
    if (isRefused(verdict)) throw new RefusedDatabase(brought.folder, verdict);
    return settleAs(query, verdict, state, brought);
  });
}

/** Begins an epoch in any case: an operator says that an earlier state was put back. */
export function settleRestored(url: string, brought: BroughtAlong): Promise<Belonging> {
  return inTransaction(url, async (query) => settleAs(query, 'older', await readDatabaseState(query), brought));
}

async function settleAs(
  query: Query,
  verdict: Verdict,
  { live, stored }: DatabaseState,
  { folder, notes, copy, links, cnameZone, masterKeys }: BroughtAlong,
): Promise<Belonging> {
  const { database, timeline } = live;
  // An older state from before there were notes is of the installation that the folder knows.
  const installation = stored?.installation ?? notes[0]?.installation ?? copy?.installation ?? randomUUID();
  if (stored === undefined) await identifyDatabase(query, { installation, database, timeline });
  await useMasterKey(query, masterKeys);
  const next = stored && nextEpochOf(stored.epochs, copy);
  const followed = next && links && (await follow(query, links, next, { cnameZone, secrets: masterKeys }));
  const begins = verdict === 'older' || verdict === 'moved';
  const all = copy === undefined ? notes : [...notes, copy];
  const begun = begins
    ? await beginEpoch(query, {
        known: knownIds(all),
        lostEpochs: all.flatMap((note) => note.epoch ?? []),
        copy: next ? undefined : links,
        cnameZone,
        secrets: masterKeys,
      })
    : undefined;
  const dead = [followed, begun?.recovered].flatMap((given) => given?.dead ?? []);
  const notGivenBack =
    links && copy && dead.length > 0 ? { dead, copy: await keepCopy(links, folder, copy) } : undefined;
  await query('UPDATE installation SET database = $1, timeline = $2', [database, timeline]);
  const epoch = begun?.id ?? (await presentEpoch(query));
  return {
    identity: { installation, epoch, database, timeline },
    verdict,
    begun,
    followed,
    notGivenBack,
    dropAbove: next?.lastOldId,
  };
}

/** The epoch that followed on the one in which a copy was made; undefined when that is the present one. */
function nextEpochOf(epochs: readonly Epoch[], copy: CopyNote | undefined): Epoch | undefined {
  const index = epochs.findIndex(({ id }) => id === copy?.epoch);
  return index === -1 ? undefined : epochs[index + 1];
}

/** Another server began the epoch, and what it did not know may be in this copy. */
async function follow(
  query: Query,
  links: DatabaseSync,
  { mailingsBefore, linksBefore, lastOldId }: Epoch,
  options: Pick<NewEpochOptions, 'cnameZone' | 'secrets'>,
): Promise<Recovered> {
  const range = { mailingsAfter: mailingsBefore, linksAfter: linksBefore, to: lastOldId, ...options };
  const given = await recover(query, links, range);
  await addMissingKeys(query, options.secrets);
  return given;
}

async function identifyDatabase(
  query: Query,
  { installation, database, timeline }: Pick<Note, 'installation' | 'database' | 'timeline'>,
) {
  await query('INSERT INTO installation (id, database, timeline) VALUES ($1::text::uuid, $2, $3)', [
    installation,
    database,
    timeline,
  ]);
  await query(
    'INSERT INTO epoch (number, id, mailings_before, links_before, last_old_id) VALUES (1, $1::text::uuid, 0, 0, 0)',
    [randomUUID()],
  );
}

async function presentEpoch(query: Query): Promise<string> {
  const [row] = await query('SELECT id::text FROM epoch ORDER BY number DESC LIMIT 1', []);
  return String(row?.id);
}

function knownIds(notes: readonly CopyNote[]) {
  const highest = (name: 'lastMailing' | 'lastLink') => Math.max(0, ...notes.map((note) => note[name] ?? 0));
  return { lastMailing: highest('lastMailing'), lastLink: highest('lastLink') };
}

/** One server at a time. */
export async function inTransaction<Result>(url: string, work: (query: Query) => Promise<Result>): Promise<Result> {
  return onConnection(url, async (query) => {
    await query('BEGIN', []);
    await query(`SELECT pg_advisory_xact_lock(hashtextextended('waymark belonging', 0))`, []);
    const result = await work(query);
    await query('COMMIT', []);
    return result;
  });
}
