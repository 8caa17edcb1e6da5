import { asStored } from '../names.ts';
import type { DnsFailure, DnsSeen, HostAnswer, ServerView } from '../observation.ts';

/** A view that says something about the host. */
export interface UsableView extends ServerView {
  readonly answer: Exclude<HostAnswer, { readonly kind: 'failure' }>;
}

export function isUsable(view: ServerView): view is UsableView {
  return view.answer.kind !== 'failure';
}

/** Two answers with the same signature mean the same: addresses may rotate, and "nothing" has two spellings. */
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

/** Names as they are compared, each once. */
export function distinct(names: readonly string[]): string[] {
  return [...new Set(names.map(asStored))];
}

/** What says most comes first: a server that knows nothing of the zone explains the failures of those that ask it. */
const telling: readonly DnsFailure[] = ['lame', 'refused', 'servfail', 'timeout', 'resolver_error'];

/** The failure to report when nobody gave a usable answer, and the servers that had it. */
export function failureOf(views: readonly ServerView[]): {
  readonly failure: DnsFailure;
  readonly servers: readonly string[];
} {
  const authoritative = views.filter(({ role }) => role === 'authoritative');
  const relevant = authoritative.length > 0 ? authoritative : views;
  const failures = relevant.flatMap(({ server, answer }) => (answer.kind === 'failure' ? [{ server, ...answer }] : []));
  const failure = telling.find((one) => failures.some((seen) => seen.failure === one)) ?? 'resolver_error';
  // When not even the resolvers answer, the trouble is more likely ours than the zone's.
  if (authoritative.length === 0 && failure === 'timeout')
    return { failure: 'resolver_error', servers: relevant.map(({ server }) => server) };
  return { failure, servers: failures.filter((seen) => seen.failure === failure).map(({ server }) => server) };
}
