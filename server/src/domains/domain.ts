import { randomBytes } from 'node:crypto';
import { explainHostRefusal, type Language, trackingHost } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { type CheckNowNeeds, checkNow, countCheckNow } from './checks/check-now.ts';
import { type ClaimNeeds, hostTaken, takeOver } from './claim.ts';
import { countClaims, type DomainWithProjects, findDomain, insertDomain } from './store.ts';

/** One domain of an account. Throws no_such_domain. */
export async function findOwnDomain(database: Database, accountId: string, id: string): Promise<DomainWithProjects> {
  const domain = await findDomain(database, accountId, id);
  if (!domain) throw new ApiError('no_such_domain');
  return domain;
}

/** The condition for domains that are attached to a project; none for null. */
export function attachedTo(projectId: string | null): Prisma.DomainWhereInput {
  if (projectId === null) return {};
  const some = { id: projectId };
  return { AND: { OR: [{ clickProjects: { some } }, { openProjects: { some } }] } };
}

/** Which hosts are acceptable. */
export interface HostRules {
  /** The operator's zone, in which every domain gets its own CNAME target. */
  readonly cnameZone: string;
  /** The host at which members reach this server, which cannot be a tracking domain. */
  readonly ownHost: string;
  /** Whether members reach this server only on their own machine: then names under .localhost are accepted. */
  readonly tryOut: boolean;
}

/** Dependencies of adding a domain. */
export interface AddNeeds extends HostRules, CheckNowNeeds, ClaimNeeds {
  /** Resolves when this server's link map includes everything stored before the call. */
  readonly caughtUp: () => Promise<void>;
}

/** How many domains of an account may wait to be verified for the first time. */
const maxClaims = 200;

/**
 * Adds a tracking domain with its own CNAME target and signing key, and checks it for the first time, which counts
 * towards the account's limit of checks. Throws host_refused with the reason in the caller's language, too_many_checks,
 * too_many_claims, host_taken, host_claimed.
 */
export async function addDomain(
  needs: AddNeeds,
  accountId: string,
  input: string,
  language: Language,
): Promise<DomainWithProjects> {
  const { database, cnameZone, caughtUp, now } = needs;
  const host = acceptHost(needs, input, language);
  await countCheckNow(database, accountId, now());
  if ((await countClaims(database, accountId)) >= maxClaims) {
    throw new ApiError('too_many_claims', { limit: String(maxClaims) });
  }
  const added = { accountId, host, cnameTarget: freshTarget(cnameZone), secret: randomBytes(32) };
  const insert = () => database.$transaction((transaction) => insertDomain(transaction, added));
  const domain = (await insert()) ?? (await takeOver(needs, added, cnameZone)) ?? (await insert());
  if (!domain) throw hostTaken(host);
  await caughtUp();
  await checkNow(needs, domain.id);
  return findOwnDomain(database, accountId, domain.id);
}

/**
 * Normalizes the host for storage. Throws host_refused; our own host is refused like the rest of the operator's zone.
 */
function acceptHost({ cnameZone, tryOut, ownHost }: HostRules, input: string, language: Language): string {
  const accepted = trackingHost(input, { zone: cnameZone, allowLoopback: tryOut });
  if (accepted.ok && accepted.host !== ownHost) return accepted.host;
  const { explanation, advice } = explainHostRefusal(accepted.ok ? 'operator-zone' : accepted.reason, language);
  throw new ApiError('host_refused', { explanation, advice });
}

/** An unguessable name that is never reused: a CNAME left behind by one customer must be useless to another. */
function freshTarget(zone: string): string {
  return `${randomBytes(10).toString('hex')}.${zone}`;
}
