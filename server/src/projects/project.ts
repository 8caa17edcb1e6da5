import type { UtmTemplate } from '@waymark/core';
import {
  type Database,
  type DeepLinkMode,
  type IpMode,
  Prisma,
  type Project,
  type ReferrerPolicy,
} from '@waymark/prisma';
import { findOwnDomain } from '../domains/domain.ts';
import { ApiError } from '../rpc/api-error.ts';
import { findProject, listProjects } from './store.ts';
import { storedUtm } from './utm-template.ts';

/** What may be changed in a project; null detaches a domain. */
export interface ProjectChanges {
  readonly name?: string | undefined;
  readonly trackOpens?: boolean | undefined;
  readonly trackClicks?: boolean | undefined;
  readonly clickDomainId?: string | null | undefined;
  readonly openDomainId?: string | null | undefined;
  /** How much of a visitor's address is stored with an event. */
  readonly ipMode?: IpMode | undefined;
  /** For how many days events are kept. */
  readonly retentionDays?: number | undefined;
  readonly referrerPolicy?: ReferrerPolicy | undefined;
  /** The parameters that are added to destinations that lack them; null: none. */
  readonly utm?: UtmTemplate | null | undefined;
  /** What happens to links that open an app and would no longer do so when wrapped; and to those of public apps. */
  readonly deepLinks?: DeepLinkMode | undefined;
  readonly publicAppLinks?: DeepLinkMode | undefined;
}

/** One project of an account with its attached domains. Throws no_such_project. */
export async function findOwnProject(database: Database, accountId: string, id: string) {
  const project = await findProject(database, accountId, id);
  if (!project) throw new ApiError('no_such_project');
  return project;
}

/** The id of the account's first project by name, used when none was chosen; undefined without one. */
export async function firstProjectId(database: Database, accountId: string): Promise<string | undefined> {
  return (await listProjects(database, accountId, { limit: 1 }))[0]?.id;
}

/** Changes switches, name and attached domains, which must be of the same account. Throws no_such_project, no_such_domain. */
export async function changeProject(
  database: Database,
  accountId: string,
  id: string,
  { utm, ...changes }: ProjectChanges,
): Promise<Project> {
  await findOwnProject(database, accountId, id);
  for (const domainId of [changes.clickDomainId, changes.openDomainId]) {
    if (domainId) await findOwnDomain(database, accountId, domainId);
  }
  try {
    const data = utm === undefined ? changes : { ...changes, utm: storedUtm(utm) };
    return await database.project.update({ where: { id, accountId, deletedAt: null }, data });
  } catch (error) {
    // The domain was removed after it was looked up, so the foreign key fails.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003')
      throw new ApiError('no_such_domain');
    throw error;
  }
}
