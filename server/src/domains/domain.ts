import { randomBytes } from 'node:crypto';
import { explainHostRefusal, type Language, trackingHost } from '@waymark/core';
import { Failure } from '../rpc/failure.ts';
import type { Services } from '../services.ts';
import { checkNow } from './checks/check-now.ts';
import { type DomainWithProjects, findDomain, insertDomain } from './store.ts';

/** One domain of an account. Throws no_such_domain. */
export async function findOwnDomain(
  database: Services['database'],
  accountId: string,
  id: string,
): Promise<DomainWithProjects> {
  const domain = await findDomain(database, accountId, id);
  if (!domain) throw new Failure('no_such_domain');
  return domain;
}

/**
 * Adds a tracking domain with a CNAME target and a signing key of its own, and checks it for the first time.
 * Throws host_refused with the reason in the caller's language, host_taken.
 */
export async function addDomain(
  services: Services,
  accountId: string,
  input: string,
  language: Language,
): Promise<DomainWithProjects> {
  const { database, cnameZone, changes } = services;
  const host = acceptHost(services, input, language);
  const secret = randomBytes(32);
  const domain = await database.$transaction((transaction) =>
    insertDomain(transaction, { accountId, host, cnameTarget: freshTarget(cnameZone), secret }),
  );
  if (!domain) throw new Failure('host_taken', { host, zone: host.slice(host.indexOf('.') + 1) });
  await changes.caughtUp();
  await checkNow(services, domain.id);
  return findOwnDomain(database, accountId, domain.id);
}

/** The host as it is stored. Throws host_refused; our own host is refused like the rest of the operator's zone. */
function acceptHost({ cnameZone, tryOut, ownHost }: Services, input: string, language: Language): string {
  const accepted = trackingHost(input, { zone: cnameZone, allowLoopback: tryOut });
  if (accepted.ok && accepted.host !== ownHost) return accepted.host;
  const { explanation, advice } = explainHostRefusal(accepted.ok ? 'operator-zone' : accepted.reason, language);
  throw new Failure('host_refused', { explanation, advice });
}

/** A name nobody can guess or was ever given: a CNAME left behind by one customer is of no use to another. */
function freshTarget(zone: string): string {
  return `${randomBytes(10).toString('hex')}.${zone}`;
}
