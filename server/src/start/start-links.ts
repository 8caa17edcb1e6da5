import type { IncomingMessage, RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Database } from '@waymark/prisma';
import type { Config } from '../config/settings.ts';
import { createEdge } from '../edge/answer.ts';
import { answerCounts } from '../edge/answer-counts.ts';
import { LinkMap } from '../edge/links/link-map.ts';
import { Replica } from '../edge/links/replica.ts';
import { networkOf } from '../events/clients/networks.ts';
import { type EventLog, openEventLog } from '../events/storing/event-log.ts';
import { knowsAllHosts } from '../feed/catch-up.ts';
import { createLookUp } from '../feed/read-entities.ts';
import { AcceptFirst } from '../http/connections/accept-first.ts';
import { closeListener } from '../http/connections/close-listener.ts';
import { createListener, listen } from '../http/listener.ts';
import { createTrustedProxies, type TrustedProxies } from '../http/trusted-proxies.ts';
import { createWaitingApp } from '../http/waiting.ts';
import { isLogGone } from '../identity/note.ts';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';
import { createMetrics, type Metrics } from '../observability/metrics.ts';
import type { Worker } from '../processes/worker.ts';
import { closedByAll, metricsOfAllWorkers } from '../processes/worker-messages.ts';
import { stopStep } from '../storage/stop-step.ts';
import { createGate } from './gate.ts';

/** How long a click waits for a link map that does not know all hosts yet. */
const gateTimeoutMs = 5000;

/** The part of the server that answers recipients, with or without the database. */
export interface RunningLinks {
  readonly eventLog: EventLog;
  readonly metrics: Metrics;
  readonly linkMap: LinkMap;
  /** Resolves at a moment for work that may wait. */
  readonly noConnectionComes: AcceptFirst['noneComes'];
  /** The address that a request came from, determined through any proxies. */
  readonly saidAddress: TrustedProxies['saidAddress'];
  /** Where members reach this server. */
  readonly address: string;
  /** From now on `app` answers members, and links newer than the link map are looked up in `database`. */
  connect(app: RequestListener, database: Database): void;
  /** Call when the link map knows all hosts: releases requests that were held back. */
  openGate(): void;
  /** Members are given this reason until `connect` is called, also when it was called before. */
  waitFor(reason: string): void;
  /** Accepts no new connections; resolves when requests in progress are answered. */
  closeListener(): Promise<void>;
  /** Closes the files. */
  close(): Promise<void>;
}

/**
 * Opens the event log and the copy of the links, and starts answering. Throws a sentence that an operator can act on.
 */
export async function startLinks(
  config: Config,
  log: Log,
  { worker, canWrite = true }: { worker?: Worker | undefined; canWrite?: boolean } = {},
): Promise<RunningLinks> {
  await using opened = new AsyncDisposableStack();
  const metrics = createMetrics(worker && metricsOfAllWorkers);
  const parts = { log, onSync: metrics.synced, canWrite };
  if (isLogGone(config.dataFolder))
    log.warn(
      { folder: config.dataFolder },
      'the event log of this data folder is gone: events that waited in it are lost, and nobody can say how many',
    );
  const eventLog = await openEventLog(join(config.dataFolder, 'journal'), config, parts);
  opened.defer(stopStep(log, 'the event log', eventLog.close));
  const counts = answerCounts();
  metrics.watch(counts, eventLog);
  const gate = createGate(gateTimeoutMs);
  const replica = new Replica(
    join(config.dataFolder, 'replica', 'links.sqlite'),
    (error) => {
      gate.close();
      log.warn({ error }, 'the copy of the links is damaged and will be recreated');
    },
    canWrite,
  );
  opened.defer(stopStep(log, 'the copy of the links', () => replica.close()));

  const nothing: ReturnType<typeof createLookUp> = async () => [];
  let lookUp = () => nothing;
  const linkMap = new LinkMap({
    replica,
    maxCachedLinks: config.maxCachedLinks,
    lookUp: (kind, id) => lookUp()(kind, id),
  });
  if (knowsAllHosts(linkMap)) gate.open();
  let reason = 'starting';
  const waiting = createWaitingApp({ reason: () => reason, metrics, metricsSecret: config.metricsSecret });
  let app: RequestListener = waiting;
  const proxies = createTrustedProxies(config.trustedProxies);
  const { clientAddress, saidAddress } = proxies;
  const linksAreHttps = config.publicUrl?.protocol === 'https:' && !config.tryOut;
  const overHttps = (request: IncomingMessage) => linksAreHttps && proxies.overHttps(request);
  const answering = createIncident(log, {
    begins: 'links or pixels are not answered because of an internal error',
    ends: 'links and pixels are answered again',
  });
  const { journal } = eventLog;
  journal.onStored(answering.worked);
  const onError = answering.failed;
  const onRefused = (host: string, why: string) =>
    log.debug({ host: host.slice(0, 255), why }, 'a request was refused');
  const edge = createEdge({ linkMap, journal, counts, networkOf, clientAddress, overHttps, onRefused, onError });
  const accepting = new AcceptFirst();
  const listener = createListener({
    app: (request, response) => app(request, response),
    edge: (request, response, target) => gate.pass(() => edge(request, response, target)),
    ownHost: config.publicUrl?.hostname,
    overHttps,
    isTrackingHost: (host) => linkMap.domainOf(host) !== undefined,
    accepting,
  });
  const port = await listen(listener, config.port, config.listen);
  const files = opened.move();
  return {
    eventLog,
    metrics,
    linkMap,
    noConnectionComes: accepting.noneComes,
    saidAddress,
    address: config.publicUrl?.origin ?? `http://localhost:${port}`,
    connect(connected, database) {
      app = connected;
      const asked = createLookUp(database);
      lookUp = () => asked;
    },
    openGate: gate.open,
    waitFor(waitingFor) {
      reason = waitingFor;
      app = waiting;
      lookUp = () => nothing;
    },
    closeListener: () => closeListener(listener, worker && closedByAll),
    close: () => files.disposeAsync(),
  };
}
