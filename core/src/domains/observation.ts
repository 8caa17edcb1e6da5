/** Why a DNS server gave no usable answer. */
export type DnsFailure = 'servfail' | 'refused' | 'timeout' | 'resolver_error';

/** What one CNAME query for the host saw. */
export type CnameAnswer =
  /** Names as the server wrote them: any case, with or without trailing dot, not necessarily valid. */
  | { readonly kind: 'cname'; readonly names: readonly string[] }
  /** The name exists, with other records or none. */
  | { readonly kind: 'none' }
  /** NXDOMAIN: there is nothing at this name. */
  | { readonly kind: 'no-name' }
  | { readonly kind: 'failure'; readonly failure: DnsFailure };

/** What a check saw, without saying what it means. Plain JSON, so that a history can keep it. */
export interface Observation {
  /** The tracking domain's host, as stored. */
  readonly host: string;
  /** The CNAME target that belongs to this domain alone. */
  readonly target: string;
  /** The operator's zone, under which every CNAME target lies. */
  readonly zone: string;
  /** The host is under `.localhost`: no DNS was asked, and `answer` says nothing. */
  readonly loopback: boolean;
  readonly answer: CnameAnswer;
}
