import { type Database, type DatabaseOrTransaction, type Domain, Prisma } from '@waymark/prisma';
import { assertDomainAllowed } from '../accounts/limits.ts';
import { type DomainListInput, domainsOf } from './find-domains.ts';
import { deletionOf, wasAnothers } from './removal/tombstones.ts';

const withProjects = {
  clickProjects: { select: { id: true, name: true } },
  openProjects: { select: { id: true, name: true } },
} satisfies Prisma.DomainInclude;

/** A domain is only a claim of its host until it is verified for the first time. */
const unproven = { status: 'not_verified', verifiedAt: null } as const;

/** A domain with the projects that use it for clicks and for opens. */
export type DomainWithProjects = Prisma.DomainGetPayload<{ include: typeof withProjects }>;

/** At most so many domains of an account, of those that the caller reaches: those that a list asks for, in its order. */
export function listDomains(
  database: DatabaseOrTransaction,
  accountId: string,
  { limit, ...which }: DomainListInput,
  reached: Prisma.DomainWhereInput = {},
): Promise<DomainWithProjects[]> {
  const { where, orderBy } = domainsOf(accountId, which);
  return database.domain.findMany({ where: { AND: [where, reached] }, orderBy, include: withProjects, take: limit });
}

/** One domain of an account, or null. */
export function findDomain(
  database: DatabaseOrTransaction,
  accountId: string,
  id: string,
): Promise<DomainWithProjects | null> {
  return database.domain.findUnique({ where: { id, accountId }, include: withProjects });
}

/** Stores a new domain with its first signing key. Returns undefined when the host is taken by any account. Throws domain_limit_reached. */
export async function insertDomain(
  database: Prisma.TransactionClient,
  row: { accountId: string; host: string; cnameTarget: string; secret: Uint8Array<ArrayBuffer> },
): Promise<Domain | undefined> {
  const { secret, ...domain } = row;
  await assertDomainAllowed(database, row.accountId);
  const inserted = await database.domain.createManyAndReturn({ data: [domain], skipDuplicates: true });
  const [created] = inserted;
  if (!created) return undefined;
  const { id: domainId, accountId, host } = created;
  await database.signingKey.create({ data: { domainId, accountId, keyId: 1, secret } });
  // Checked after the insert, which waited for any concurrent removal of the same host.
  const needsCname = await wasAnothers(database, accountId, host);
  return needsCname ? database.domain.update({ where: { id: domainId }, data: { needsCname } }) : created;
}

/** How many domains of an account were never verified. */
export function countClaims(database: DatabaseOrTransaction, accountId: string): Promise<number> {
  return database.domain.count({ where: { accountId, ...unproven } });
}

/** The domain that has a host, of any account, or null. */
export function findClaim(database: DatabaseOrTransaction, host: string): Promise<Domain | null> {
  return database.domain.findUnique({ where: { host } });
}

/**
 * Ends a claim that is still unproven, detached from its projects, and stores the domain that takes its host, in one
 * transaction, with an alert for the account that had the claim. Returns undefined, and changes nothing, when the claim
 * was proven meanwhile or another one took its place.
 */
export function replaceClaim(
  database: Database,
  { id, accountId, host }: Domain,
  row: Parameters<typeof insertDomain>[1],
  at: Date,
): Promise<Domain | undefined> {
  return database.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT FROM domain WHERE id = ${id}::uuid FOR UPDATE`;
    if ((await transaction.domain.count({ where: { id, ...unproven } })) === 0) return undefined;
    const attached = await transaction.project.findMany({
      where: { OR: [{ clickDomainId: id }, { openDomainId: id }] },
      select: { name: true },
      orderBy: { name: 'asc' },
    });
    const details = { projects: attached.map(({ name }) => name).join(', ') };
    const alert = { accountId, domainId: id, host, type: 'domain_broken', code: 'taken_over', details, at } as const;
    await transaction.project.updateMany({ where: { clickDomainId: id }, data: { clickDomainId: null } });
    await transaction.project.updateMany({ where: { openDomainId: id }, data: { openDomainId: null } });
    for (const deletion of deletionOf(transaction, { id, accountId })) await deletion;
    await transaction.alert.create({ data: alert });
    return insertDomain(transaction, row);
  });
}

/** Allows a certificate for a domain before its check is complete. */
export async function allowCertificate(database: Database, { id }: Pick<Domain, 'id'>): Promise<void> {
  await database.domain.update({ where: { id }, data: { certificate: 'issue' } });
}

/** Whether an error says that a row is missing: a domain may be removed at any moment. */
export function isGone(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2025';
}
