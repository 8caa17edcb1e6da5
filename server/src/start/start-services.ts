import { setTimeout as sleep } from 'node:timers/promises';
import { breakConnections, type Database, poolOf } from '@waymark/prisma';
import { createKeyring } from '../accounts/keyring.ts';
import { followSuspensions } from '../accounts/suspended.ts';
import { queueAlerts } from '../alerts/deliveries.ts';
import { followDomainChecks } from '../alerts/follow.ts';
import { createMailer } from '../alerts/mailer.ts';
import { createAuditTrail } from '../audit/trail.ts';
import type { Config } from '../config/settings.ts';
import { appleCdn } from '../deep-links/apps/check-files.ts';
import type { FetchOptions } from '../deep-links/fetching/fetch-document.ts';
import { fetchFile, fetchPublished } from '../deep-links/fetching/fetch-files.ts';
import { HostVisits } from '../deep-links/host-visits.ts';
import { inspectLinks } from '../deep-links/inspect.ts';
import { JudgedLinks } from '../deep-links/judging/judged-links.ts';
import { KnownFiles } from '../deep-links/judging/known-files.ts';
import { linksOfMailing } from '../deep-links/judging/links-of-mailing.ts';
import { type OwnTroubles, startOwnTroubles } from '../domains/checks/own-troubles.ts';
import type { ConnectKey } from '../domains/connect/key.ts';
import { createDnsObserver } from '../domains/dns/dns-observer.ts';
import { clicksOnDomain } from '../events/reports/reports.ts';
import type { RunningDrains } from '../events/storing/event-log.ts';
import { drainOrphanedJournals } from '../events/storing/orphaned-journals.ts';
import { type ChangeFeedOptions, followChanges } from '../feed/change-feed.ts';
import { ReplacedDatabase } from '../feed/change-log.ts';
import { createApp } from '../http/app.ts';
import { originLike } from '../http/origin.ts';
import { deleteMailings, explainChoices, lossesOf } from '../mailings/deletion.ts';
import { countOnDomain, linksOnDomain } from '../mailings/domain-links.ts';
import { createLongCalls } from '../mailings/sending/long-calls.ts';
import { createRegistry, type RegistryNeeds } from '../mailings/sending/registry.ts';
import { MailThreads } from '../mailings/threads/mail-threads.ts';
import { createAddressGuard, isPublicAddress } from '../net/public-address.ts';
import { createPublicPost } from '../net/public-post.ts';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';
import { triedBefore } from '../phone-trials/results.ts';
import type { Worker } from '../processes/worker.ts';
import { createSeenConnections } from '../projects/connections/seen.ts';
import { createIsOfProject } from '../projects/of-project.ts';
import { storedIds } from '../recipients/ids.ts';
import { createAppRouter } from '../router.ts';
import { AccountTurns } from '../rpc/account-turns.ts';
import { workerFolder } from '../storage/data-folders.ts';
import { startHeartbeat } from '../storage/heartbeat.ts';
import { orAborted } from '../storage/or-aborted.ts';
import { databaseStopMs, stopStep } from '../storage/stop-step.ts';
import { createDomainChecks, startChecking } from './domain-checks.ts';
import { followMasterKey } from './follow-master-key.ts';
import { type Jobs, startJobs } from './jobs.ts';
import { openBelonging } from './open-belonging.ts';
import { createSignIn } from './sign-in.ts';
import type { RunningLinks } from './start-links.ts';
import { createWebhooks } from './webhooks.ts';

/** Everything that needs the database. */
export interface RunningServices {
  readonly database: Database;
  stop(): Promise<void>;
}

export interface ServicesOptions {
  readonly log: Log;
  /** Null when the operator has not configured Domain Connect. */
  readonly connectKey: ConnectKey | null;
  readonly worker: Worker | undefined;
  /** Of this process. */
  readonly folder: string;
  /** Called when the database turns out to be no longer the one that was opened. */
  readonly onReplaced: () => void;
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
  /** How the link map follows the database, where it differs from the default. */
  readonly feed?: Pick<ChangeFeedOptions, 'pollIntervalMs' | 'listen'>;
  /** How association files are fetched, where tests need it to differ: from sites on this machine. */
  readonly fetching?: Pick<FetchOptions, 'ca' | 'port' | 'mayConnect'> & { readonly appleCdn?: string };
}

/** How long a start waits for a complete link map; after that, it is completed while the server runs. */
const catchUpTimeoutMs = 10_000;
/**
 * Scheduled checks start only while resolvers have almost no queue, so that checks requested by members are always
 * quick.
 */
const maxResolverWaitMs = 250;

/** Opens the database and starts everything that needs it. Throws a sentence that an operator can act on. */
export async function startServices(
  config: Config,
  { eventLog, metrics, linkMap, saidAddress, noConnectionComes, address, connect, openGate }: RunningLinks,
  { log, connectKey, feed, fetching, worker, folder, onReplaced, signal }: ServicesOptions,
): Promise<RunningServices> {
  await using started = new AsyncDisposableStack();
  const opened = await openBelonging(config, linkMap, { log, worker, folder, signal });
  const { storage, identity, notes, isSame, masterKeys } = opened;
  const { database, url } = storage;
  const defer = (what: string, stop: () => unknown, timeoutMs?: number) =>
    started.defer(stopStep(log, what, stop, timeoutMs));
  defer('the database', storage.close, databaseStopMs);
  defer('the master key', followMasterKey({ url, masterKeys, log }));
  let drain: RunningDrains | undefined;
  const heartbeat = startHeartbeat(url, () => {
    breakConnections(database);
    drain?.breakConnections();
  });
  defer('asking whether the database answers', heartbeat.stop);
  defer('the notes of which database it is', notes.stop);
  const following = createIncident(log, {
    begins: 'the copy of the links cannot be updated from the database; links are answered from its last state',
    ends: 'the copy of the links is updated from the database again',
  });
  const onHostsKnown = () => {
    openGate();
    following.worked();
  };
  const changes = followChanges({
    url,
    linkMap,
    onError: following.failed,
    onHostsKnown,
    expected: identity,
    onPosition: notes.update,
    onReplaced,
    decrypt: (purpose, stored) => masterKeys.decrypt(purpose, stored),
    ...feed,
  });
  defer('following the database', changes.stop);
  const assertSame = async () => {
    if (await isSame()) return;
    onReplaced();
    throw new ReplacedDatabase();
  };
  drain = eventLog.drainInto(storage, { epoch: identity.epoch, assertSame });
  defer('storing events', drain.stop);
  if (worker === undefined || worker.number === 1) {
    const present = worker
      ? Array.from({ length: worker.of }, (_, index) => workerFolder(config.dataFolder, index + 1))
      : [config.dataFolder];
    const stopDraining = drainOrphanedJournals(config.dataFolder, present, { pool: poolOf(database), log, identity });
    defer('storing events of former processes', stopDraining);
  }

  const mayConnect = createAddressGuard(config);
  const dns = createDnsObserver({
    servers: config.dnsServers,
    authoritativePort: config.dnsAuthoritativePort,
    questionsPerSecond: Math.ceil(config.questionsPerSecond / (worker?.of ?? 1)),
    mayAsk: mayConnect,
  });
  defer('asking the DNS', () => dns.close());
  const mailer = await createMailer(config);
  defer('sending mail', () => mailer?.close());

  const threads = new MailThreads();
  started.defer(() => threads.close());

  const now = () => new Date();
  const canMail = mailer !== null;
  const shared = {
    database,
    now,
    caughtUp: changes.caughtUp,
    originOf: (host: string) => originLike(address, host),
    tryOut: config.tryOut,
  };
  // Names under .localhost, which try-out mode is for, are in no DNS.
  let own: OwnTroubles | undefined;
  const resolversFail = () => own?.resolversFail() ?? false;
  const checks = createDomainChecks(config, { ...shared, dns, mayConnect, resolversFail });
  if (!config.tryOut) own = startOwnTroubles({ dns, cnameZone: config.cnameZone, followChecks: checks.follow, log });
  defer('looking for own troubles', () => own?.stop());
  metrics.watchTroubles(() => own?.counts() ?? {});
  const visiting = createIncident(log, {
    begins: 'association files of links cannot be stored',
    ends: 'association files of links are stored again',
  });
  // Links of customers lead there: what the operator allows for checks of domains is not for them.
  const fetchOptions = { addressesOf: dns.addressesOf, mayConnect: isPublicAddress, ...fetching };
  const visits = new HostVisits({
    database,
    now,
    fetch: (system, host, known, signal) => fetchFile(system, host, known, fetchOptions, signal),
    onFetched: metrics.fetchedAssociationFile,
    incident: visiting,
  });
  defer('asking hosts for association files', () => visits.close());
  const files = new KnownFiles(database);
  const judging = { ...shared, visits, files, outcomes: new JudgedLinks(files) };
  const unjudged = createIncident(log, {
    begins: 'what becomes of deep links cannot be found out; mailings are wrapped as if nothing were known of them',
    ends: 'what becomes of deep links is found out again',
  });
  const registryNeeds = {
    ...shared,
    isTrackingHost: (host: string) => linkMap.domainOf(host) !== undefined,
    linksOfMailing: (...asked) => linksOfMailing({ ...judging, unjudged }, ...asked),
  } satisfies RegistryNeeds;
  const auditTrail = createAuditTrail({ database, now, log, onLost: metrics.lostAuditEntry });
  const seen = createSeenConnections(database);
  const registryOf = (id: string) => createRegistry(registryNeeds, id);
  const mailings = { ...registryNeeds, ...seen, threads, registryOf };
  const signingIn = await createSignIn({ database, address, saidAddress, mailer, log, provider: config.oidc });
  const webhooks = createWebhooks(config, { database, now, dns, metrics });
  const jobsStarted = Promise.withResolvers<Jobs>();
  const api = createAppRouter({
    accounts: shared,
    keys: shared,
    alerts: { ...shared, canMail },
    apps: { ...shared, fetchPublished: (url) => fetchPublished(url, fetchOptions), appleCdn, ...fetching },
    audit: shared,
    connections: shared,
    deepLinks: { ...judging, triedBefore: (...asked) => triedBefore(database, ...asked) },
    domains: {
      ...shared,
      ...checks,
      cnameZone: config.cnameZone,
      ownHost: config.publicUrl?.hostname ?? 'localhost',
      domainConnect: connectKey && { key: connectKey, options: { ...dns, mayConnect } },
      useOf: async (accountId, domainId, since) => ({
        ...(await countOnDomain(database, accountId, domainId)),
        ...(await clicksOnDomain(database, accountId, domainId, since)),
      }),
    },
    events: { ...shared, storedIdsOf: (accountId, recipientId) => storedIds(database, accountId, [recipientId]) },
    mailings,
    phoneTrials: {
      ...mailings,
      address,
      mayOpenApp: async (accountId, urls) => {
        const { links } = await inspectLinks(judging, accountId, { urls, again: false }, 'en');
        return links.filter(({ outcome }) => outcome !== 'opens-no-app').map(({ url }) => url);
      },
    },
    projects: { ...shared, ...seen, mailings: { lossesOf, deleteMailings, explainChoices } },
    recipients: shared,
    members: { ...shared, address, mailInvitation: signingIn.mails.mailInvitation },
    session: shared,
    webhooks: {
      ...shared,
      ...webhooks,
      enqueue: async (...told) => (await jobsStarted.promise).enqueueWebhooks(...told),
    },
  });
  const isOfProject = createIsOfProject(database);
  const suspensions = await orAborted(followSuspensions(database), signal);
  defer('following suspensions', suspensions.stop);
  const app = createApp({
    ...shared,
    isOfProject,
    api,
    address,
    saidAddress,
    log,
    metrics,
    ...createKeyring(database),
    ...createLongCalls({ ...mailings, log, auditTrail, isOfProject }),
    auditTrail,
    ...signingIn,
    inTurn: new AccountTurns(noConnectionComes).inTurn,
    isSuspended: suspensions.isSuspended,
    askDatabase: heartbeat.ask,
    whileDatabaseAnswers: heartbeat.whileItAnswers,
    troubles: () => [...eventLog.state().troubles, ...(own?.sentences() ?? [])],
    requestsPerMinute: config.requestsPerMinute,
    metricsSecret: config.metricsSecret,
    tlsAskSecret: config.tlsAskSecret,
    mayHaveCertificate: (host) => linkMap.domainOf(host)?.certificate === true,
    linksOn: (accountId, domainId) => linksOnDomain(database, accountId, domainId),
  });
  connect(app, database);
  await orAborted(Promise.race([changes.complete, sleep(catchUpTimeoutMs, undefined, { ref: false })]), signal);

  const post = createPublicPost({ addressesOf: dns.addressesOf, mayConnect });
  const jobs = await orAborted(
    startJobs({ database, now, log, mailer, canMail, post, webhooks, onDropped: metrics.droppedWebhookEvents }, url),
    signal,
  );
  jobsStarted.resolve(jobs);
  defer('background jobs', jobs.stop);
  defer(
    'following checks',
    followDomainChecks({
      followChecks: checks.follow,
      queueAlerts: () => queueAlerts({ database, now, canMail }, jobs.enqueue),
      log,
    }),
  );
  const schedule = startChecking(log, {
    database,
    now,
    check: checks.check,
    perSecond: Math.ceil(config.checksPerSecond / (worker?.of ?? 1)),
    isBusy: () => dns.wait() > maxResolverWaitMs,
  });
  defer('checking domains', schedule.stop);
  const running = started.move();
  return { database, stop: () => running.disposeAsync() };
}
