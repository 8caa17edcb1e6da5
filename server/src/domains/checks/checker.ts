import {
  afterCheck,
  type CaPolicy,
  certificateAfter,
  countRespondingServers,
  type DiagnosisCode,
  type DnsSeen,
  demandOwnTarget,
  type HttpsSeen,
  isDiagnosisCode,
  isLoopbackHost,
  isWorthProbing,
  type Judgement,
  judge,
  nameLaggingServer,
  type Observation,
  timeOfDayOf,
} from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Deadline } from '../../net/dns-client.ts';
import { steadyNow } from '../../net/steady-clock.ts';
import type { DnsObserver } from '../dns/dns-observer.ts';
import { allowCertificate, isGone } from '../store.ts';
import type { CheckRecorder, RecordedCheck } from './check-recorder.ts';
import type { DomainChanges, DomainState } from './domain-changes.ts';
import type { ProbedHost } from './https.ts';
import type { CheckedDomain, LeasedDomain } from './leases.ts';
import type { NewestKeyOf } from './newest-keys.ts';

/** The time limit of one check, however slow servers are: first for DNS, then for the request to the host. */
const dnsTimeoutMs = 8000;
const timeoutMs = 15_000;

const failures: ReadonlySet<DiagnosisCode> = new Set(['servfail', 'refused', 'timeout']);

/** Dependencies of observing a domain. */
export interface ObserveNeeds {
  readonly database: Database;
  readonly dns: Pick<DnsObserver, 'observe'>;
  /** Sends a request to the host itself, to see whether it reaches this installation. */
  readonly probe: (host: ProbedHost, deadline: Deadline) => Promise<HttpsSeen>;
  readonly newestKeyOf: NewestKeyOf;
  /** Scheme, host and port of wrapped links on a tracking domain. */
  readonly originOf: (host: string) => string;
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Who issues certificates; null while wrapped links are plain http. */
  readonly ca: CaPolicy | null;
  readonly cnameZone: string;
  /** Whether this installation's own resolvers fail. */
  readonly resolversFail: () => boolean;
}

/** Dependencies of checking a domain. */
export interface CheckNeeds extends ObserveNeeds {
  readonly recorder: CheckRecorder;
  readonly changes: Pick<DomainChanges, 'publish'>;
  readonly now: () => Date;
}

/**
 * Checks a domain that this process has leased: observe, judge, record, publish. A transient failure is recorded but
 * changes no status. If the lease is lost meanwhile, the check is discarded, because another process has checked the
 * domain.
 */
export async function checkDomain(needs: CheckNeeds, domain: LeasedDomain): Promise<void> {
  try {
    const observation = await observeDomain(needs, domain);
    const check = conclude(needs, domain, observation);
    if (!(await needs.recorder.record(check))) return;
    if (check.certificate !== domain.certificate) await needs.caughtUp();
    tell(needs, check);
  } catch (error) {
    // The domain was removed during the check, so there is nothing to record.
    if (!isGone(error)) throw error;
  }
}

/** Queries DNS and, where that may tell more, the host itself. */
export async function observeDomain(needs: ObserveNeeds, domain: CheckedDomain): Promise<Observation> {
  const { host, cnameTarget: target } = domain;
  const { cnameZone, ca } = needs;
  const unasked = { host, target, cnameZone, dns: null, https: null, ca };
  // RFC 6761, 6.3: names under .localhost are never sent to a DNS server.
  if (isLoopbackHost(host)) return unasked;

  const began = steadyNow();
  const dns = await needs.dns.observe(host, target, { at: began + dnsTimeoutMs }, ca !== null);
  const seen = { ...unasked, dns };
  const fromDns = judgeFor(needs, domain, seen);
  if (!isWorthProbing(fromDns)) return seen;
  await prepareForHandshake(needs, domain, fromDns);
  return { ...seen, https: await askHttps(needs, domain, dns, began + timeoutMs) };
}

function judgeFor({ resolversFail }: ObserveNeeds, { needsCname }: CheckedDomain, observation: Observation): Judgement {
  const judgement = judge(observation);
  // What our own resolvers could not find out is not the fault of the domain's zone.
  if (failures.has(judgement.code) && resolversFail()) return { ...judgement, code: 'resolver_error' };
  return needsCname ? demandOwnTarget(judgement, observation) : judgement;
}

/** The first request to a host makes the proxy in front of us ask whether to issue a certificate for it. */
async function prepareForHandshake(
  { database, caughtUp }: ObserveNeeds,
  domain: CheckedDomain,
  { certificate }: Judgement,
): Promise<void> {
  if (certificate !== 'issue' || domain.certificate === 'issue') return;
  await allowCertificate(database, domain);
  await caughtUp();
}

async function askHttps(
  { newestKeyOf, originOf, probe }: ObserveNeeds,
  domain: CheckedDomain,
  { chain, edge }: DnsSeen,
  at: number,
) {
  const newest = await newestKeyOf(domain.id);
  // The domain was removed during the check.
  if (newest === undefined) return null;
  const { keyId, secret } = newest;
  const lastSeen = chain.includes(domain.cnameTarget) ? edge : [];
  return probe({ host: domain.host, origin: originOf(domain.host), keyId, key: secret, lastSeen }, { at });
}

function conclude(needs: CheckNeeds, domain: LeasedDomain, observation: Observation): RecordedCheck {
  const at = needs.now();
  const former = { code: domain.diagnosis, details: Object(domain.details) as Record<string, unknown> };
  const judgement = nameLaggingServer(judgeFor(needs, domain, observation), observation, former, at.getTime());
  const progress = {
    status: domain.status,
    unfinished: domain.failedChecks,
    unfinishedSince: domain.unfinishedSince?.getTime() ?? null,
    failedSince: domain.failedSince?.getTime() ?? null,
  };
  const finished = { ...judgement, at: at.getTime(), respondingServers: countRespondingServers(observation) };
  const schedule = { timeOfDay: timeOfDayOf(domain.id), jitter: Math.random() * 2 - 1 };
  const next = afterCheck(progress, finished, schedule);
  const certificate = certificateAfter(domain.certificate, judgement, next.status);
  return { domain, at, observation, judgement, next, certificate };
}

function tell({ changes }: CheckNeeds, { domain, at, judgement, next, certificate }: RecordedCheck): void {
  const { accountId, id: domainId, host } = domain;
  const after: DomainState = { status: next.status, code: judgement.code, certificate };
  changes.publish({ accountId, domainId, host, before: stateOf(domain), after, at });
}

function stateOf({ status, diagnosis, certificate }: CheckedDomain): DomainState {
  return { status, code: diagnosis !== null && isDiagnosisCode(diagnosis) ? diagnosis : null, certificate };
}
