import {
  afterCheck,
  certificateAfter,
  type DnsSeen,
  demandOwnTarget,
  isDiagnosisCode,
  isLoopbackHost,
  isWorthProbing,
  type Judgement,
  judge,
  type Observation,
  slotOf,
  witnessesOf,
} from '@waymark/core';
import type { Services } from '../../services.ts';
import { allowCertificate, isGone } from '../store.ts';
import type { RecordedCheck } from './check-recorder.ts';
import type { DomainState } from './domain-changes.ts';
import type { CheckedDomain, LeasedDomain } from './leases.ts';

/** One check takes no longer, whatever servers do: the DNS first, then the request to the host, in milliseconds. */
const dnsPatience = 8000;
const patience = 15_000;

/**
 * Checks a domain that this process has leased: ask, judge, record, tell. A transient failure is recorded, and changes no
 * status. When the lease is lost meanwhile, the check counts for nothing: another process has made one.
 */
export async function checkDomain(services: Services, domain: LeasedDomain): Promise<void> {
  try {
    const observation = await observeDomain(services, domain);
    const check = conclude(domain, observation, services.now());
    if (!(await services.checkRecorder.record(check))) return;
    if (check.certificate !== domain.certificate) await services.changes.caughtUp();
    tell(services, check);
  } catch (error) {
    // It was removed while it was checked: there is nothing to record.
    if (!isGone(error)) throw error;
  }
}

/** Asks the DNS and, where that may say more, the host itself. */
export async function observeDomain(services: Services, domain: CheckedDomain): Promise<Observation> {
  const { host, cnameTarget: target } = domain;
  const { cnameZone, ca } = services;
  const unasked = { host, target, cnameZone, dns: null, https: null, ca };
  // RFC 6761, 6.3: names under .localhost are never asked of a DNS server.
  if (isLoopbackHost(host)) return unasked;

  const began = Date.now();
  const dns = await services.dns.observe(host, target, { at: began + dnsPatience }, ca !== null);
  const seen = { ...unasked, dns };
  const fromDns = judgeFor(domain, seen);
  if (!isWorthProbing(fromDns)) return seen;
  await prepareForHandshake(services, domain, fromDns);
  return { ...seen, https: await askHttps(services, domain, dns, began + patience) };
}

function judgeFor({ needsCname }: CheckedDomain, observation: Observation): Judgement {
  const judgement = judge(observation);
  return needsCname ? demandOwnTarget(judgement, observation) : judgement;
}

/** The first request to a host makes the proxy in front of us ask whether it may have a certificate. */
async function prepareForHandshake(
  services: Services,
  domain: CheckedDomain,
  { certificate }: Judgement,
): Promise<void> {
  if (certificate !== 'issue' || domain.certificate === 'issue') return;
  await allowCertificate(services.database, domain);
  await services.changes.caughtUp();
}

async function askHttps(
  { newestKeyOf, originOf, probe }: Services,
  domain: CheckedDomain,
  { chain, edge }: DnsSeen,
  at: number,
) {
  const newest = await newestKeyOf(domain.id);
  // It was removed while it was checked.
  if (newest === undefined) return null;
  const { keyId, secret } = newest;
  const lastSeen = chain.includes(domain.cnameTarget) ? edge : [];
  return probe({ host: domain.host, origin: originOf(domain.host), keyId, key: secret, lastSeen }, { at });
}

function conclude(domain: LeasedDomain, observation: Observation, at: Date): RecordedCheck {
  const judgement = judgeFor(domain, observation);
  const progress = {
    status: domain.status,
    unfinished: domain.failedChecks,
    unfinishedSince: domain.unfinishedSince?.getTime() ?? null,
    failedSince: domain.failedSince?.getTime() ?? null,
  };
  const finished = { ...judgement, at: at.getTime(), witnesses: witnessesOf(observation) };
  const rhythm = { slot: slotOf(domain.id), jitter: Math.random() * 2 - 1 };
  const next = afterCheck(progress, finished, rhythm);
  const certificate = certificateAfter(domain.certificate, judgement, next.status);
  return { domain, at, observation, judgement, next, certificate };
}

function tell(services: Services, { domain, at, judgement, next, certificate }: RecordedCheck): void {
  publish(services, domain, stateOf(domain), { status: next.status, code: judgement.code, certificate }, at);
}

function publish(
  { domainChanges }: Services,
  domain: CheckedDomain,
  before: DomainState,
  after: DomainState,
  at: Date,
): void {
  const { accountId, id: domainId, host } = domain;
  domainChanges.publish({ accountId, domainId, host, before, after, at });
}

function stateOf({ status, diagnosis, certificate }: CheckedDomain): DomainState {
  return { status, code: diagnosis !== null && isDiagnosisCode(diagnosis) ? diagnosis : null, certificate };
}
