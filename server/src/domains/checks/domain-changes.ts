import type { DiagnosisCode, DomainStatus } from '@waymark/core';
import type { DomainCertificate } from '@waymark/prisma';

/** The state of a domain between two checks; `code` is null before the first. */
export interface DomainState {
  readonly status: DomainStatus;
  readonly code: DiagnosisCode | null;
  readonly certificate: DomainCertificate;
}

/** The outcome of one check, published after it is stored, even if nothing changed. */
export interface DomainChange {
  readonly accountId: string;
  readonly domainId: string;
  readonly host: string;
  readonly before: DomainState;
  readonly after: DomainState;
  readonly at: Date;
}

/** Publishes checked domains within this process; alerts and the TLS endpoint subscribe to it. */
export interface DomainChanges {
  publish(change: DomainChange): void;
  /** Calls `follower` for every change published from now on. Returns a function that unsubscribes it. */
  follow(follower: (change: DomainChange) => void): () => void;
}

export function createDomainChanges(): DomainChanges {
  const followers = new Set<(change: DomainChange) => void>();
  return {
    publish(change) {
      for (const follower of followers) follower(change);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}
