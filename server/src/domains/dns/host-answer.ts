import type { HostAnswer, ServerView } from '@waymark/core';
import type { Answer } from 'dns-packet';
import type { DnsResult } from '../../net/dns-client.ts';
import type { DnsReply } from '../../net/dns-message.ts';
import { addressesIn, isReferral } from '../../net/resolver.ts';

// Servers may send anything, so an observation keeps only a few records, none longer than a name can be.
const maxRecords = 10;
const maxTextLength = 300;

/** What a server's reply to a query for `host` says about it. */
export function hostAnswer(result: DnsResult, host: string, role: ServerView['role']): HostAnswer {
  if (typeof result !== 'object') return { kind: 'failure', failure: result };
  const names = cnamesAt(result, host);
  if (names.length > 0) return { kind: 'cname', names };
  const own = recordsAt(result.answers, host);
  const addresses = addressesIn(own);
  if (addresses.length > 0) return { kind: 'addresses', addresses };
  if (result.code !== 0 && result.code !== 3) return { kind: 'failure', failure: failureOfCode(result.code) };
  if (role === 'recursive' && isReferral(result)) return { kind: 'failure', failure: 'resolver_error' };
  if (role === 'authoritative' && !result.authoritative) return referral(result, host);
  if (result.code === 3) return { kind: 'no-name' };
  // The SOA of a zone that begins at the host itself: one server may host both zones.
  return hasSoaAt(result.authorities, host) ? { kind: 'delegated', servers: [] } : { kind: 'empty' };
}

/** The targets of the CNAME records at a name, as they were written. */
export function cnamesAt({ answers }: DnsReply, name: string): string[] {
  return recordsAt(answers, name)
    .flatMap((record) => (record.type === 'CNAME' ? [record.data.slice(0, maxTextLength)] : []))
    .slice(0, maxRecords);
}

/** The records at a name; case does not matter. */
export function recordsAt(records: readonly Answer[], name: string): Answer[] {
  return records.filter((record) => record.name.toLowerCase() === name);
}

/** The name servers in the NS records of a zone. */
export function nameServersIn(records: readonly Answer[], zone: string): string[] {
  return recordsAt(records, zone)
    .flatMap((record) => (record.type === 'NS' ? [record.data.toLowerCase()] : []))
    .slice(0, maxRecords);
}

/** Whether the name has neither an address nor a CNAME. */
export function isNothing(answer: HostAnswer | undefined): boolean {
  return answer?.kind === 'empty' || answer?.kind === 'no-name';
}

/** Whether a second answer contradicts the first. Addresses are ignored: queries for other types do not repeat them. */
export function differs(first: HostAnswer, second: HostAnswer): boolean {
  if (second.kind === 'failure' || second.kind === 'delegated') return false;
  if (first.kind === 'cname') return second.kind !== 'cname' || names(first.names) !== names(second.names);
  return second.kind === 'cname' || (first.kind === 'addresses' && second.kind === 'no-name');
}

function names(written: readonly string[]): string {
  return written
    .map((name) => name.toLowerCase())
    .sort()
    .join(' ');
}

/** An answer, extended by the IPv6 addresses of a second one. */
export function withMore(answer: HostAnswer, more: DnsResult | undefined, host: string): HostAnswer {
  const six = typeof more === 'object' ? addressesIn(recordsAt(more.answers, host)) : [];
  if (six.length === 0) return answer;
  return { kind: 'addresses', addresses: answer.kind === 'addresses' ? [...answer.addresses, ...six] : six };
}

/** Whether a reply follows the CNAME to the target, so that its addresses are those of the target. */
export function leadsTo(result: DnsResult, target: string): result is DnsReply {
  return (
    typeof result === 'object' &&
    result.answers.some((record) => record.type === 'CNAME' && record.data.toLowerCase() === target)
  );
}

/** A server of the parent zone may delegate the host; a referral further up, or none, means that the server is lame. */
function referral({ authorities }: DnsReply, host: string): HostAnswer {
  const servers = nameServersIn(authorities, host);
  return servers.length > 0 ? { kind: 'delegated', servers } : { kind: 'failure', failure: 'lame' };
}

function hasSoaAt(records: readonly Answer[], host: string): boolean {
  return recordsAt(records, host).some(({ type }) => type === 'SOA');
}

/** What a response code other than NOERROR and NXDOMAIN means. */
export function failureOfCode(code: number) {
  if (code === 2) return 'servfail';
  // Some servers send NOTAUTH instead of REFUSED (RFC 2136, section 2.2).
  return code === 5 || code === 9 ? 'refused' : 'resolver_error';
}
