import type { Diagnosed } from '../diagnoses.ts';
import { registrableDomain } from '../names.ts';
import type { DnsSeen, Observation, ServerView } from '../observation.ts';
import { distinct, failureOf, isRight, isUsable, signature, type UsableView } from './answers.ts';
import { judgeCname } from './judge-cname.ts';
import { isWebsite } from './website.ts';

/** Judges what DNS says about the host; https matters only when addresses alone are not conclusive. */
export function judgeDns(observation: Observation, dns: DnsSeen): Diagnosed {
  const { host } = observation;
  if (registrableDomain(host) === host) return { code: 'apex' };
  if (dns.zoneMissing) return { code: 'domain_missing' };
  if (dns.bogus) return { code: 'dnssec_bogus' };
  const usable = dns.views.filter(isUsable);
  if (usable.length === 0) return nobodyAnswered(dns.views);

  const flapping = usable.find(({ again }) => again !== undefined);
  if (flapping) return { code: 'unstable', seen: { server: flapping.server } };
  const delegation = usable.find(({ answer }) => answer.kind === 'delegated');
  if (delegation) return judgeDelegated(delegation, usable, observation, dns);
  return judgeViews(usable, observation, dns);
}

function nobodyAnswered(views: readonly ServerView[]): Diagnosed {
  const { failure, servers } = failureOf(views);
  return { code: failure, seen: { server: servers.slice(0, 3).join(', ') } };
}

/** The zone's servers only delegate, so what resolvers get from the delegated zone decides, if it points to us. */
function judgeDelegated(
  { answer }: UsableView,
  usable: readonly UsableView[],
  observation: Observation,
  dns: DnsSeen,
): Diagnosed {
  const beyond = usable.filter((view) => view.answer.kind !== 'delegated' && view.role === 'recursive');
  if (beyond.length > 0 && beyond.every((view) => isRight(view.answer, dns, observation.target))) {
    return judgeViews(beyond, observation, dns);
  }
  const servers = answer.kind === 'delegated' ? distinct(answer.servers).join(', ') : '';
  return { code: 'delegated', seen: { server: servers } };
}

function judgeViews(usable: readonly UsableView[], observation: Observation, dns: DnsSeen): Diagnosed {
  const [reference] = usable.toSorted((one, other) => rank(one) - rank(other));
  const differ = new Set(usable.map(({ answer }) => signature(answer))).size > 1;
  if (differ) {
    const right = usable.filter(({ answer }) => isRight(answer, dns, observation.target));
    if (right.length > 0) return propagating(right, usable);
  }
  return judgeAnswer(reference!, observation, dns);
}

/** The zone's own servers see changes first. */
function rank({ role }: UsableView): number {
  return role === 'authoritative' ? 0 : 1;
}

function propagating(right: readonly UsableView[], usable: readonly UsableView[]): Diagnosed {
  const list = (views: readonly UsableView[]) => views.map(({ server }) => server).join(', ');
  return {
    code: 'propagating',
    seen: { found: list(right), server: list(usable.filter((view) => !right.includes(view))) },
  };
}

function judgeAnswer({ answer }: UsableView, observation: Observation, dns: DnsSeen): Diagnosed {
  if (answer.kind === 'cname') return judgeCname(answer.names, observation, dns);
  if (answer.kind === 'addresses') return judgeAddresses(answer.addresses, observation, dns);
  if (dns.doubled !== null) return { code: 'doubled_zone', seen: { found: dns.doubled } };
  const others = dns.others.join(', ');
  if (dns.others.some((type) => type !== 'TXT')) return { code: 'conflict_mx', seen: { others } };
  return { code: 'missing', seen: others === '' ? {} : { variant: 'others', others } };
}

function judgeAddresses(addresses: readonly string[], { host, https }: Observation, dns: DnsSeen): Diagnosed {
  const elsewhere = addresses.filter((address) => !dns.edge.includes(address));
  if (elsewhere.length === 0) return { code: 'address_instead_of_cname', seen: { found: addresses.join(', ') } };
  if (https?.kind === 'ours') {
    const unproven = elsewhere.filter((address) => https.unproven?.includes(address));
    // Beside ours, a foreign address takes its share of the readers; alone, it is only not known to be ours.
    if (unproven.length > 0 && elsewhere.length < addresses.length) return foreign(unproven, {});
    const found = elsewhere.join(', ');
    if (https.via !== undefined) return { code: 'proxied', seen: { found, via: https.via } };
    if (unproven.length === 0) return { code: 'flattened', seen: { found } };
    return { code: 'flattened', seen: { found, variant: 'unproven', unproven: unproven.join(', ') } };
  }
  if (dns.edge.length === 0) return { code: 'edge_unresolvable' };
  if (dns.sibling?.kind === 'addresses' && elsewhere.every((address) => isAmong(address, dns.sibling))) {
    return { code: 'wrong_target_wildcard', seen: { found: elsewhere.join(', ') } };
  }
  const isMixed = elsewhere.length < addresses.length;
  // Nothing was learnt about the addresses, and what was known of the host before still counts.
  if (!isMixed && https?.kind === 'unreachable' && https.reason === 'no_route') {
    return { code: 'address_unproven', seen: { found: elsewhere.join(', ') } };
  }
  return foreign(elsewhere, !isMixed && isWebsite(host, https) ? { variant: 'website' } : {});
}

function foreign(addresses: readonly string[], more: { readonly variant?: string }): Diagnosed {
  const types = [...new Set(addresses.map((address) => (address.includes(':') ? 'AAAA' : 'A')))];
  return { code: 'address_elsewhere', seen: { found: addresses.join(', '), type: types.join(', '), ...more } };
}

function isAmong(address: string, answer: DnsSeen['sibling']): boolean {
  return answer?.kind === 'addresses' && answer.addresses.includes(address);
}
