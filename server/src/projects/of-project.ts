import type { Database } from '@waymark/prisma';
import { attachedTo } from '../domains/domain.ts';
import type { IsOfProject } from '../rpc/project-keys/within-project.ts';

/** Says of a thing whether it is of a project, or attached to it: what a key of one project reaches. */
export function createIsOfProject(database: Database): IsOfProject {
  return async ({ accountId, projectId }, kind, id) => (await countOf(accountId, projectId, kind, id)) > 0;

  function countOf(accountId: string, projectId: string, ...[kind, id]: [string, string | number]): Promise<number> {
    const attached = attachedTo(projectId);
    switch (kind) {
      case 'domain':
        return database.domain.count({ where: { accountId, id: String(id), ...attached } });
      case 'app':
        return database.listedApp.count({ where: { accountId, id: String(id), domain: attached } });
      case 'mailing':
        return database.mailing.count({ where: { accountId, projectId, id: BigInt(id) } });
      case 'link':
        return database.link.count({ where: { accountId, mailing: { projectId }, id: BigInt(id) } });
      case 'trial':
        return database.phoneTrial.count({ where: { accountId, projectId, id: String(id) } });
      default:
        return Promise.resolve(id === projectId ? 1 : 0);
    }
  }
}
