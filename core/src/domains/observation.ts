/** Why a DNS server gave no usable answer. */
export type DnsFailure =
  | 'servfail'
  | 'refused'
  | 'timeout'
  /** An authoritative server that does not know the zone delegated to it. */
  | 'lame'
  /** It could not be reached, or its response could not be parsed. */
  | 'resolver_error';

/**
 * One server's answer about one name. Names are as the server wrote them: any case, with or without trailing dot, not
 * necessarily valid.
 */
export type HostAnswer =
  /** The CNAME records at the name itself. */
  | { readonly kind: 'cname'; readonly names: readonly string[] }
  /** IPv4 and IPv6 addresses, and no CNAME. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** The name exists, with other record types or none. */
  | { readonly kind: 'empty' }
  /** NXDOMAIN: there is nothing at this name. */
  | { readonly kind: 'no-name' }
  /** The zone delegates this name: its records are in another zone, on these servers. */
  | { readonly kind: 'delegated'; readonly servers: readonly string[] }
  | { readonly kind: 'failure'; readonly failure: DnsFailure };

/** One server's answer about the host. */
export interface ServerView {
  /** Name or address of the server. */
  readonly server: string;
  /** Whether it is authoritative for the zone, or a resolver. */
  readonly role: 'authoritative' | 'recursive';
  readonly answer: HostAnswer;
  /** The same server's second answer, if it differed. */
  readonly again?: HostAnswer;
}

/** One CAA record (RFC 8659, section 4.1). */
export interface CaaRecord {
  readonly critical: boolean;
  readonly tag: string;
  readonly value: string;
}

/** What DNS answered. Servers can send anything, so every list in here is capped. */
export interface DnsSeen {
  /** The zone that holds the host's records, and its name servers; null when it was not found. */
  readonly zone: { readonly name: string; readonly servers: readonly string[] } | null;
  /** The domain is not registered: NXDOMAIN above the host. */
  readonly zoneMissing: boolean;
  readonly views: readonly ServerView[];
  /** The CNAME chain from the host, up to its end or to the first name that repeats. */
  readonly chain: readonly string[];
  /** The addresses of this domain's CNAME target; empty if it does not resolve. */
  readonly edge: readonly string[];
  /** The answer for a random sibling of the host, which only a wildcard can match. */
  readonly sibling: HostAnswer | null;
  /** An existing name with the zone appended twice, such as `click.brand.com.brand.com`. */
  readonly doubled: string | null;
  /** Types of other records at the host itself, such as `MX`. */
  readonly others: readonly string[];
  /** A resolver's SERVFAIL became an answer once DNSSEC validation was disabled for the query. */
  readonly bogus: boolean;
  /** The CAA set that applies to the host, and the name it is at; null if there is none or the query failed. */
  readonly caa: { readonly name: string; readonly records: readonly CaaRecord[] } | null;
  /** The name whose CAA look-up failed before a set was found, and how; authorities take that as a refusal. */
  readonly caaUnanswered?: { readonly name: string; readonly failure: DnsFailure };
}

/** The result of the probe request to the host. */
export type HttpsSeen =
  /**
   * This installation answered at every address that could be reached; `via` names the CDN in between, if any.
   * `unproven`: addresses that this machine has no route to.
   */
  | { readonly kind: 'ours'; readonly via?: string; readonly unproven?: readonly string[] }
  | {
      readonly kind: 'unreachable';
      /** `no_route`: this machine has no way to any of the addresses, which says nothing about other machines. */
      readonly reason: 'refused' | 'timeout' | 'private' | 'broken' | 'no_route';
      readonly address: string;
    }
  | {
      readonly kind: 'certificate';
      readonly reason: 'expired' | 'wrong_name' | 'untrusted' | 'handshake';
      /** Evidence: a date, names, an issuer, a TLS alert. */
      readonly seen: string;
    }
  | { readonly kind: 'other-server'; readonly status: number; readonly server: string };

/** This installation's certificate authority, as CAA records name it. */
export interface CaPolicy {
  /** Such as `letsencrypt.org`. */
  readonly identifiers: readonly string[];
  /** The ACME account that orders certificates (RFC 8657), if known. */
  readonly accountUri?: string;
}

/** What a check saw, without interpretation. Plain JSON, so that it can be stored. */
export interface Observation {
  /** The tracking domain's host, as stored. */
  readonly host: string;
  /** The CNAME target unique to this domain. */
  readonly target: string;
  /** The operator's zone, under which every CNAME target lies. */
  readonly cnameZone: string;
  /** Null for a host under `.localhost`, for which DNS is not queried. */
  readonly dns: DnsSeen | null;
  /** Null if no request was made: the judgement then rests on DNS alone. */
  readonly https: HttpsSeen | null;
  /** Null when wrapped links are plain http, which need no certificate. */
  readonly ca: CaPolicy | null;
}
