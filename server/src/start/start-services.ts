import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { createKeyring } from '../accounts/keys.ts';
import { followDomainChanges } from '../alerts/follow.ts';
import { createMailer } from '../alerts/mailer.ts';
import type { Config } from '../config/settings.ts';
import { createCheckRecorder } from '../domains/checks/check-recorder.ts';
import { checkDomain } from '../domains/checks/checker.ts';
import { createDomainChanges } from '../domains/checks/domain-changes.ts';
import { type ProbedHost, probe } from '../domains/checks/https.ts';
import { createNewestKeys } from '../domains/checks/newest-keys.ts';
import { startSchedule } from '../domains/checks/schedule.ts';
import type { ConnectKey } from '../domains/connect/key.ts';
import { createDnsObserver } from '../domains/dns/dns-observer.ts';
import { drainFormerLogs } from '../events/storing/orphaned-journals.ts';
import { type ChangeFeedOptions, followChanges } from '../feed/change-feed.ts';
import { createApp } from '../http/app.ts';
import { originLike } from '../http/origin.ts';
import type { Deadline } from '../net/dns-client.ts';
import { createAddressGuard } from '../net/public-address.ts';
import { createPublicPost } from '../net/public-post.ts';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';
import { type Worker, workerFolder } from '../processes/worker.ts';
import type { Services } from '../services.ts';
import { joinStorage, openStorage } from '../storage/storage.ts';
import { startJobs } from './jobs.ts';
import type { RunningLinks } from './start-links.ts';

/** Everything that needs the database. */
export interface RunningServices {
  readonly database: Database;
  stop(): Promise<void>;
}

export interface ServicesOptions {
  readonly log: Log;
  /** Null when the operator has not set up Domain Connect. */
  readonly connectKey: ConnectKey | null;
  readonly worker: Worker | undefined;
  /** How the link map follows the database, where it is not as usual. */
  readonly feed?: Pick<ChangeFeedOptions, 'tick' | 'listen'>;
}

/** A link map that takes longer to have everything goes on with it while the server works. */
const patience = 10_000;
/** Scheduled checks begin only while resolvers are asked without much waiting, so that members' checks are quick at any time. */
const longestWait = 250;

/** Starts everything that needs the database, which it opens first. Throws a sentence that an operator can act on. */
export async function startServices(
  config: Config,
  { eventLog, metrics, linkMap, address, connect, letIn }: RunningLinks,
  { log, connectKey, feed, worker }: ServicesOptions,
): Promise<RunningServices> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { database, url, close } = await (worker ? joinStorage(config) : openStorage(config, log));
    undo.push(close);
    const following = createIncident(log, {
      begins: 'the copy of the links does not follow the database; links are answered as they were',
      ends: 'the copy of the links follows the database again',
    });
    const onHostsKnown = () => {
      letIn();
      following.worked();
    };
    const changes = followChanges({ url, linkMap, onError: following.failed, onHostsKnown, ...feed });
    undo.push(() => changes.stop());
    const drain = eventLog.drainInto(database);
    undo.push(() => drain.stop());
    if (worker === undefined || worker.number === 1) {
      const present = worker
        ? Array.from({ length: worker.of }, (_, index) => workerFolder(config.dataFolder, index + 1))
        : [config.dataFolder];
      undo.push(drainFormerLogs(config.dataFolder, present, { database, log }));
    }

    const mayConnect = createAddressGuard(config);
    const dns = createDnsObserver({
      servers: config.dnsServers,
      authoritativePort: config.dnsAuthoritativePort,
      questionsPerSecond: Math.ceil(config.questionsPerSecond / (worker?.of ?? 1)),
      mayAsk: mayConnect,
    });
    undo.push(() => dns.close());
    const mailer = createMailer(config);
    undo.push(() => mailer?.close());

    const services: Services = {
      database,
      changes,
      domainChanges: createDomainChanges(),
      mayHaveCertificate: (host) => linkMap.domainOf(host)?.certificate === true,
      isTrackingHost: (host) => linkMap.domainOf(host) !== undefined,
      tlsAskSecret: config.tlsAskSecret,
      metrics,
      metricsSecret: config.metricsSecret,
      eventLog,
      domainConnect: connectKey && { key: connectKey, options: { ...dns, mayConnect } },
      checkRecorder: createCheckRecorder(database),
      newestKeyOf: createNewestKeys(database),
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
    connect(
      createApp(services, () => address),
      database,
    );
    await Promise.race([changes.complete, sleep(patience, undefined, { ref: false })]);

    const jobs = await startJobs(services, url);
    undo.push(() => jobs.stop());
    undo.push(followDomainChanges(services, jobs.enqueue));
    const schedule = startSchedule({
      database,
      now: services.now,
      check: (domain) => checkDomain(services, domain),
      perSecond: Math.ceil(config.checksPerSecond / (worker?.of ?? 1)),
      isBusy: () => dns.wait() > longestWait,
      onError: (error) => log.error({ error }, 'a scheduled check failed and is tried again'),
    });
    undo.push(() => schedule.stop());
    return { database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
