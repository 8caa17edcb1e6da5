import type { DiagnosisCode, DomainStatus } from '@waymark/core';
import type { DomainCertificate } from '@waymark/prisma';

/** What is known of a domain between two checks; `code` is null before the first. */
export interface DomainState {
  readonly status: DomainStatus;
  readonly code: DiagnosisCode | null;
  readonly certificate: DomainCertificate;
}

/** What one check made of a domain; told after it is stored, also when nothing changed. */
export interface DomainChange {
  readonly accountId: string;
  readonly domainId: string;
  readonly host: string;
  readonly before: DomainState;
  readonly after: DomainState;
  readonly at: Date;
}

/** The feed of checked domains inside one process: alerts and the TLS question follow it. */
export interface DomainChanges {
  publish(change: DomainChange): void;
  /** `follower` sees every change published from now on. Returns what ends it. */
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
