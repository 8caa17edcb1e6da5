import type { Database } from '@waymark/prisma';
import type { ChangeFeed } from '../changes.ts';
import type { DomainChanges } from './domain-changes.ts';

/** The hosts that a certificate may be made for, in memory: whoever asks is waiting in a handshake. */
export class Certificates {
  readonly #domainOf = new Map<string, string>();
  readonly #hostOf = new Map<string, string>();

  /** Whether a certificate may be made for exactly this host, as stored. */
  mayHave(host: string): boolean {
    return this.#domainOf.has(host);
  }

  allow(domainId: string, host: string): void {
    this.#domainOf.set(host, domainId);
    this.#hostOf.set(domainId, host);
  }

  /** A host that meanwhile belongs to another domain keeps its own answer. */
  refuse(domainId: string): void {
    const host = this.#hostOf.get(domainId);
    if (host === undefined) return;
    this.#hostOf.delete(domainId);
    if (this.#domainOf.get(host) === domainId) this.#domainOf.delete(host);
  }
}

/** Reads the hosts that may have a certificate and follows what checks and removals make of them. Call before anything is checked. */
export async function openCertificates({
  database,
  changes,
  domainChanges,
}: {
  readonly database: Database;
  readonly changes: ChangeFeed;
  readonly domainChanges: DomainChanges;
}): Promise<{ readonly certificates: Certificates; readonly close: () => void }> {
  const certificates = new Certificates();
  const known = await database.domain.findMany({ where: { certificate: 'issue' }, select: { id: true, host: true } });
  for (const { id, host } of known) certificates.allow(id, host);
  const following = [
    domainChanges.follow(({ domainId, host, after }) => {
      if (after.certificate === 'issue') certificates.allow(domainId, host);
      else certificates.refuse(domainId);
    }),
    changes.follow((change) => {
      if (change.kind === 'host-removed') certificates.refuse(change.domainId);
    }),
  ];
  return { certificates, close: () => following.forEach((end) => void end()) };
}
