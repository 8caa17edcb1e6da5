import { join } from 'node:path';
import { createKeyring } from './accounts/keys.ts';
import { freshSetupToken } from './accounts/setup.ts';
import { followDomainChanges } from './alerts/follow.ts';
import { createMailer } from './alerts/mailer.ts';
import { createChangeFeed } from './changes.ts';
import { type Config, readConfig } from './config.ts';
import { openCertificates } from './domains/certificates.ts';
import { createCheckRecorder } from './domains/check-recorder.ts';
import { checkDomain } from './domains/checker.ts';
import { createDnsObserver } from './domains/dns.ts';
import { createDomainChanges } from './domains/domain-changes.ts';
import { readConnectKey } from './domains/domain-connect-key.ts';
import { type ProbedHost, probe } from './domains/https.ts';
import { startSchedule } from './domains/schedule.ts';
import { createEdge } from './edge/answer.ts';
import { answerCounts } from './edge/answer-counts.ts';
import { LinkMap } from './edge/link-map.ts';
import { openEventLog } from './events/event-log.ts';
import { greet } from './greeting.ts';
import { createApp } from './http/app.ts';
import { closeListener, createListener, listen } from './http/listener.ts';
import { originLike } from './http/origin.ts';
import { startJobs } from './jobs.ts';
import { createLookUp, knownChanges } from './known-changes.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Deadline } from './net/dns-client.ts';
import { createAddressGuard } from './net/public-address.ts';
import { createPublicPost } from './net/public-post.ts';
import { noteRunningServer } from './running-server.ts';
import { openStorage, prepareDataFolder } from './storage.ts';

/** A started server. */
export interface RunningServer {
  /** What an operator reads on the terminal: where it listens and how to sign in the first time. */
  readonly greeting: string;
  /** Ends it in reverse: no new requests, answers under way, events into the database, the database itself. */
  stop(): Promise<void>;
}

/** Starts everything in order. Throws one sentence that an operator can act on. */
export async function start(config: Config = readConfig()): Promise<RunningServer> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const connectKey = config.domainConnectKey === undefined ? null : readConnectKey(config.domainConnectKey);
    prepareDataFolder(config.dataFolder);
    const log = createLog(config.logLevel);
    const metrics = createMetrics();
    const eventLog = await openEventLog(join(config.dataFolder, 'journal'), config, { log, onSync: metrics.synced });
    undo.push(() => eventLog.close());
    const { database, url, close } = await openStorage(config);
    undo.push(close);

    const changes = createChangeFeed();
    const linkMap = new LinkMap({ lookUp: createLookUp(database) });
    undo.push(changes.follow((change) => linkMap.apply(change)));
    for await (const change of knownChanges(database)) linkMap.apply(change);
    const drain = eventLog.drainInto(database);
    undo.push(() => drain.stop());

    const mayConnect = createAddressGuard(config);
    const dns = createDnsObserver({
      servers: config.dnsServers,
      authoritativePort: config.dnsAuthoritativePort,
      mayAsk: mayConnect,
    });
    undo.push(() => dns.close());

    const domainChanges = createDomainChanges();
    const { certificates, close: closeCertificates } = await openCertificates({ database, changes, domainChanges });
    undo.push(closeCertificates);

    const mailer = createMailer(config);
    undo.push(() => mailer?.close());

    let address = '';
    const services = {
      database,
      changes,
      domainChanges,
      certificates,
      tlsAskSecret: config.tlsAskSecret,
      metrics,
      metricsSecret: config.metricsSecret,
      eventLog,
      domainConnect: connectKey && { key: connectKey, options: { ...dns, mayConnect } },
      checkRecorder: createCheckRecorder(database),
      log,
      keyring: createKeyring(database),
      dns,
      probe: (host: ProbedHost, deadline: Deadline) =>
        probe(host, { addressesOf: dns.addressesOf, mayConnect }, deadline),
      mailer,
      post: createPublicPost({ addressesOf: dns.addressesOf, mayConnect }),
      ca: config.ca,
      cnameZone: config.cnameZone,
      ownHost: config.publicUrl?.hostname ?? 'localhost',
      tryOut: config.tryOut,
      originOf: (host: string) => originLike(address, host),
      now: () => new Date(),
    };
    const app = createApp(services, () => address);
    const counts = answerCounts();
    metrics.watch(counts, eventLog);
    const edge = createEdge({ linkMap, journal: eventLog.journal, counts });
    const listener = createListener({ app, edge, ownHost: config.publicUrl?.hostname });
    const port = await listen(listener, config.port, config.listen);
    undo.push(() => closeListener(listener));
    address = config.publicUrl?.origin ?? `http://localhost:${port}`;
    undo.push(noteRunningServer(config.dataFolder, address));

    const jobs = await startJobs(services, url);
    undo.push(() => jobs.stop());
    undo.push(followDomainChanges(services, jobs.enqueue));
    const schedule = startSchedule({
      database,
      now: services.now,
      check: (domain) => checkDomain(services, domain),
      perSecond: config.checksPerSecond,
      onError: (error) => log.error({ error }, 'a scheduled check failed and is tried again'),
    });
    undo.push(() => schedule.stop());

    return { greeting: greet({ address, config, setupToken: await freshSetupToken(database) }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
