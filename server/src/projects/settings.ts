import { domainState, type Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { attachedTo } from '../domains/domain.ts';
import { toDiagnosisView } from '../domains/view.ts';
import { type Caller, may, projectOf } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { findOwnProject, firstProjectId } from './project.ts';
import { utmOf } from './utm-template.ts';

/** What the settings of a project are read from. */
export interface SettingsNeeds {
  readonly database: Database;
  /** Scheme, host and port of wrapped links on a tracking domain. */
  readonly originOf: (host: string) => string;
  /** Members reach this server on their own machine only: links may lead to it. */
  readonly tryOut: boolean;
}

/**
 * What a preview needs of a project, by default the first of the account: nothing secret, so publishable keys may ask.
 * The account's tracking hosts may be those of an agency's clients, so that only members and secret keys get them; null
 * for others. Throws no_such_project.
 */
export async function settingsOf(
  { database, originOf, tryOut }: SettingsNeeds,
  caller: Caller,
  projectId: string | undefined,
  language: Language,
) {
  const { accountId } = caller;
  const id = projectId ?? (await firstProjectId(database, accountId));
  const project = id === undefined ? null : await findOwnProject(database, accountId, id);
  const domain = project?.clickDomain ?? project?.openDomain ?? null;
  return {
    project: project && { id: ids.project.encode(project.id), name: project.name },
    origin: domain && originOf(domain.host),
    pixelOrigin: project?.openDomain ? originOf(project.openDomain.host) : null,
    host: domain?.host ?? null,
    status: domain?.status ?? null,
    state: domain && domainState(domain.status, domain.diagnosis),
    diagnosis: domain && toDiagnosisView(domain, language),
    trackOpens: project?.trackOpens ?? false,
    trackClicks: project?.trackClicks ?? false,
    utm: project && utmOf(project),
    deepLinks: project?.deepLinks ?? 'leave',
    publicAppLinks: project?.publicAppLinks ?? 'leave',
    allowLocalHosts: tryOut,
    trackingHosts: may(caller, 'read') ? await trackingHostsOf(database, caller) : null,
  };
}

/** Hosts of the account, as far as the caller reaches it, on which there may be wrapped links: those that were verified. */
async function trackingHostsOf(database: Database, caller: Caller): Promise<readonly string[]> {
  const { accountId } = caller;
  const domains = await database.domain.findMany({
    where: {
      accountId,
      OR: [{ status: 'verified' }, { verifiedAt: { not: null } }],
      ...attachedTo(projectOf(caller)),
    },
    select: { host: true },
    orderBy: { host: 'asc' },
  });
  return domains.map(({ host }) => host);
}
