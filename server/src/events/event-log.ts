import type { Database } from '@waymark/prisma';
import type { Config } from '../config.ts';
import type { Journal } from '../edge/journal.ts';
import { SegmentJournal } from '../edge/segment-journal.ts';
import type { Log } from '../log.ts';
import { type Drain, startDrain } from './drain.ts';
import { createIncident } from './incident.ts';

/** How the event log is doing, for those who watch it. */
export interface EventLogState {
  /** Events stored since the start of this process. */
  readonly stored: number;
  /** Events that could not be stored, ever. */
  readonly lost: number;
  /** Events that were answered and are not stored yet. */
  readonly late: number;
  /** Bytes in local files that the database has not taken yet. */
  readonly waitingBytes: number;
  /** When the oldest event that is on its way into the database happened, in milliseconds since 1970; undefined when none is. */
  readonly oldestWaiting: number | undefined;
  /** Events that the database has taken since the start of this process. */
  readonly drained: number;
  /** Failed attempts to store events in the database since the start of this process. */
  readonly drainErrors: number;
  /** A sentence about what goes wrong now; undefined when nothing does. */
  readonly trouble: string | undefined;
}

/** Where events are kept from the answer until the database has them. */
export interface EventLog {
  /** What the edge appends to. */
  readonly journal: Journal;
  state(): EventLogState;
  /** Begins to move events into the database. */
  drainInto(database: Database): Pick<Drain, 'idle' | 'stop'>;
  close(): Promise<void>;
}

export interface EventLogParts {
  readonly log: Log;
  /** Told how long each sync to disk took, in seconds. */
  readonly onSync: (seconds: number) => void;
}

/** Opens the event log in a folder. Throws one sentence when another server has it, or it cannot be written. */
export async function openEventLog(
  folder: string,
  { eventSync, eventLogLimit }: Pick<Config, 'eventSync' | 'eventLogLimit'>,
  { log, onSync }: EventLogParts,
): Promise<EventLog> {
  let lostBefore = 0;
  const writing = createIncident(
    log,
    {
      begins: 'events cannot be written to the disk; links go on, and what is lost is counted',
      ends: 'events are written to the disk again',
    },
    () => ({ lost: journal.lost - lostBefore }),
  );
  const draining = createIncident(log, {
    begins: 'events wait in the event log, since the database does not take them',
    ends: 'the database takes events again',
  });
  const journal = await SegmentJournal.open(folder, {
    sync: eventSync,
    limitBytes: eventLogLimit,
    onSync,
    onError(error) {
      if (!writing.isOpen) lostBefore = journal.lost;
      writing.failed(error);
    },
  });
  journal.onStored(writing.worked);
  let drain: Drain | undefined;
  let drained = 0;
  let drainErrors = 0;

  function trouble(): string | undefined {
    const { lost, late } = journal;
    if (writing.isOpen) return `events cannot be written to the disk: ${lost - lostBefore} lost, ${late} late`;
    return draining.isOpen ? 'events wait for the database' : undefined;
  }

  return {
    journal,
    state: () => ({
      stored: journal.stored,
      lost: journal.lost,
      late: journal.late,
      waitingBytes: journal.waitingBytes,
      oldestWaiting: drain?.oldestWaiting,
      drained,
      drainErrors,
      trouble: trouble(),
    }),
    drainInto(database) {
      drain = startDrain({
        journal,
        database,
        onError(error) {
          drainErrors++;
          draining.failed(error);
        },
        onDrained(events) {
          drained += events;
          draining.worked();
        },
      });
      return drain;
    },
    close: () => journal.close(),
  };
}
