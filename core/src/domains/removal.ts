import { distinct } from './judging/answers.ts';
import { asStored } from './names.ts';
import type { DnsSeen, HostAnswer, Observation, ServerView } from './observation.ts';

/** Every reason why a tracking domain cannot be removed now; the only list of them. */
export const removalRefusals = ['attached', 'record-stands', 'record-unknown', 'not-confirmed'] as const;
export type RemovalRefusal = (typeof removalRefusals)[number];

/** Whether a host's DNS record still points to us. */
export type Standing =
  | { readonly kind: 'gone' }
  /** `record` as it would appear in a panel, and the servers that return it. */
  | { readonly kind: 'stands'; readonly record: string; readonly servers: readonly string[] }
  /** No server that could know answered. */
  | { readonly kind: 'unknown'; readonly servers: readonly string[] };

/**
 * Whether the record that verified a domain is gone. The zone's own servers decide; what resolvers have cached counts
 * only when none of those answers. The record counts as present if a single server still has it.
 */
export function standingOf(observation: Observation): Standing {
  const { dns, https } = observation;
  if (dns === null || dns.zoneMissing) return { kind: 'gone' };
  const views = whoKnows(dns.views);
  if (views.length === 0) return { kind: 'unknown', servers: dns.views.map(({ server }) => server) };
  const leading = views.filter(
    ({ answer, again }) => leadsHere(answer, observation, dns) || (again && leadsHere(again, observation, dns)),
  );
  if (leading.length > 0) return stands(leading, observation, dns);
  // Behind a proxy the record itself is hidden, but its effect is not.
  const addressed = views.filter(({ answer }) => answer.kind === 'addresses');
  return https?.kind === 'ours' && addressed.length > 0 ? stands(addressed, observation, dns) : { kind: 'gone' };
}

function whoKnows(views: readonly ServerView[]): readonly ServerView[] {
  const usable = views.filter(({ answer }) => answer.kind !== 'failure' && answer.kind !== 'delegated');
  const nameServers = usable.filter(({ role }) => role === 'authoritative');
  return nameServers.length > 0 ? nameServers : usable;
}

function leadsHere(answer: HostAnswer, { target }: Observation, { chain, edge }: DnsSeen): boolean {
  if (answer.kind === 'addresses') return answer.addresses.some((address) => edge.includes(address));
  if (answer.kind !== 'cname') return false;
  const names = distinct(answer.names);
  return names.includes(asStored(target)) || (chain.includes(asStored(target)) && names.includes(chain[0] ?? ''));
}

function stands([first, ...more]: readonly ServerView[], { host }: Observation, { sibling }: DnsSeen): Standing {
  const servers = [first!, ...more].map(({ server }) => server);
  const { answer } = first!;
  const name = sibling !== null && isSame(answer, sibling) ? `*${host.slice(host.indexOf('.'))}` : host;
  return { kind: 'stands', record: `${name} ${dataOf(answer)}`, servers };
}

function isSame(one: HostAnswer, other: HostAnswer): boolean {
  return dataOf(one) === dataOf(other);
}

function dataOf(answer: HostAnswer): string {
  if (answer.kind === 'cname') return `CNAME ${distinct(answer.names).sort().slice(0, 5).join(', ')}`;
  if (answer.kind !== 'addresses') return '';
  const types = new Set(answer.addresses.map((address) => (address.includes(':') ? 'AAAA' : 'A')));
  return `${[...types].sort().join('/')} ${answer.addresses.toSorted().slice(0, 5).join(', ')}`;
}
