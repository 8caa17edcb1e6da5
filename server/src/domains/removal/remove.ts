import { explainRemovalRefusal, type Language, type RemovalRefusal, standingOf, trackingHost } from '@waymark/core';
import { clicksOnDomain } from '../../events/reports/reports.ts';
import { countOnDomain } from '../../mailings/domain-links.ts';
import { Failure, type FailureCode } from '../../rpc/failure.ts';
import type { Services } from '../../services.ts';
import { countCheckNow } from '../checks/check-now.ts';
import { observeDomain } from '../checks/checker.ts';
import { findOwnDomain } from '../domain.ts';
import { projectsOf, recordOf } from '../show.ts';
import type { DomainWithProjects } from '../store.ts';
import { bury } from './tombstones.ts';

const month = 30 * 86_400_000;

const failureOf = {
  attached: 'domain_attached',
  'record-stands': 'record_stands',
  'record-unknown': 'record_unknown',
  'not-confirmed': 'not_confirmed',
} as const satisfies Record<RemovalRefusal, FailureCode>;

/** What stands in the way of a removal. */
interface Obstacle {
  readonly reason: RemovalRefusal;
  readonly record?: string;
  readonly servers?: readonly string[];
}

/** What would be lost with a domain, and what stands in the way now. Throws no_such_domain, too_many_checks. */
export async function previewRemoval(services: Services, accountId: string, id: string, language: Language) {
  const { database, now } = services;
  const domain = await findOwnDomain(database, accountId, id);
  const since = new Date(now().getTime() - month);
  const [counts, { clicks, lastClickAt }, standing] = await Promise.all([
    countOnDomain(database, accountId, id),
    clicksOnDomain(database, accountId, id, since),
    recordObstacle(services, domain),
  ]);
  const obstacle = projectsOf(domain).length > 0 ? ({ reason: 'attached' } as const) : standing;
  return {
    id,
    host: domain.host,
    projects: projectsOf(domain),
    /** `gone`, `stands` or `unknown`, as the servers of the zone say at this moment. */
    record: standing === undefined ? ('gone' as const) : standing.reason === 'record-stands' ? 'stands' : 'unknown',
    losses: { ...counts, clicksOfLast30Days: clicks, lastClickAt: lastClickAt?.toISOString() ?? null },
    refusal: obstacle ? { code: failureOf[obstacle.reason], ...explain(domain, obstacle, language) } : null,
  };
}

/**
 * Removes a tracking domain for good: its links stop working, its host may be added again. Only when no project uses it and
 * its DNS record is gone, which is asked at this moment; `confirmation` is the host.
 * Throws no_such_domain, not_confirmed, domain_attached, too_many_checks, record_stands, record_unknown.
 */
export async function removeDomain(
  services: Services,
  accountId: string,
  { id, host: confirmation }: { readonly id: string; readonly host: string },
  language: Language,
): Promise<{ host: string; removedAt: string }> {
  const { database, changes, now } = services;
  const domain = await findOwnDomain(database, accountId, id);
  const refuse = (obstacle: Obstacle, refused = domain) => {
    throw new Failure(failureOf[obstacle.reason], { ...explain(refused, obstacle, language) });
  };
  if (!isHost(confirmation, domain.host)) refuse({ reason: 'not-confirmed' });
  if (projectsOf(domain).length > 0) refuse({ reason: 'attached' });
  const standing = await recordObstacle(services, domain);
  if (standing) refuse(standing);
  const removedAt = now();
  // A project may have been attached while the DNS was asked.
  if (!(await bury(database, domain, removedAt)))
    refuse({ reason: 'attached' }, await findOwnDomain(database, accountId, id));
  await changes.caughtUp();
  return { host: domain.host, removedAt: removedAt.toISOString() };
}

/** Counts among the checks that an account may ask for. */
async function recordObstacle(services: Services, domain: DomainWithProjects): Promise<Obstacle | undefined> {
  await countCheckNow(services.database, domain.accountId, services.now());
  const standing = standingOf(await observeDomain(services, domain));
  if (standing.kind === 'gone') return undefined;
  if (standing.kind === 'unknown') return { reason: 'record-unknown', servers: standing.servers };
  return { reason: 'record-stands', record: standing.record, servers: standing.servers };
}

/** Whether somebody typed this host, in whatever way a host may be typed. */
function isHost(typed: string, host: string): boolean {
  const read = trackingHost(typed, { zone: '', allowLoopback: true });
  return read.ok && read.host === host;
}

function explain(domain: DomainWithProjects, { reason, ...seen }: Obstacle, language: Language) {
  const projects = projectsOf(domain).map(({ name }) => name);
  return explainRemovalRefusal(reason, { host: domain.host, zone: recordOf(domain).zone, projects, ...seen }, language);
}
