import type { CaPolicy, HttpsSeen, Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import type { Keyring } from './accounts/keys.ts';
import type { Mailer } from './alerts/mailer.ts';
import type { CheckRecorder } from './domains/checks/check-recorder.ts';
import type { DomainChanges } from './domains/checks/domain-changes.ts';
import type { ProbedHost } from './domains/checks/https.ts';
import type { NewestKeyOf } from './domains/checks/newest-keys.ts';
import type { DomainConnect } from './domains/connect/domain-connect.ts';
import type { DnsObserver } from './domains/dns/dns-observer.ts';
import type { EventLog } from './events/storing/event-log.ts';
import type { ChangeFeed } from './feed/change-feed.ts';
import type { Deadline } from './net/dns-client.ts';
import type { PublicPost } from './net/public-post.ts';
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';

/** What features work with; made once by start.ts. */
export interface Services {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly changes: ChangeFeed;
  readonly domainChanges: DomainChanges;
  readonly checkRecorder: CheckRecorder;
  readonly newestKeyOf: NewestKeyOf;
  readonly dns: DnsObserver;
  /** Asks a host itself whether requests to it reach this installation. */
  readonly probe: (host: ProbedHost, deadline: Deadline) => Promise<HttpsSeen>;
  /** Whether a host, as stored, is a tracking domain of this installation, whoever's; from memory. */
  readonly isTrackingHost: (host: string) => boolean;
  /** Whether a certificate may be made for exactly this host, as stored; from memory, since whoever asks waits in a handshake. */
  readonly mayHaveCertificate: (host: string) => boolean;
  /** What the proxy adds to its question for a certificate; undefined: it asks from this machine. */
  readonly tlsAskSecret: string | undefined;
  readonly metrics: Metrics;
  /** What Prometheus sends; undefined: it asks from this machine. */
  readonly metricsSecret: string | undefined;
  readonly eventLog: Pick<EventLog, 'state'>;
  /** Null when the operator has not set it up. */
  readonly domainConnect: DomainConnect | null;
  /** Null when the operator has set no mail server. */
  readonly mailer: Mailer | null;
  readonly post: PublicPost;
  /** Who makes certificates; null while wrapped links are plain http. */
  readonly ca: CaPolicy | null;
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
