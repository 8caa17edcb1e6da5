import type { Finding } from './findings.ts';

/** A link as its author wrote it. */
export interface LinkAsWritten {
  /** The attribute's value with entities decoded, not trimmed. */
  readonly href: string;
  /** Visible text, entities decoded, white space collapsed. */
  readonly text?: string;
  /** Lower-case names, decoded values; of duplicates the first counts. */
  readonly attributes?: ReadonlyMap<string, string>;
}

/** What is known about the project and the host a mail is wrapped for. */
export interface VerdictContext {
  /** Our own host, lower case, without port: recognises links that are already wrapped. */
  readonly trackingHost?: string;
  /** Wrap unsubscribe, preference and view-in-browser links too. Default false. */
  readonly wrapUnsubscribe?: boolean;
  /** What happens to links that look one-time or secret. Default 'wrap'. */
  readonly oneTime?: 'wrap' | 'leave';
  /** What happens to links of services that open an app by themselves and stop doing so behind a redirect. Default 'leave'. */
  readonly appLinks?: 'wrap' | 'leave';
  /** Wrapped links are https, so that an http destination is a step down worth a word. Default true. */
  readonly secureLinks?: boolean;
  /** Wrap local destinations with a warning instead of refusing them. Default false; only a server tried out on its own machine sets it. */
  readonly allowLocalHosts?: boolean;
}

/** *leave*: byte-identical, no token. *refuse*: never made into a redirect. */
export type Action = 'wrap' | 'leave' | 'refuse';

export interface Verdict {
  readonly action: Action;
  /** Only with 'wrap': what a browser would open, as the WHATWG URL Standard serialises it; printable ASCII. */
  readonly target?: string;
  readonly findings: readonly Finding[];
}
