import type { Diagnosed } from '../diagnoses.ts';
import { asStored, isWithin } from '../names.ts';
import type { DnsSeen, Observation } from '../observation.ts';
import { distinct } from './answers.ts';
import { looksLikeTypo } from './typo.ts';
import { isWebsite } from './website.ts';

// A hostile server may answer with thousands of names; a sentence shows only a few.
const maxNames = 5;
/** Resolvers give up on chains only slightly longer than this. */
const maxHops = 5;

/** What the CNAME records at the host mean. */
export function judgeCname(records: readonly string[], observation: Observation, dns: DnsSeen): Diagnosed {
  const names = distinct(records);
  if (names.length > 1) return { code: 'multiple_cname', seen: { found: names.slice(0, maxNames).join(', ') } };
  const found = names[0] ?? '';
  const target = asStored(observation.target);
  const chain = dns.chain[0] === found ? dns.chain : [found];
  const hops = chain.indexOf(target) + 1;
  if (hops > 0) return judgeRight(hops, chain, dns);
  if (isCircle(observation.host, chain)) {
    return { code: 'loop', seen: { found: [observation.host, ...chain].slice(0, maxNames + 1).join(' → ') } };
  }
  return judgeWrong(found, observation, dns);
}

function judgeRight(hops: number, chain: readonly string[], dns: DnsSeen): Diagnosed {
  if (dns.edge.length === 0) return { code: 'edge_unresolvable' };
  if (dns.others.length > 0) return { code: 'cname_and_other_data', seen: { others: dns.others.join(', ') } };
  if (dns.sibling?.kind === 'cname' && distinct(dns.sibling.names)[0] === chain[0]) return { code: 'wildcard' };
  const found = chain.slice(0, hops).join(' → ');
  if (hops > maxHops) return { code: 'chain_long', seen: { found, hops: String(hops) } };
  return hops > 1 ? { code: 'ok_chain', seen: { found } } : { code: 'ok' };
}

function judgeWrong(found: string, observation: Observation, { sibling }: DnsSeen): Diagnosed {
  const { host, https } = observation;
  const target = asStored(observation.target);
  if (!isName(found)) return { code: 'target_not_a_name', seen: { found } };
  if (found.startsWith(`${target}.`)) return { code: 'doubled_target', seen: { found } };
  // A target's first label is random, so one that is almost ours must be a typo of ours.
  if (looksLikeTypo(found, target)) return { code: 'wrong_target', seen: { found, variant: 'typo' } };
  if (sibling?.kind === 'cname' && distinct(sibling.names)[0] === found) {
    return { code: 'wrong_target_wildcard', seen: { found } };
  }
  if (!isWithin(found, asStored(observation.cnameZone))) {
    return { code: 'wrong_target', seen: { found, ...(isWebsite(host, https) ? { variant: 'website' } : {}) } };
  }
  return { code: hasShapeOf(found, target) ? 'other_tenant' : 'shared_target', seen: { found } };
}

function isCircle(host: string, chain: readonly string[]): boolean {
  return chain.includes(host) || new Set(chain).size < chain.length;
}

/** Whether it can be a host name at all: not a URL, path or IP address, even with the zone appended by a panel. */
function isName(found: string): boolean {
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(found) && !/^\d{1,3}(?:\.\d{1,3}){3}(?:\.|$)/.test(found);
}

/** Whether a name in the operator's zone could be another domain's target: same label count and first-label length. */
function hasShapeOf(found: string, target: string): boolean {
  const [foundLabels, targetLabels] = [found.split('.'), target.split('.')];
  return foundLabels.length === targetLabels.length && foundLabels[0]!.length === targetLabels[0]!.length;
}
