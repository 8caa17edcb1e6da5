import type { Diagnosed } from '../diagnoses.ts';
import { asStored, isWithin } from '../names.ts';
import type { CaaRecord, CaPolicy, DnsSeen, Observation } from '../observation.ts';
import { allowsCa } from './caa.ts';

/** Why an authority will refuse a certificate for a host whose DNS is right; null if it will not. */
export function judgeCaa({ host, target }: Observation, dns: DnsSeen, ca: CaPolicy): Diagnosed | null {
  // A set found nearer to the host than the failed look-up is the one that counts, and is all there is here.
  if (dns.caaUnanswered !== undefined) {
    return { code: 'caa_unanswered', seen: { caaName: dns.caaUnanswered.name, failure: dns.caaUnanswered.failure } };
  }
  if (dns.caa === null || allowsCa(dns.caa.records, ca)) return null;
  const { name, records } = dns.caa;
  const code = isOperators(asStored(name), host, dns.chain, asStored(target)) ? 'caa_operator' : 'caa_forbids';
  return { code, seen: { found: issuersIn(records), caaName: name, ca: ca.identifiers[0] ?? '' } };
}

/** Authorities follow the CNAME, so the set may be at the target or at what the target leads to. */
function isOperators(name: string, host: string, chain: readonly string[], target: string): boolean {
  if (isWithin(host, name)) return false;
  const hops = chain.indexOf(target);
  return hops !== -1 && !chain.slice(0, hops).includes(name);
}

function issuersIn(records: readonly CaaRecord[]): string {
  const issuers = records.filter(({ tag }) => tag.toLowerCase() === 'issue').map(({ value }) => value);
  return issuers.join(', ');
}
