import type { Observation } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Config } from '../config/settings.ts';
import { createCheckRecorder } from '../domains/checks/check-recorder.ts';
import { checkDomain, observeDomain } from '../domains/checks/checker.ts';
import { createDomainChanges, type DomainChanges } from '../domains/checks/domain-changes.ts';
import { type ProbedHost, probe } from '../domains/checks/https.ts';
import type { CheckedDomain, LeasedDomain } from '../domains/checks/leases.ts';
import { createNewestKeys } from '../domains/checks/newest-keys.ts';
import { startSchedule } from '../domains/checks/schedule.ts';
import type { DnsObserver } from '../domains/dns/dns-observer.ts';
import type { Deadline } from '../net/dns-client.ts';
import { createIncident } from '../observability/incident.ts';
import type { Log } from '../observability/log.ts';

/** Dependencies of domain checks. */
export interface DomainChecksNeeds {
  readonly database: Database;
  readonly dns: DnsObserver;
  /** Whether a request may go to this address: DNS answers are untrusted. */
  readonly mayConnect: (address: string) => boolean;
  readonly originOf: (host: string) => string;
  readonly caughtUp: () => Promise<void>;
  /** Whether this installation's own resolvers fail. */
  readonly resolversFail: () => boolean;
  readonly now: () => Date;
}

/** Everything that checks domains: the schedule, and checks requested by members. */
export interface DomainChecks {
  readonly check: (domain: LeasedDomain) => Promise<void>;
  readonly observe: (domain: CheckedDomain) => Promise<Observation>;
  readonly follow: DomainChanges['follow'];
  /** Whether DNS has a CNAME record at a host that leads to this target. */
  readonly pointsTo: (host: string, target: string) => Promise<boolean>;
}

/** How long a look-up for a member may take. */
const lookUpTimeoutMs = 8000;

export function createDomainChecks(
  { ca, cnameZone }: Pick<Config, 'ca' | 'cnameZone'>,
  { dns, mayConnect, ...needs }: DomainChecksNeeds,
): DomainChecks {
  const changes = createDomainChanges();
  const checking = {
    ...needs,
    dns,
    probe: (host: ProbedHost, deadline: Deadline) =>
      probe(host, { addressesOf: dns.addressesOf, mayConnect }, deadline),
    newestKeyOf: createNewestKeys(needs.database),
    recorder: createCheckRecorder(needs.database),
    changes,
    ca,
    cnameZone,
  };
  return {
    check: (domain) => checkDomain(checking, domain),
    observe: (domain) => observeDomain(checking, domain),
    follow: changes.follow,
    async pointsTo(host, target) {
      const { chain } = await dns.observe(host, target, { at: Date.now() + lookUpTimeoutMs }, false);
      return chain.includes(target);
    },
  };
}

/** Checks domains when they are due, and says in the log when that fails. */
export function startChecking(log: Log, needs: Omit<Parameters<typeof startSchedule>[0], 'onError' | 'onWorked'>) {
  const checking = createIncident(log, {
    begins: 'scheduled checks of domains fail and will be retried',
    ends: 'scheduled checks of domains work again',
  });
  return startSchedule({ ...needs, onError: checking.failed, onWorked: checking.worked });
}
