import { asStored } from '../names.ts';
import type { DnsFailure, DnsSeen, HostAnswer, ServerView } from '../observation.ts';

/** A view with a usable answer about the host. */
export interface UsableView extends ServerView {
  readonly answer: Exclude<HostAnswer, { readonly kind: 'failure' }>;
}

export function isUsable(view: ServerView): view is UsableView {
  return view.answer.kind !== 'failure';
}

/** Answers with the same signature are equivalent: addresses may rotate, and "nothing" has two spellings. */
export function signature(answer: HostAnswer): string {
  if (answer.kind === 'cname') return `cname ${distinct(answer.names).sort().join(' ')}`;
  return answer.kind === 'no-name' ? 'empty' : answer.kind;
}

/** Whether an answer leads to the target by CNAME records, or has only addresses of the edge. */
export function isRight(answer: HostAnswer, { chain, edge }: DnsSeen, target: string): boolean {
  if (answer.kind === 'addresses') return answer.addresses.every((address) => edge.includes(address));
  if (answer.kind !== 'cname') return false;
  const [first, ...more] = distinct(answer.names);
  if (first === undefined || more.length > 0) return false;
  return first === asStored(target) || (first === chain[0] && chain.includes(asStored(target)));
}

/** Normalised names without duplicates. */
export function distinct(names: readonly string[]): string[] {
  return [...new Set(names.map(asStored))];
}

/** Most informative first: a server that does not know the zone explains the failures of resolvers that query it. */
const telling: readonly DnsFailure[] = ['lame', 'refused', 'servfail', 'timeout', 'resolver_error'];

/** The failure to report when no server gave a usable answer, and the servers it occurred on. */
export function failureOf(views: readonly ServerView[]): {
  readonly failure: DnsFailure;
  readonly servers: readonly string[];
} {
  const authoritative = views.filter(({ role }) => role === 'authoritative');
  const relevant = authoritative.length > 0 ? authoritative : views;
  const failures = relevant.flatMap(({ server, answer }) => (answer.kind === 'failure' ? [{ server, ...answer }] : []));
  const failure = telling.find((one) => failures.some((seen) => seen.failure === one)) ?? 'resolver_error';
  // If even the resolvers do not answer, or want nothing to do with us, the problem is more likely on our side than in the zone.
  if (authoritative.length === 0 && (failure === 'timeout' || failure === 'refused'))
    return { failure: 'resolver_error', servers: relevant.map(({ server }) => server) };
  return { failure, servers: failures.filter((seen) => seen.failure === failure).map(({ server }) => server) };
}
