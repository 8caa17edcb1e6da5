import type { Database } from '@waymark/prisma';
import { ApiError } from '../../rpc/api-error.ts';
import { findOwnProject } from '../project.ts';

/** How many sites of an account are kept with one connection. */
const maxSites = 100;

/**
 * Says how mail is sent that is written on a site: by a connection of the project, or by hand. A site has one answer in an
 * account, the last one. Returns the connection's id. Throws no_such_project, no_such_project_connection,
 * too_many_sites.
 */
export async function claimSite(
  database: Database,
  accountId: string,
  { projectId, site, connectionId }: { projectId: string; site: string; connectionId: string | undefined },
): Promise<string> {
  await findOwnProject(database, accountId, projectId);
  return database.$transaction(async (transaction) => {
    const hand = { projectId_kind_source: { projectId, kind: 'hand', source: '' } } as const;
    const chosen =
      connectionId === undefined
        ? await transaction.connection.upsert({
            where: hand,
            create: { accountId, projectId, kind: 'hand', source: '' },
            update: {},
          })
        : await transaction.connection.findFirst({ where: { id: connectionId, accountId, projectId } });
    if (!chosen) throw new ApiError('no_such_project_connection');
    if (!chosen.sites.includes(site) && chosen.sites.length >= maxSites)
      throw new ApiError('too_many_sites', { limit: String(maxSites) });
    await transaction.$executeRaw`
      UPDATE connection SET sites = array_remove(sites, ${site}) WHERE account_id = ${accountId}::uuid AND ${site} = ANY(sites)`;
    await transaction.$executeRaw`
      UPDATE connection SET sites = sites || ${[site]}::text[] WHERE id = ${chosen.id}::uuid`;
    return chosen.id;
  });
}
