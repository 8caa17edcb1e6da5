import {
  explainRemovalRefusal,
  type Language,
  type Observation,
  type RemovalRefusal,
  standingOf,
  trackingHost,
} from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { ApiError } from '../../rpc/api-error.ts';
import type { ApiErrorCode } from '../../rpc/api-errors.data.ts';
import { ids } from '../../rpc/ids.ts';
import { countCheckNow } from '../checks/check-now.ts';
import type { CheckedDomain } from '../checks/leases.ts';
import { findOwnDomain } from '../domain.ts';
import type { DomainWithProjects } from '../store.ts';
import { projectsOf, recordOf, toProjectViews } from '../view.ts';
import { bury } from './tombstones.ts';

const monthMs = 30 * 86_400_000;

const errorOf = {
  attached: 'domain_attached',
  'record-stands': 'record_stands',
  'record-unknown': 'record_unknown',
  'not-confirmed': 'not_confirmed',
} as const satisfies Record<RemovalRefusal, ApiErrorCode>;

/** What depends on a domain, and how much it was used since a given time. */
export interface DomainUse {
  readonly mailings: number;
  readonly links: number;
  readonly clicks: number;
  readonly lastClickAt: Date | null;
}

/** Dependencies of looking up a domain's record. */
interface RecordNeeds {
  readonly database: Database;
  /** Queries DNS and the host itself. */
  readonly observe: (domain: CheckedDomain) => Promise<Observation>;
  readonly now: () => Date;
}

/** Dependencies of the preview of a removal. */
export interface PreviewRemovalNeeds extends RecordNeeds {
  readonly useOf: (accountId: string, domainId: string, since: Date) => Promise<DomainUse>;
}

/** Dependencies of a removal. */
export interface RemovalNeeds extends RecordNeeds {
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** What prevents a removal. */
interface Obstacle {
  readonly reason: RemovalRefusal;
  readonly record?: string;
  readonly servers?: readonly string[];
}

/** What would be lost with a domain, and what prevents its removal now. Throws no_such_domain, too_many_checks. */
export async function previewRemoval(needs: PreviewRemovalNeeds, accountId: string, id: string, language: Language) {
  const { database, now, useOf } = needs;
  const domain = await findOwnDomain(database, accountId, id);
  const since = new Date(now().getTime() - monthMs);
  const [{ mailings, links, clicks, lastClickAt }, standing] = await Promise.all([
    useOf(accountId, id, since),
    recordObstacle(needs, domain),
  ]);
  const obstacle = projectsOf(domain).length > 0 ? ({ reason: 'attached' } as const) : standing;
  return {
    id: ids.domain.encode(id),
    host: domain.host,
    projects: toProjectViews(domain),
    /** `gone`, `stands` or `unknown`, according to the servers of the zone right now. */
    record: standing === undefined ? ('gone' as const) : standing.reason === 'record-stands' ? 'stands' : 'unknown',
    losses: { mailings, links, clicksOfLast30Days: clicks, lastClickAt: lastClickAt?.toISOString() ?? null },
    refusal: obstacle ? { code: errorOf[obstacle.reason], ...explain(domain, obstacle, language) } : null,
  };
}

/**
 * Removes a tracking domain for good: its links stop working, and its host may be added again. Only if no project uses
 * it and its DNS record is gone, which is looked up now; `confirmation` is the host. Throws no_such_domain,
 * not_confirmed, domain_attached, too_many_checks, record_stands, record_unknown.
 */
export async function removeDomain(
  needs: RemovalNeeds,
  accountId: string,
  { id, host: confirmation }: { readonly id: string; readonly host: string },
  language: Language,
): Promise<{ host: string; removedAt: string }> {
  const { database, caughtUp, now } = needs;
  const domain = await findOwnDomain(database, accountId, id);
  const refuse = (obstacle: Obstacle, refused = domain) => {
    throw new ApiError(errorOf[obstacle.reason], { ...explain(refused, obstacle, language) });
  };
  if (!isHost(confirmation, domain.host)) refuse({ reason: 'not-confirmed' });
  if (projectsOf(domain).length > 0) refuse({ reason: 'attached' });
  const standing = await recordObstacle(needs, domain);
  if (standing) refuse(standing);
  const removedAt = now();
  // A project may have been attached during the DNS look-up.
  if (!(await bury(database, domain, removedAt)))
    refuse({ reason: 'attached' }, await findOwnDomain(database, accountId, id));
  await caughtUp();
  return { host: domain.host, removedAt: removedAt.toISOString() };
}

/** Counts towards the account's limit of checks. */
async function recordObstacle(
  { database, observe, now }: RecordNeeds,
  domain: DomainWithProjects,
): Promise<Obstacle | undefined> {
  await countCheckNow(database, domain.accountId, now());
  const standing = standingOf(await observe(domain));
  if (standing.kind === 'gone') return undefined;
  if (standing.kind === 'unknown') return { reason: 'record-unknown', servers: standing.servers };
  return { reason: 'record-stands', record: standing.record, servers: standing.servers };
}

/** Whether the text is this host, in any accepted spelling. */
function isHost(typed: string, host: string): boolean {
  const read = trackingHost(typed, { zone: '', allowLoopback: true });
  return read.ok && read.host === host;
}

function explain(domain: DomainWithProjects, { reason, ...seen }: Obstacle, language: Language) {
  const projects = projectsOf(domain).map(({ name }) => name);
  return explainRemovalRefusal(reason, { host: domain.host, zone: recordOf(domain).zone, projects, ...seen }, language);
}
