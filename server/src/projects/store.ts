import type { DatabaseOrTransaction, Domain, Project } from '@waymark/prisma';
import { containing } from '../rpc/pages.ts';

/** At most so many projects of an account, by name, after a given one; `search` is a part of the name, `only` the one that is meant. */
export function listProjects(
  database: DatabaseOrTransaction,
  accountId: string,
  {
    cursor,
    limit,
    search,
    only,
  }: {
    cursor?: readonly [name: string, id: string] | undefined;
    limit: number;
    search?: string | undefined;
    only?: string | null;
  },
): Promise<Project[]> {
  const [name, id] = cursor ?? [];
  return database.project.findMany({
    where: {
      accountId,
      deletedAt: null,
      ...(search && { name: containing(search) }),
      ...(only && { id: only }),
      ...(name !== undefined && id !== undefined && { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** One project of an account with its attached domains, or null. */
export function findProject(
  database: DatabaseOrTransaction,
  accountId: string,
  id: string,
): Promise<(Project & { clickDomain: Domain | null; openDomain: Domain | null }) | null> {
  const where = { id, accountId, deletedAt: null };
  return database.project.findUnique({ where, include: { clickDomain: true, openDomain: true } });
}
