import {
  afterCheck,
  certificateAfter,
  isDiagnosisCode,
  isLoopbackHost,
  isWorthProbing,
  type Judgement,
  judge,
  type Observation,
} from '@waymark/core';
import type { Domain } from '@waymark/prisma';
import type { Services } from '../services.ts';
import type { DomainState } from './domain-changes.ts';
import { allowCertificate, newestKey, type RecordedCheck, recordCheck } from './store.ts';

/** One check takes no longer, whatever servers do: the DNS first, then the request to the host, in milliseconds. */
const dnsPatience = 8000;
const patience = 15_000;

/** Checks a domain now: ask, judge, record, tell. A transient failure is recorded, and changes no status. */
export async function checkDomain(services: Services, domain: Domain): Promise<void> {
  const observation = await ask(services, domain);
  const check = await record(services, domain, observation, judge(observation));
  tell(services, domain, check);
}

async function ask(services: Services, domain: Domain): Promise<Observation> {
  const { host, cnameTarget: target } = domain;
  const { cnameZone, ca } = services;
  const unasked = { host, target, cnameZone, dns: null, https: null, ca };
  // RFC 6761, 6.3: names under .localhost are never asked of a DNS server.
  if (isLoopbackHost(host)) return unasked;

  const began = Date.now();
  const dns = await services.dns.observe(host, target, { at: began + dnsPatience }, ca !== null);
  const seen = { ...unasked, dns };
  const fromDns = judge(seen);
  if (!isWorthProbing(fromDns)) return seen;
  await prepareForHandshake(services, domain, fromDns);
  return { ...seen, https: await askHttps(services, domain, began + patience) };
}

/** The first request to a host makes the proxy in front of us ask whether it may have a certificate. */
async function prepareForHandshake(services: Services, domain: Domain, { certificate }: Judgement): Promise<void> {
  if (certificate !== 'issue' || domain.certificate === 'issue') return;
  await allowCertificate(services.database, domain);
  const before = stateOf(domain);
  publish(services, domain, before, { ...before, certificate }, services.now());
}

async function askHttps({ database, originOf, probe }: Services, domain: Domain, at: number) {
  const { keyId, secret } = await newestKey(database, domain.id);
  return probe({ host: domain.host, origin: originOf(domain.host), keyId, key: secret }, { at });
}

async function record(
  services: Services,
  domain: Domain,
  observation: Observation,
  judgement: Judgement,
): Promise<RecordedCheck> {
  const at = services.now();
  const { status, failedChecks: unfinished } = domain;
  const progress = { status, unfinished, failedSince: domain.failedSince?.getTime() ?? null };
  const next = afterCheck(progress, judgement, at.getTime());
  const certificate = certificateAfter(domain.certificate, judgement, next.status);
  const check = { at, observation, judgement, next, certificate };
  await recordCheck(services.database, domain, check);
  return check;
}

function tell(services: Services, domain: Domain, { at, judgement, next, certificate }: RecordedCheck): void {
  publish(services, domain, stateOf(domain), { status: next.status, code: judgement.code, certificate }, at);
}

function publish({ domainChanges }: Services, domain: Domain, before: DomainState, after: DomainState, at: Date): void {
  const { accountId, id: domainId, host } = domain;
  domainChanges.publish({ accountId, domainId, host, before, after, at });
}

function stateOf({ status, diagnosis, certificate }: Domain): DomainState {
  return { status, code: diagnosis !== null && isDiagnosisCode(diagnosis) ? diagnosis : null, certificate };
}
