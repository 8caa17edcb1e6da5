import type { CaPolicy } from '@waymark/core';
import type { MasterKey } from '../secrets/cipher.ts';
import type { OidcConfig } from './oidc-settings.ts';

/** What the settings say, in the form in which the server uses it. */
export interface Config {
  readonly port: number;
  readonly listen: string;
  /** Undefined: http://localhost with the port that the server listens on. */
  readonly publicUrl: URL | undefined;
  /** IP addresses, networks in CIDR, `loopback`. */
  readonly trustedProxies: readonly string[];
  readonly dataFolder: string;
  /** Undefined: those in the file. */
  readonly masterKeys: readonly MasterKey[] | undefined;
  /** Undefined: `master-key` in the data folder. */
  readonly masterKeyFile: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly processes: number;
  readonly maxCachedLinks: number;
  readonly eventSync: 'answer' | 'interval';
  /** In bytes. */
  readonly eventLogLimit: number;
  readonly natsUrl: readonly URL[] | undefined;
  readonly natsCredentials: string | undefined;
  readonly cnameZone: string;
  readonly dnsServers: readonly string[];
  readonly dnsAuthoritativePort: number;
  readonly privateAddresses: readonly string[];
  readonly checksPerSecond: number;
  readonly questionsPerSecond: number;
  readonly requestsPerMinute: number;
  /** Null while wrapped links are plain http. */
  readonly ca: CaPolicy | null;
  readonly tlsAskSecret: string | undefined;
  readonly metricsSecret: string | undefined;
  readonly domainConnectKey: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** A provider of identities with which members can sign in. */
  readonly oidc: OidcConfig | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How start, stop and a failed start are told. */
  readonly logFormat: 'json' | 'text';
  /**
   * Whether members reach this server only on their own machine: then names under .localhost are accepted, to try out
   * Waymark without DNS.
   */
  readonly tryOut: boolean;
}
