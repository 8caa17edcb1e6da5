import type { AppIdentity } from '@waymark/core';

/** How much of a visitor's IP address a project keeps. */
export type IpMode = 'none' | 'truncated' | 'full';

/** What the destination of a redirect learns about its origin, as a value of the header `Referrer-Policy`. */
export type ReferrerPolicy = 'no-referrer' | 'strict-origin-when-cross-origin';

/** The current state of one entity in the link map; a later one replaces the earlier one. */
export type Entity =
  | {
      readonly kind: 'domain';
      readonly id: string;
      /** As stored: A-label, lower case, no port, no trailing dot. */
      readonly host: string;
      /** Whether a certificate may be issued for it. */
      readonly certificate: boolean;
      /** `lastId`: the last id that a retired key may have sealed. */
      readonly keys: readonly { readonly keyId: number; readonly key: Uint8Array; readonly lastId?: number }[];
      /** Those that its association files list. */
      readonly apps?: readonly AppIdentity[];
    }
  | {
      readonly kind: 'project';
      readonly id: string;
      readonly accountId: string;
      readonly ipMode: IpMode;
      readonly referrerPolicy: ReferrerPolicy;
    }
  | ({ readonly kind: 'mailing'; readonly id: number; readonly projectId: string } & MailingDomains)
  | { readonly kind: 'link'; readonly id: number; readonly mailingId: number; readonly url: string }
  /** The id consists of the account's id, a space and the recipient id. */
  | { readonly kind: 'opt_out'; readonly id: string }
  | ({ readonly kind: 'own_connection'; readonly id: string; readonly accountId: string } & OwnConnection);

/** A connection whose clicks and opens do not count for its account. */
export interface OwnConnection {
  readonly key: Uint8Array;
  /** The hash of its address under that key, in base64. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export type EntityKind = Entity['kind'];

/** What the link map has to apply: the state of an entity, or that entities are gone. A mailing takes its links with it. */
export type Change =
  | Entity
  | { readonly kind: 'gone'; readonly of: EntityKind; readonly id: string | number }
  /** Everything after one id and up to another one, or to the last: the entities that follow are all there are. */
  | {
      readonly kind: 'gone-between';
      readonly of: EntityKind;
      readonly after: string | number;
      readonly to: string | number | null;
    };

/** The domains of a mailing's links and of its pixel; null when it has none. */
export interface MailingDomains {
  readonly clickDomainId: string | null;
  readonly openDomainId: string | null;
}

/** A tracking domain as the edge sees it: the keys its tokens are sealed with, by key id. */
export interface DomainEntry {
  readonly domainId: string;
  readonly keys: readonly (Uint8Array | undefined)[];
  /** By key id too: what was made after a key was retired is not the key's, whoever sealed it. */
  readonly lastIds: readonly (number | undefined)[];
  /** Whether a certificate may be issued for its host. */
  readonly certificate: boolean;
}

/** A mailing's links answer on one domain's host only, and its pixel on one, usually the same. */
export interface MailingEntry extends MailingDomains {
  readonly accountId: string;
  /** Of its project. */
  readonly ipMode: IpMode;
  readonly referrerPolicy: ReferrerPolicy;
  /** Whether any recipient of the account opted out. */
  readonly hasOptOuts: boolean;
  /** Of the account; almost always none. */
  readonly ownConnections: readonly OwnConnection[];
}

/** A link as it is stored, without its mailing. */
export interface StoredLink {
  readonly mailingId: number;
  readonly url: string;
}

/** `destination` is an http(s) address of visible ASCII characters; it may have slots (see core's `fillSlots`). */
export interface LinkEntry {
  readonly url: string;
  readonly mailing: MailingEntry;
}

/** Asks the database for a mailing and its project, or for a link with both; empty when there is none. */
export type LookUp = (kind: 'link' | 'mailing', id: number) => Promise<readonly Entity[]>;
