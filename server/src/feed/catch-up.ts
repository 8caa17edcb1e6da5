import type { EntityKind } from '../edge/links/entities.ts';
import type { LinkMap } from '../edge/links/link-map.ts';
import {
  type DatabaseIdentity,
  identityOf,
  type Position,
  positionOf,
  presentSnapshot,
  ReplacedDatabase,
  readChangeLog,
} from './change-log.ts';
import { type Decrypt, kinds, pageOf, type Query, stateOf } from './read-entities.ts';

/** A link map's position in the feed, as its replica keeps it. Without position when an earlier version wrote it. */
export interface Progress extends DatabaseIdentity, Partial<Position> {
  readonly snapshot: string;
  /**
   * The kind that is being read in pages, and the last id that was read; null when everything has been read. `only`: the
   * kinds after it are not read.
   */
  readonly reading: { readonly kind: EntityKind; readonly after: string | null; readonly only?: true } | null;
  /** Whether everything had been read before, and is being read again. */
  readonly again: boolean;
}

/** Brings a link map up to date, step by step. */
export interface CatchUp {
  /**
   * Call for each new connection: makes a link map that is a copy of another state of the database read everything
   * again. Throws ReplacedDatabase.
   */
  begin(query: Query): Promise<void>;
  /**
   * Afterwards the map has everything that was committed before the call, except pages that are still to be read.
   * Returns true while there are any.
   */
  step(query: Query): Promise<boolean>;
}

const pageSize = 500;
/** How many changed entities one query reads; a mailing brings its links, up to 2000. */
const maxPerQuery: Readonly<Record<EntityKind, number>> = {
  domain: 500,
  project: 500,
  opt_out: 500,
  mailing: 50,
  link: 500,
  own_connection: 500,
};
/** How often the position is recorded while nothing changes. */
const recordIntervalMs = 60_000;

/** What a link map's copy says about the database that it is a copy of. */
export function progressOf({ progress }: Pick<LinkMap, 'progress'>): Progress | undefined {
  return progress === undefined ? undefined : (JSON.parse(progress) as Progress);
}

/** Whether a link map was complete at some point, so that it can answer without the database. */
export function isComplete(linkMap: LinkMap): boolean {
  const read = progressOf(linkMap);
  return read !== undefined && (read.again || read.reading === null);
}

/** Whether a link map can tell unknown hosts from hosts that it has not read yet, and knows who opted out. */
export function knowsAllHosts(linkMap: LinkMap): boolean {
  const progress = progressOf(linkMap);
  if (progress === undefined) return false;
  const { reading } = progress;
  return isComplete(linkMap) || (reading !== null && kinds.indexOf(reading.kind) > kinds.indexOf('opt_out'));
}

export interface CatchUpOptions {
  /** What the database was at the start of this server: anything else is refused. */
  readonly expected?: DatabaseIdentity | undefined;
  /** Called with how far the database has come, from time to time. */
  readonly onPosition?: ((position: Position) => void) | undefined;
  /** What reads the secrets of a database that has a master key. */
  readonly decrypt?: Decrypt | undefined;
}

/**
 * Follows the change log. A map that is new, or older than the log, reads everything in pages, and changes in between.
 */
export function createCatchUp(linkMap: LinkMap, { expected, onPosition, decrypt }: CatchUpOptions = {}): CatchUp {
  let identity: DatabaseIdentity = { database: '', timeline: '' };
  let position: Position | undefined;
  let snapshot: string | undefined;
  let recordedAt = Number.NEGATIVE_INFINITY;

  const record = (progress: Omit<Progress, keyof DatabaseIdentity>, changes: Parameters<LinkMap['apply']>[0] = []) => {
    linkMap.apply(changes, JSON.stringify({ ...identity, ...position, ...progress }));
    recordedAt = performance.now();
  };

  async function observePosition(query: Query): Promise<void> {
    position = await positionOf(query);
    onPosition?.(position);
  }

  async function startOver(query: Query): Promise<void> {
    const again = isComplete(linkMap);
    snapshot = await presentSnapshot(query);
    await observePosition(query);
    record({ snapshot, reading: { kind: kinds[0]!, after: null }, again });
  }

  async function readChanges(query: Query, { reading, again }: Progress): Promise<void> {
    const log = await readChangeLog(query, snapshot!);
    if (log === undefined) return startOver(query);
    if (expected !== undefined && log.epoch !== expected.epoch) throw new ReplacedDatabase();
    const failures: unknown[] = [];
    for (const kind of kinds) {
      const ids = log.changed.get(kind) ?? [];
      for (let first = 0; first < ids.length; first += maxPerQuery[kind]) {
        const states = await stateOf(query, kind, ids.slice(first, first + maxPerQuery[kind]), decrypt);
        try {
          linkMap.apply(states);
        } catch (error) {
          // A full disk must not prevent small changes, or those cached in memory, from being applied.
          failures.push(error);
        }
      }
    }
    if (failures.length > 0) throw failures[0];
    snapshot = log.snapshot;
    if (log.changed.size === 0 && performance.now() - recordedAt <= recordIntervalMs) return;
    await observePosition(query);
    record({ snapshot, reading, again });
  }

  async function readPage(
    query: Query,
    { kind, after, only }: NonNullable<Progress['reading']>,
    again: boolean,
  ): Promise<void> {
    const { changes, next } = await pageOf(query, kind, after, pageSize, decrypt);
    const afterKind = only ? undefined : kinds[kinds.indexOf(kind) + 1];
    const following = next === null ? afterKind : kind;
    const reading = following ? { kind: following, after: next, ...(only && { only }) } : null;
    record({ snapshot: snapshot!, reading, again: again && reading !== null }, changes);
  }

  return {
    async begin(query) {
      identity = await identityOf(query);
      if (expected !== undefined && !isSame(expected, identity)) throw new ReplacedDatabase();
      if (expected && position && isBehind(await positionOf(query), position)) throw new ReplacedDatabase();
      const progress = progressOf(linkMap);
      if (progress === undefined) return;
      // A copy from before there were epochs is of this one: otherwise the server would not have started.
      if (!isSame({ ...progress, epoch: progress.epoch ?? identity.epoch }, identity)) await startOver(query);
      else snapshot ??= progress.snapshot;
    },
    async step(query) {
      // A damaged replica was discarded, and the progress with it.
      if (linkMap.progress === undefined) await startOver(query);
      else await readChanges(query, JSON.parse(linkMap.progress) as Progress);
      const { reading, again } = JSON.parse(linkMap.progress!) as Progress;
      if (reading !== null) await readPage(query, reading, again);
      return reading !== null;
    },
  };
}

function isBehind(one: Position, other: Position): boolean {
  return BigInt(one.wal) < BigInt(other.wal) || one.lastLink < other.lastLink || one.lastMailing < other.lastMailing;
}

function isSame(one: DatabaseIdentity, other: DatabaseIdentity): boolean {
  return one.database === other.database && one.timeline === other.timeline && one.epoch === other.epoch;
}
