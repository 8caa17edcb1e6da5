import { createHash } from 'node:crypto';
import { sayDate } from '@waymark/core';
import type { Database, Domain } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';
import { findClaim, replaceClaim } from './store.ts';

/** How long a host is kept for an account that has not proven that it is its own. */
const claimDays = 7;
const dayMs = 86_400_000;

/** Dependencies of taking a host over. */
export interface ClaimNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Whether DNS has a CNAME record at a host that leads to this target. */
  readonly pointsTo: (host: string, target: string) => Promise<boolean>;
}

/** A new domain, before it is stored. */
export interface NewDomain {
  readonly accountId: string;
  readonly host: string;
  readonly cnameTarget: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/**
 * Gives a host to another account than the one that added it first, if that one has never proven it: at once to whoever
 * proves it, and to anybody once the claim is a week old; the account that loses it gets an alert. Undefined when nobody
 * has the host any more. Throws host_taken, and host_claimed with the record that would prove it.
 */
export async function takeOver(
  { database, now, pointsTo }: ClaimNeeds,
  added: NewDomain,
  cnameZone: string,
): Promise<Domain | undefined> {
  const { accountId, host } = added;
  const claim = await findClaim(database, host);
  if (claim === null) return undefined;
  const isProven = claim.status !== 'not_verified' || claim.verifiedAt !== null;
  if (isProven || claim.accountId === accountId) throw hostTaken(host);
  const endsAt = new Date(claim.createdAt.getTime() + claimDays * dayMs);
  const target = proofTarget(accountId, host, cnameZone);
  const isOver = endsAt <= now();
  if (!isOver && !(await pointsTo(host, target))) {
    const day = endsAt.toISOString().slice(0, 10);
    const date = { en: sayDate(day, 'en'), de: sayDate(day, 'de') };
    throw new ApiError('host_claimed', { host, target, date });
  }
  const taken = await replaceClaim(database, claim, isOver ? added : { ...added, cnameTarget: target }, now());
  // The other account has proven it meanwhile.
  if (taken === undefined) throw hostTaken(host);
  return taken;
}

export function hostTaken(host: string): ApiError {
  return new ApiError('host_taken', { host, zone: host.slice(host.indexOf('.') + 1) });
}

/**
 * The CNAME target by which an account proves a host that another one has claimed. Always the same, since its record is
 * created before the domain; useless to any other account, which has another one.
 */
function proofTarget(accountId: string, host: string, zone: string): string {
  const digest = createHash('sha256').update(`claim\0${accountId}\0${host}`).digest('hex');
  return `${digest.slice(0, 20)}.${zone}`;
}
