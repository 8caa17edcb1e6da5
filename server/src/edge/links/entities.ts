/** How much of a visitor's IP address a project keeps. */
export type IpMode = 'none' | 'truncated' | 'full';

/** What a redirect lets the destination see of where it came from, as the header `Referrer-Policy` writes it. */
export type ReferrerPolicy = 'no-referrer' | 'strict-origin-when-cross-origin';

/** The present state of one thing that the link map has to know; a later one replaces the earlier one. */
export type Known =
  | {
      readonly kind: 'domain';
      readonly id: string;
      /** As stored: A-label, lower case, no port, no trailing dot. */
      readonly host: string;
      /** Whether a certificate may be made for it. */
      readonly certificate: boolean;
      readonly keys: readonly { readonly keyId: number; readonly key: Uint8Array }[];
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
  /** The id is the account's id, a space and the recipient key. */
  | { readonly kind: 'opt_out'; readonly id: string };

export type Kind = Known['kind'];

/** What the link map has to take in: the state of a thing, or that things are no more. A mailing takes its links with it. */
export type Change =
  | Known
  | { readonly kind: 'gone'; readonly of: Kind; readonly id: string | number }
  /** All after one id and up to another one, or to the last: the states that follow are all that there are. */
  | {
      readonly kind: 'gone-between';
      readonly of: Kind;
      readonly after: string | number;
      readonly to: string | number | null;
    };

/** The domains of a mailing's links and of its pixel; null when it has none. */
export interface MailingDomains {
  readonly clickDomainId: string | null;
  readonly openDomainId: string | null;
}

/** A tracking domain: the keys its tokens are sealed with, by key id. */
export interface KnownDomain {
  readonly domainId: string;
  readonly keys: readonly (Uint8Array | undefined)[];
  /** Whether a certificate may be made for its host. */
  readonly certificate: boolean;
}

/** A mailing's links answer on the host of one domain only, its pixel on the host of one, usually the same. */
export interface KnownMailing extends MailingDomains {
  readonly accountId: string;
  /** Of its project. */
  readonly ipMode: IpMode;
  readonly referrerPolicy: ReferrerPolicy;
  /** Whether any recipient of the account opted out. */
  readonly hasOptOuts: boolean;
}

/** A link without what is known of its mailing. */
export interface StoredLink {
  readonly mailingId: number;
  readonly url: string;
}

/** `destination` is an http(s) address of visible ASCII characters; it may have slots (see core's `fillGaps`). */
export interface KnownLink {
  readonly url: string;
  readonly mailing: KnownMailing;
}

/** Asks the database for a mailing and its project, or for a link with both; nothing when there is none. */
export type LookUp = (kind: 'link' | 'mailing', id: number) => Promise<readonly Known[]>;
