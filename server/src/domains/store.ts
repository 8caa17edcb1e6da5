import type { afterCheck, Judgement, Observation } from '@waymark/core';
import type { Database, DatabaseOrTransaction, Domain, DomainCertificate, Prisma } from '@waymark/prisma';

const withProjects = {
  clickProjects: { select: { id: true, name: true } },
  openProjects: { select: { id: true, name: true } },
} satisfies Prisma.DomainInclude;

/** A domain with the projects that use it for clicks and for opens. */
export type DomainWithProjects = Prisma.DomainGetPayload<{ include: typeof withProjects }>;

/** One check: what was seen, what it means, and what follows for the domain. */
export interface RecordedCheck {
  readonly at: Date;
  readonly observation: Observation;
  readonly judgement: Judgement;
  readonly next: ReturnType<typeof afterCheck>;
  readonly certificate: DomainCertificate;
}

/** All domains of an account, by host. */
export function listDomains(database: DatabaseOrTransaction, accountId: string): Promise<DomainWithProjects[]> {
  return database.domain.findMany({ where: { accountId }, include: withProjects, orderBy: { host: 'asc' } });
}

/** One domain of an account, or null. */
export function findDomain(
  database: DatabaseOrTransaction,
  accountId: string,
  id: string,
): Promise<DomainWithProjects | null> {
  return database.domain.findUnique({ where: { id, accountId }, include: withProjects });
}

/** Stores a new domain with its first signing key. Returns undefined when the host is taken, by whomever. */
export async function insertDomain(
  database: DatabaseOrTransaction,
  row: { accountId: string; host: string; cnameTarget: string; secret: Uint8Array<ArrayBuffer> },
): Promise<Domain | undefined> {
  const { secret, ...domain } = row;
  const inserted = await database.domain.createManyAndReturn({ data: [domain], skipDuplicates: true });
  const [created] = inserted;
  if (created)
    await database.signingKey.create({ data: { domainId: created.id, accountId: row.accountId, keyId: 1, secret } });
  return created;
}

/** Puts a check into the history and its result into the domain. */
export async function recordCheck(database: Database, domain: Domain, check: RecordedCheck): Promise<void> {
  const { at, judgement, observation, next, certificate } = check;
  const { code, details, transient } = judgement;
  const { id: domainId, accountId } = domain;
  await database.$transaction([
    database.domain.update({
      where: { id: domainId },
      data: {
        status: next.status,
        diagnosis: code,
        details,
        certificate,
        failedChecks: next.unfinished,
        failedSince: next.failedSince === null ? null : new Date(next.failedSince),
        verifiedAt: judgement.status === 'verified' && domain.status !== 'verified' ? at : undefined,
        lastCheckAt: at,
        nextCheckAt: new Date(next.nextCheckAt),
      },
    }),
    database.domainCheck.create({
      data: {
        domainId,
        accountId,
        at,
        status: judgement.status,
        code,
        details,
        transient,
        observation: asJson(observation),
      },
    }),
  ]);
}

/** An observation is plain JSON, which its type cannot say: interfaces have no index. */
function asJson(observation: Observation): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(observation));
}

/** Lets a domain have a certificate before its check is over. */
export async function allowCertificate(database: Database, { id }: Domain): Promise<void> {
  await database.domain.update({ where: { id }, data: { certificate: 'issue' } });
}

/** The key that new tokens of a domain are sealed with. */
export function newestKey(database: Database, domainId: string): Promise<{ keyId: number; secret: Uint8Array }> {
  return database.signingKey.findFirstOrThrow({
    where: { domainId, retiredAt: null },
    orderBy: { createdAt: 'desc' },
    select: { keyId: true, secret: true },
  });
}
