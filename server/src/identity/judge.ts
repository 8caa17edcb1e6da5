import type { LiveIdentity } from '../feed/change-log.ts';
import type { DatabaseState } from './database-state.ts';
import type { CopyNote, Note } from './note.ts';

/**
 * What a database is to a data folder:
 *
 * - `new`: nobody has used it, and the folder is empty
 * - `same`: the one that the folder knows, as it was or further on
 * - `moved`: the one that the folder knows, or none is known, on another PostgreSQL or timeline than its servers used
 *   last: a dump that was restored, a failover, a recovery to a point in time
 * - `older`: an earlier state of it
 * - `empty`, `unidentified`, `another`: not the one that the folder knows; `unidentified` was last used by a version that left no
 *   note
 */
export type Verdict = 'new' | 'same' | 'moved' | 'older' | 'empty' | 'unidentified' | 'another';

/** What a data folder knows. */
export interface KnownToFolder {
  readonly notes: readonly Note[];
  /** That of the copy of the links; undefined without one. */
  readonly copy: CopyNote | undefined;
}

export function judge({ live, stored, hasAccounts }: DatabaseState, { notes, copy }: KnownToFolder): Verdict {
  const all: readonly CopyNote[] = copy === undefined ? notes : [...notes, copy];
  if (stored === undefined) {
    if (all.every((note) => note.installation === undefined && isSamePlace(note, live)))
      return hasAccounts ? 'same' : 'new';
    return hasAccounts ? 'unidentified' : 'empty';
  }
  if (all.some(({ installation }) => installation !== undefined && installation !== stored.installation))
    return 'another';
  // A copy of a version that left no note is of this database if it is where the database is.
  if (all.some((note) => note.installation === undefined && !isSamePlace(note, live))) return 'another';
  if (all.some((note) => knowsMore(note, stored, live))) return 'older';
  return isSamePlace(stored, live) && stored.timeline === live.timeline ? 'same' : 'moved';
}

/** Whether a note was made by a state of the database that this one never was in. */
function knowsMore(note: CopyNote, stored: NonNullable<DatabaseState['stored']>, live: DatabaseState['live']): boolean {
  if (note.epoch === undefined) return false;
  const index = stored.epochs.findIndex(({ id }) => id === note.epoch);
  if (index === -1) return true;
  // Of a former epoch it may know what was lost; that was dealt with when the next one began.
  if (index < stored.epochs.length - 1) return false;
  const isOnSameLog = isSamePlace(note, live) && note.timeline === live.timeline;
  if (isOnSameLog && BigInt(note.wal ?? 0) > BigInt(live.wal)) return true;
  return (note.lastMailing ?? 0) > stored.lastMailing || (note.lastLink ?? 0) > stored.lastLink;
}

function isSamePlace(one: Pick<LiveIdentity, 'database'>, other: Pick<LiveIdentity, 'database'>): boolean {
  return one.database === other.database;
}
