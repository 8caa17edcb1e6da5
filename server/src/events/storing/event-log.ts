import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, poolOf } from '@waymark/prisma';
import type { Journal } from '../../edge/journal/journal.ts';
import { SegmentJournal } from '../../edge/journal/segment-journal.ts';
import { createIncident } from '../../observability/incident.ts';
import type { Log } from '../../observability/log.ts';
import { type Drain, startDrain } from './drain.ts';
import { ReadOnlyJournal } from './read-only-journal.ts';
import type { DatabaseGuard } from './store.ts';
import { startDrainBeside } from './thread/drain-beside.ts';

/** The state of the event log, for monitoring. */
export interface EventLogState {
  /** Events stored since the start of this process. */
  readonly stored: number;
  /** Events that could not be stored, ever. */
  readonly lost: number;
  /** Events that were answered but are not stored yet. */
  readonly late: number;
  /** Bytes in local files that are not in the database yet. */
  readonly waitingBytes: number;
  /**
   * When the oldest event on its way into the database happened, in milliseconds since 1970; undefined when there is
   * none.
   */
  readonly oldestWaiting: number | undefined;
  /** Events stored in the database since the start of this process. */
  readonly drained: number;
  /** Failed attempts to store events in the database since the start of this process. */
  readonly drainErrors: number;
  /** Current problems, one sentence each. */
  readonly troubles: readonly string[];
}

/** A database, and its URL with the password. */
export interface StorageOfEvents {
  readonly database: Database;
  readonly url: string;
}

/** What moves events into the database. */
export interface RunningDrains extends Pick<Drain, 'idle' | 'stop'> {
  /** Breaks the connections to a database that hangs. */
  breakConnections(): void;
}

/** Where events are kept from the answer until they are in the database. */
export interface EventLog {
  /** What the edge appends to. */
  readonly journal: Journal;
  state(): EventLogState;
  /** Events in the broker that are not in the database yet; undefined without a broker, or when it does not respond. */
  waitingInBroker(): Promise<number | undefined>;
  /**
   * Starts moving events into the database, as long as it is the expected one. When stopped, it first moves the contents of
   * its files, if the database is available.
   */
  drainInto(storage: StorageOfEvents, guard?: DatabaseGuard): RunningDrains;
  close(): Promise<void>;
}

export interface EventLogParts {
  readonly log: Log;
  /** Called with the duration of each sync to disk, in seconds. */
  readonly onSync: (seconds: number) => void;
  /** False on a disk that can only be read: events are counted as lost. */
  readonly canWrite?: boolean;
}

/** How long a stopping server may take to move its files into the database: its disk may go with it. */
const finalDrainMs = 5000;

/** How long somebody who watches waits for the broker. */
const brokerTimeoutMs = 1000;

/** Settings of the operator. */
export interface EventLogSettings {
  readonly eventSync: 'answer' | 'interval';
  /** In bytes. */
  readonly eventLogLimit: number;
  readonly natsUrl: readonly URL[] | undefined;
  readonly natsCredentials: string | undefined;
}

/** Loads the client of a broker, which takes time and memory, only where there is one. */
async function brokerAt(addresses: readonly URL[], credentialsFile: string | undefined) {
  const { natsConnection } = await import('./nats-connection.ts');
  const { JetStreamJournal } = await import('../../edge/journal/jetstream/jetstream-journal.ts');
  const connection = natsConnection(addresses, credentialsFile);
  return (spool: Journal, onError: (error: unknown) => void) => new JetStreamJournal({ connection, spool, onError });
}

/**
 * Opens the event log: files in a folder, with JetStream in front of them when there is a broker. Throws one sentence
 * when another server uses the folder, or it is not writable. Does not wait for a broker that is away.
 */
export async function openEventLog(
  folder: string,
  settings: EventLogSettings,
  { log, onSync, canWrite = true }: EventLogParts,
): Promise<EventLog> {
  const joinBroker = settings.natsUrl && (await brokerAt(settings.natsUrl, settings.natsCredentials));
  const incidents = openIncidents(log, () => files.lost);
  const files = await (canWrite
    ? SegmentJournal.open(folder, {
        sync: settings.eventSync,
        limitBytes: settings.eventLogLimit,
        onSync,
        onError: incidents.writing.failed,
        onLost: (lost, files) => log.error({ lost, files }, 'events are missing in the event log; they count as lost'),
        onUnreadable: (file, error) =>
          log.error({ file, error }, 'a file of the event log cannot be read; it is set aside, and the rest goes on'),
      })
    : ReadOnlyJournal.open(folder, incidents.writing.failed));
  files.onStored(incidents.writing.worked);
  const broker = joinBroker?.(files, incidents.publishing.failed);
  broker?.onStored(incidents.publishing.worked);
  const journal = broker ?? files;
  const drains: Drain[] = [];
  /** The journals whose last attempt failed. */
  const [unread, undrained] = [new Set<Journal>(), new Set<Journal>()];
  let drained = 0;
  let drainErrors = 0;

  /** What all drains have in common. */
  function drainOptions(one: Journal, guard: DatabaseGuard | undefined) {
    return {
      guard,
      onUnknown(events: number) {
        log.warn(
          { events },
          'events are lost: the database does not have their mailings, which were deleted, or made after the state that was restored',
        );
      },
      onError(error: unknown) {
        drainErrors++;
        undrained.add(one);
        incidents.draining.failed(error);
      },
      onReadError(error: unknown) {
        unread.add(one);
        incidents.reading.failed(error);
      },
      onDrained(events: number) {
        drained += events;
        undrained.delete(one);
        unread.delete(one);
        if (undrained.size === 0) incidents.draining.worked();
        if (unread.size === 0) incidents.reading.worked();
      },
    };
  }

  return {
    journal,
    state: () => ({
      stored: files.stored + (broker?.stored ?? 0),
      lost: journal.lost,
      late: journal.late,
      waitingBytes: files.waitingBytes,
      oldestWaiting: drains.map(({ oldestWaiting }) => oldestWaiting).reduce(earlier, undefined),
      drained,
      drainErrors,
      troubles: incidents.troubles(journal),
    }),
    waitingInBroker: async () =>
      broker && Promise.race([broker.waiting(), sleep(brokerTimeoutMs, undefined, { ref: false })]),
    drainInto({ database, url }, guard) {
      const ofFiles =
        files instanceof SegmentJournal
          ? startDrainBeside({ ...drainOptions(files, guard), journal: files, url })
          : undefined;
      const ofBroker =
        broker && startDrain({ ...drainOptions(broker, guard), journal: broker, pool: poolOf(database) });
      const running = [ofFiles, ofBroker].filter((drain) => drain !== undefined);
      drains.push(...running);
      return {
        idle: async () => void (await Promise.all(running.map((drain) => drain.idle()))),
        breakConnections: () => ofFiles?.breakConnections(),
        async stop() {
          if (!incidents.draining.isFailing)
            await Promise.race([
              ofFiles?.idle().catch(() => undefined),
              sleep(finalDrainMs, undefined, { ref: false }),
            ]);
          await Promise.all(running.map((drain) => drain.stop()));
          drains.length = 0;
          const { waitingBytes } = files;
          if (waitingBytes > 0) log.warn({ waitingBytes }, 'events wait in the data folder for the next start');
        },
      };
    },
    close: () => journal.close(),
  };
}

/** What can fail on an event's way, each logged once per incident. */
function openIncidents(log: Log, lost: () => number) {
  let lostBefore = 0;
  const writing = createIncident(
    log,
    {
      begins: 'events cannot be written to the disk; links keep working, and lost events are counted',
      ends: 'events are written to the disk again',
    },
    { onBegin: () => (lostBefore = lost()), outcome: () => ({ lost: lost() - lostBefore }) },
  );
  const publishing = createIncident(log, {
    begins: 'the broker at NATS_URL does not accept events; they go to the disk of this server meanwhile',
    ends: 'the broker accepts events again',
  });
  const draining = createIncident(log, {
    begins: 'events wait in the event log because the database does not accept them',
    ends: 'the database accepts events again',
  });
  const reading = createIncident(log, {
    begins: 'events wait in the event log because its files cannot be read',
    ends: 'the files of the event log can be read again',
  });
  return {
    writing,
    publishing,
    draining,
    reading,
    troubles({ late }: Journal): string[] {
      return [
        ...(writing.isFailing
          ? [`events cannot be written to the disk: ${lost() - lostBefore} lost, ${late} late`]
          : []),
        ...(publishing.isFailing ? ['the broker does not take events; they go to the disk'] : []),
        ...(draining.isFailing ? ['events wait for the database'] : []),
        ...(reading.isFailing ? ['events wait because the event log cannot be read'] : []),
      ];
    },
  };
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
