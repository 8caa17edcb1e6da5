import type { DatabaseOrTransaction, Domain, Project } from '@waymark/prisma';

/** All projects of an account, by name. */
export function listProjects(database: DatabaseOrTransaction, accountId: string): Promise<Project[]> {
  return database.project.findMany({ where: { accountId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
}

/** One project of an account with its attached domains, or null. */
export function findProject(
  database: DatabaseOrTransaction,
  accountId: string,
  id: string,
): Promise<(Project & { clickDomain: Domain | null; openDomain: Domain | null }) | null> {
  return database.project.findUnique({ where: { id, accountId }, include: { clickDomain: true, openDomain: true } });
}
