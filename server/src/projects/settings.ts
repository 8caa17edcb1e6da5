import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { toDiagnosisView } from '../domains/view.ts';
import { ids } from '../rpc/ids.ts';
import { findOwnProject, firstProjectId } from './project.ts';

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
 * Throws no_such_project.
 */
export async function settingsOf(
  { database, originOf, tryOut }: SettingsNeeds,
  accountId: string,
  projectId: string | undefined,
  language: Language,
) {
  const id = projectId ?? (await firstProjectId(database, accountId));
  const project = id === undefined ? null : await findOwnProject(database, accountId, id);
  const domain = project?.clickDomain ?? project?.openDomain ?? null;
  return {
    project: project && { id: ids.project.encode(project.id), name: project.name },
    origin: domain && originOf(domain.host),
    pixelOrigin: project?.openDomain ? originOf(project.openDomain.host) : null,
    host: domain?.host ?? null,
    status: domain?.status ?? null,
    diagnosis: domain && toDiagnosisView(domain, language),
    trackOpens: project?.trackOpens ?? false,
    trackClicks: project?.trackClicks ?? false,
    allowLocalHosts: tryOut,
  };
}
