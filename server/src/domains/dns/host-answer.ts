import type { HostAnswer, ServerView } from '@waymark/core';
import type { Answer } from 'dns-packet';
import type { DnsResult } from '../../net/dns-client.ts';
import type { DnsReply } from '../../net/dns-message.ts';
import { addressesIn, isReferral } from '../../net/resolver.ts';

// Servers may say what they like; a history keeps a few records of it, and no more of each than a name can have.
const maxRecords = 10;
const maxTextLength = 300;

/** What a server's reply to a question for `host` says of it. */
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
  // The end of a zone that begins at the host itself: one server may hold both zones.
  return hasSoaAt(result.authorities, host) ? { kind: 'delegated', servers: [] } : { kind: 'empty' };
}

/** The targets of the CNAME records at a name, as they were written. */
export function cnamesAt({ answers }: DnsReply, name: string): string[] {
  return recordsAt(answers, name)
    .flatMap((record) => (record.type === 'CNAME' ? [record.data.slice(0, maxTextLength)] : []))
    .slice(0, maxRecords);
}

/** The records at a name; capitals do not matter. */
export function recordsAt(records: readonly Answer[], name: string): Answer[] {
  return records.filter((record) => record.name.toLowerCase() === name);
}

/** The names in the NS records of a zone. */
export function nameServersIn(records: readonly Answer[], zone: string): string[] {
  return recordsAt(records, zone)
    .flatMap((record) => (record.type === 'NS' ? [record.data.toLowerCase()] : []))
    .slice(0, maxRecords);
}

/** Whether there is no address and no CNAME at the name. */
export function isNothing(answer: HostAnswer | undefined): boolean {
  return answer?.kind === 'empty' || answer?.kind === 'no-name';
}

/** Whether a second answer contradicts the first; addresses are not repeated when other records are asked for. */
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

/** An answer with the IPv6 addresses of a second one. */
export function withMore(answer: HostAnswer, more: DnsResult | undefined, host: string): HostAnswer {
  const six = typeof more === 'object' ? addressesIn(recordsAt(more.answers, host)) : [];
  if (six.length === 0) return answer;
  return { kind: 'addresses', addresses: answer.kind === 'addresses' ? [...answer.addresses, ...six] : six };
}

/** Whether a reply goes on to the target, so that its addresses are those of the target. */
export function leadsTo(result: DnsResult, target: string): result is DnsReply {
  return (
    typeof result === 'object' &&
    result.answers.some((record) => record.type === 'CNAME' && record.data.toLowerCase() === target)
  );
}

/** A server that holds the zone above may hand the host on; one that names a zone further up, or nobody, knows nothing. */
function referral({ authorities }: DnsReply, host: string): HostAnswer {
  const servers = nameServersIn(authorities, host);
  return servers.length > 0 ? { kind: 'delegated', servers } : { kind: 'failure', failure: 'lame' };
}

function hasSoaAt(records: readonly Answer[], host: string): boolean {
  return recordsAt(records, host).some(({ type }) => type === 'SOA');
}

function failureOfCode(code: number) {
  if (code === 2) return 'servfail';
  // NOTAUTH is what some servers say in place of REFUSED (RFC 2136, section 2.2).
  return code === 5 || code === 9 ? 'refused' : 'resolver_error';
}
