import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Keyring } from './accounts/keys.ts';
import type { ChangeFeed } from './changes.ts';
import type { CnameResolver } from './domains/dns.ts';
import type { DomainChanges } from './domains/domain-changes.ts';
import type { Log } from './log.ts';

/** What features work with; made once by start.ts. */
export interface Services {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly changes: ChangeFeed;
  readonly domainChanges: DomainChanges;
  readonly resolveCname: CnameResolver;
  readonly cnameZone: string;
  /** Where members reach this server; it can be nobody's tracking domain. */
  readonly ownHost: string;
  /** Members reach this server on their own machine only. */
  readonly tryOut: boolean;
  /** Scheme and port of wrapped links, of which the host is a tracking domain: 'https://{host}' or 'http://{host}:8080'. */
  readonly originOf: (host: string) => string;
  readonly log: Log;
  readonly now: () => Date;
}

/** What a request adds. */
export interface RequestContext {
  readonly services: Services;
  /** The key as it was sent, not looked up yet. */
  readonly key: string | undefined;
  readonly language: Language;
}
