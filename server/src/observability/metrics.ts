import { fetchFailures } from '@waymark/core';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counts of answers since this process started. */
interface WatchedAnswers {
  readonly redirects: number;
  readonly opens: number;
  readonly refusals: number;
}

/** Where events are kept until the database has them. */
interface WatchedEventLog {
  state(): {
    readonly stored: number;
    readonly lost: number;
    readonly late: number;
    readonly drained: number;
    readonly drainErrors: number;
    readonly waitingBytes: number;
    /** In milliseconds since 1970; undefined when no event is on its way into the database. */
    readonly oldestWaiting: number | undefined;
  };
  /** Undefined without a broker, or when it does not respond. */
  waitingInBroker(): Promise<number | undefined>;
}

/** The metrics of this server, in Prometheus' text format. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** Records how long a sync of the event log took, in seconds. */
  readonly synced: (seconds: number) => void;
  /** Records what became of asking a host for one of its association files, and how long that took, in seconds. */
  readonly fetchedAssociationFile: (outcome: string, seconds: number) => void;
  /** Counts an attempt to deliver to a webhook, by what became of it. */
  readonly attemptedWebhook: (outcome: 'delivered' | 'failed') => void;
  /** Counts opens and clicks that a webhook is never told of. */
  readonly droppedWebhookEvents: (events: number) => void;
  /** Counts an entry of the audit log that could not be stored. */
  readonly lostAuditEntry: () => void;
  /** Registers counters that are kept elsewhere: they are read on each scrape, so they cost nothing in between. */
  watch(answers: WatchedAnswers, eventLog: WatchedEventLog): void;
  /** The same for troubles of the installation itself, by their kind. */
  watchTroubles(counts: () => Readonly<Record<string, number>>): void;
}

/** From an SSD with a battery-backed cache to a hanging disk, in seconds. */
const buckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Until a file's time is up, which one that includes others has several times, in seconds. */
const fetchBuckets = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

/**
 * In one of several processes, `textOfAll` returns the metrics of all of them; it collects this process's metrics too.
 */
export function createMetrics(textOfAll?: () => Promise<string>): Metrics {
  const registry = new Registry();
  if (textOfAll) {
    AggregatorRegistry.setRegistries(registry);
    // Answers the primary's request from now on.
    new AggregatorRegistry();
  }
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const syncSeconds = new Histogram({
    name: 'waymark_event_log_sync_seconds',
    help: 'How long it took to bring events to the disk.',
    buckets,
    registers,
  });

  const associationFiles = new Counter({
    name: 'waymark_association_files_total',
    help: 'Association files that hosts were asked for, by what became of it.',
    labelNames: ['outcome'],
    registers,
  });
  // A counter that appears with its first value shows no increase.
  for (const outcome of ['read', 'missing', ...fetchFailures]) associationFiles.inc({ outcome }, 0);
  const associationFileSeconds = new Histogram({
    name: 'waymark_association_file_seconds',
    help: 'How long it took until it was known what became of an association file.',
    buckets: fetchBuckets,
    registers,
  });

  const webhookAttempts = new Counter({
    name: 'waymark_webhook_attempts_total',
    help: 'Attempts to deliver to webhooks, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['delivered', 'failed']) webhookAttempts.inc({ outcome }, 0);
  const webhookEventsDropped = new Counter({
    name: 'waymark_webhook_events_dropped_total',
    help: 'Opens and clicks that a webhook is never told of, because too much waited for it.',
    registers,
  });
  const lostAuditEntries = new Counter({
    name: 'waymark_audit_entries_lost_total',
    help: 'Changes that were made and whose entry in the audit log could not be stored.',
    registers,
  });

  let troubles: () => Readonly<Record<string, number>> = () => ({});
  new Gauge({
    name: 'waymark_troubles',
    help: 'Troubles of the installation itself: its wildcard record, its resolvers, domains without HTTPS.',
    labelNames: ['kind'],
    aggregator: 'max',
    registers,
    collect() {
      for (const [kind, count] of Object.entries(troubles())) this.set({ kind }, count);
    },
  });

  /** A counter whose value is kept elsewhere. */
  function counter(name: string, help: string, value: () => number): void {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  }

  function gauge(
    name: string,
    help: string,
    value: () => number | Promise<number>,
    aggregator: 'sum' | 'max' = 'sum',
  ): void {
    new Gauge({
      name,
      help,
      aggregator,
      registers,
      async collect() {
        this.set(await value());
      },
    });
  }

  return {
    contentType: registry.contentType,
    text: textOfAll ?? (() => registry.metrics()),
    synced: (seconds) => syncSeconds.observe(seconds),
    fetchedAssociationFile(outcome, seconds) {
      associationFiles.inc({ outcome });
      associationFileSeconds.observe(seconds);
    },
    attemptedWebhook: (outcome) => webhookAttempts.inc({ outcome }),
    droppedWebhookEvents: (events) => webhookEventsDropped.inc(events),
    lostAuditEntry: () => lostAuditEntries.inc(),
    watchTroubles(counts) {
      troubles = counts;
    },
    watch(answers, { state, waitingInBroker }) {
      counter('waymark_redirects_total', 'Wrapped links that were answered.', () => answers.redirects);
      counter('waymark_opens_total', 'Pixels that were answered.', () => answers.opens);
      counter('waymark_refusals_total', 'Requests to tracking hosts answered 404, 405 or 414.', () => answers.refusals);
      counter('waymark_events_stored_total', 'Events that were stored in the event log.', () => state().stored);
      counter(
        'waymark_events_lost_total',
        'Events that could not be stored, since there is this event log.',
        () => state().lost,
      );
      gauge(
        'waymark_events_late',
        'Events that were answered and are not stored yet, since the disk hangs.',
        () => state().late,
      );
      counter('waymark_events_drained_total', 'Events that the database has taken.', () => state().drained);
      counter(
        'waymark_drain_errors_total',
        'Failed attempts to store events in the database.',
        () => state().drainErrors,
      );
      gauge(
        'waymark_event_log_waiting_bytes',
        'Bytes in local files that the database has not taken yet.',
        () => state().waitingBytes,
      );
      gauge(
        'waymark_event_log_oldest_seconds',
        'Age of the oldest event on its way into the database; 0 when none is.',
        () => {
          const { oldestWaiting } = state();
          return oldestWaiting === undefined ? 0 : Math.max(0, (Date.now() - oldestWaiting) / 1000);
        },
        'max',
      );
      gauge(
        'waymark_broker_waiting_events',
        'Events in JetStream that the database has not taken yet; NaN while it does not answer, and without one.',
        async () => (await waitingInBroker()) ?? Number.NaN,
        'max',
      );
    },
  };
}
