import { afterCheck, isLoopbackHost, type Judgement, judge, type Observation } from '@waymark/core';
import type { Domain } from '@waymark/prisma';
import type { Services } from '../services.ts';
import { recordCheck } from './store.ts';

/** Checks a domain now: ask, judge, record. A transient failure is recorded, and changes no status. */
export async function checkDomain(services: Services, domain: Domain): Promise<void> {
  const observation = await ask(services, domain);
  await record(services, domain, observation, judge(observation));
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
): Promise<void> {
  const at = services.now();
  const { status, failedChecks: unfinished } = domain;
  const progress = { status, unfinished, failedSince: domain.failedSince?.getTime() ?? null };
  await recordCheck(services.database, domain, {
    at,
    observation,
    judgement,
    next: afterCheck(progress, judgement, at.getTime()),
  });
}
