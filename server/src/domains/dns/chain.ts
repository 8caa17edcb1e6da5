import type { Deadline } from '../../net/dns-client.ts';
import { type DnsReply, isAskable } from '../../net/dns-message.ts';
import type { Resolver } from '../../net/resolver.ts';
import { cnamesAt } from './host-answer.ts';

const maxHops = 16;

/**
 * The chain of CNAME targets from `host`, beginning with `first`: read from the replies at hand, then by querying. Ends
 * at the target, at a name without a CNAME, at a loop, or after 16 names.
 */
export async function followChain(
  resolver: Resolver,
  host: string,
  first: string,
  target: string,
  replies: readonly DnsReply[],
  deadline: Deadline,
): Promise<string[]> {
  const chain = [asAsked(first)];
  while (chain.length < maxHops) {
    const last = chain.at(-1)!;
    if (last === target || last === host || chain.indexOf(last) < chain.length - 1 || !isAskable(last)) break;
    const next = known(replies, last) ?? (await asked(resolver, last, deadline));
    if (next === undefined) break;
    chain.push(asAsked(next));
  }
  return chain;
}

function known(replies: readonly DnsReply[], name: string): string | undefined {
  for (const reply of replies) {
    const [next] = cnamesAt(reply, name);
    if (next !== undefined) return next;
  }
  return undefined;
}

async function asked(resolver: Resolver, name: string, deadline: Deadline): Promise<string | undefined> {
  const result = await resolver.ask(name, 'CNAME', deadline);
  return typeof result === 'object' ? cnamesAt(result, name)[0] : undefined;
}

function asAsked(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
