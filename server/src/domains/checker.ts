import { afterCheck, isDiagnosisCode, isLoopbackHost, type Judgement, judge, type Observation } from '@waymark/core';
import type { Domain } from '@waymark/prisma';
import type { Services } from '../services.ts';
import type { DomainState } from './domain-changes.ts';
import { type RecordedCheck, recordCheck } from './store.ts';

/** Checks a domain now: ask, judge, record, tell. A transient failure is recorded, and changes no status. */
export async function checkDomain(services: Services, domain: Domain): Promise<void> {
  const observation = await ask(services, domain);
  const check = await record(services, domain, observation, judge(observation));
  tell(services, domain, check);
}

async function ask({ resolveCname, cnameZone }: Services, domain: Domain): Promise<Observation> {
  const { host, cnameTarget: target } = domain;
  const loopback = isLoopbackHost(host);
  // RFC 6761, 6.3: names under .localhost are never asked of a DNS server.
  const answer = loopback ? ({ kind: 'no-name' } as const) : await resolveCname(host);
  return { host, target, zone: cnameZone, loopback, answer };
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
  const check = { at, observation, judgement, next: afterCheck(progress, judgement, at.getTime()) };
  await recordCheck(services.database, domain, check);
  return check;
}

function tell({ domainChanges }: Services, domain: Domain, { at, judgement, next }: RecordedCheck): void {
  const { accountId, id: domainId, host } = domain;
  const before = stateOf(domain);
  const after = { ...before, status: next.status, code: judgement.code };
  domainChanges.publish({ accountId, domainId, host, before, after, at });
}

function stateOf({ status, diagnosis, certificate }: Domain): DomainState {
  return { status, code: diagnosis !== null && isDiagnosisCode(diagnosis) ? diagnosis : null, certificate };
}
