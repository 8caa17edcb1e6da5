/** Why a DNS server gave no usable answer. */
export type DnsFailure =
  | 'servfail'
  | 'refused'
  | 'timeout'
  /** An authoritative server that knows nothing of the zone it is named for. */
  | 'lame'
  /** It could not be reached, or what it sent could not be read. */
  | 'resolver_error';

/** What one server says of one name. Names are as the server wrote them: any case, with or without trailing dot, not necessarily valid. */
export type HostAnswer =
  /** The CNAME records at the name itself. */
  | { readonly kind: 'cname'; readonly names: readonly string[] }
  /** IPv4 and IPv6 addresses, and no CNAME. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** The name exists, with other records or none. */
  | { readonly kind: 'empty' }
  /** NXDOMAIN: there is nothing at this name. */
  | { readonly kind: 'no-name' }
  /** The zone has NS records at this name: its records are in another zone, on these servers. */
  | { readonly kind: 'delegated'; readonly servers: readonly string[] }
  | { readonly kind: 'failure'; readonly failure: DnsFailure };

/** What one server says of the host. */
export interface ServerView {
  /** Name or address of the server. */
  readonly server: string;
  /** Whether it holds the zone, or asks those that do. */
  readonly role: 'authoritative' | 'recursive';
  readonly answer: HostAnswer;
  /** What the same server said when it was asked again, where that was something else. */
  readonly again?: HostAnswer;
}

/** One CAA record (RFC 8659, section 4.1). */
export interface CaaRecord {
  readonly critical: boolean;
  readonly tag: string;
  readonly value: string;
}

/** What the DNS was seen to say. A server sends what it likes, so every list in here is short. */
export interface DnsSeen {
  /** The zone that holds the host's records, and its name servers; null when it was not found. */
  readonly zone: { readonly name: string; readonly servers: readonly string[] } | null;
  /** Nobody registered the domain: NXDOMAIN above the host. */
  readonly zoneMissing: boolean;
  readonly views: readonly ServerView[];
  /** The names that the host leads to, one CNAME after the other, up to the end or to the first that comes twice. */
  readonly chain: readonly string[];
  /** The addresses of this domain's CNAME target; none when it does not resolve. */
  readonly edge: readonly string[];
  /** What a name beside the host is answered with that nobody can have created: a wildcard, if anything. */
  readonly sibling: HostAnswer | null;
  /** The name that exists with the zone written twice, such as `click.brand.com.brand.com`. */
  readonly doubled: string | null;
  /** Types of other records at the host itself, such as `MX`. */
  readonly others: readonly string[];
  /** A resolver's SERVFAIL turned into an answer when it was asked not to check signatures. */
  readonly bogus: boolean;
  /** The CAA set that counts for the host, and where it stands; null when there is none or it could not be asked for. */
  readonly caa: { readonly name: string; readonly records: readonly CaaRecord[] } | null;
}

/** What a request to the host's own address for probes met. */
export type HttpsSeen =
  /** This installation answered; `via` names a CDN that the answer came through. */
  | { readonly kind: 'ours'; readonly via?: string }
  | {
      readonly kind: 'unreachable';
      readonly reason: 'refused' | 'timeout' | 'private' | 'broken';
      readonly address: string;
    }
  | {
      readonly kind: 'certificate';
      readonly reason: 'expired' | 'wrong_name' | 'untrusted' | 'handshake';
      /** What was seen: a date, names, an issuer, an alert. */
      readonly seen: string;
    }
  | { readonly kind: 'other-server'; readonly status: number; readonly server: string };

/** The certificate authority of this installation, as CAA records name it. */
export interface CaPolicy {
  /** Such as `letsencrypt.org`. */
  readonly identifiers: readonly string[];
  /** The ACME account that orders certificates (RFC 8657), where it is known. */
  readonly accountUri?: string;
}

/** What a check saw, without saying what it means. Plain JSON, so that a history can keep it. */
export interface Observation {
  /** The tracking domain's host, as stored. */
  readonly host: string;
  /** The CNAME target that belongs to this domain alone. */
  readonly target: string;
  /** The operator's zone, under which every CNAME target lies. */
  readonly cnameZone: string;
  /** Null for a host under `.localhost`: no DNS is asked. */
  readonly dns: DnsSeen | null;
  /** Null when it was not asked: the judgement is then what DNS alone says. */
  readonly https: HttpsSeen | null;
  /** Null when wrapped links are plain http, which need no certificate. */
  readonly ca: CaPolicy | null;
}
