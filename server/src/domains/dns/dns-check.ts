import { randomUUID } from 'node:crypto';
import type { HostAnswer, ServerView } from '@waymark/core';
import type { Deadline, DnsClient, DnsResult } from '../../net/dns-client.ts';
import type { QuestionType } from '../../net/dns-message.ts';
import type { DnsServer } from '../../net/dns-server.ts';
import { addressesIn, type Resolver } from '../../net/resolver.ts';
import { followChain } from './chain.ts';
import { cnamesAt, differs, hostAnswer, isNothing, leadsTo, recordsAt, withMore } from './host-answer.ts';
import type { Zone } from './zone.ts';

/** A view with the reply it was parsed from, and how to query that server again. */
export interface Source {
  readonly view: ServerView;
  readonly result: DnsResult;
  readonly at: DnsServer | undefined;
}

/** The queries of one check. */
export class DnsCheck {
  readonly #client: DnsClient;
  readonly #resolver: Resolver;
  readonly #host: string;
  readonly #target: string;
  readonly #deadline: Deadline;

  constructor(client: DnsClient, resolver: Resolver, host: string, target: string, deadline: Deadline) {
    this.#client = client;
    this.#resolver = resolver;
    this.#host = host;
    this.#target = target;
    this.#deadline = deadline;
  }

  askResolvers(): Promise<Source[]> {
    return Promise.all(this.#resolver.servers.map((at) => this.#view(at.address, at, 'recursive')));
  }

  askNameServer(server: string, at: DnsServer | undefined): Promise<Source> {
    return this.#view(server, at, 'authoritative');
  }

  /** What the first answers leave open: which other records exist, whether answers are stable, and where they lead. */
  async lookFurther(sources: readonly Source[], zone: Zone | undefined) {
    const usable = sources.filter(({ view }) => view.answer.kind !== 'failure');
    const reference = usable[0];
    const answer = reference?.view.answer;
    const [others, sibling, bogus, chain] = await Promise.all([
      this.#others(reference),
      this.#about(`${randomUUID().slice(24)}${this.#host.slice(this.#host.indexOf('.'))}`, reference),
      this.#isBogus(sources),
      this.#chain(answer, usable),
    ]);
    const [edge, doubled] = await Promise.all([
      this.#edge(answer, chain, usable),
      isNothing(answer) && isNothing(sibling ?? undefined) ? this.#doubled(zone, reference) : null,
    ]);
    const views = sources.map(({ view }) =>
      view === reference?.view && others.again ? { ...view, again: others.again } : view,
    );
    return { views, chain, edge, sibling, doubled, others: others.types, bogus };
  }

  async #view(server: string, at: DnsServer | undefined, role: ServerView['role']): Promise<Source> {
    if (at === undefined)
      return { view: { server, role, answer: { kind: 'failure', failure: 'lame' } }, result: 'timeout', at };
    const first = await this.#ask(at, this.#host, 'A', role);
    const result = role === 'recursive' && isServfail(first) ? await this.#cnameInstead(at, first) : first;
    const answer = hostAnswer(result, this.#host, role);
    const more =
      isNothing(answer) || answer.kind === 'addresses' ? await this.#ask(at, this.#host, 'AAAA', role) : undefined;
    return { view: { server, role, answer: withMore(answer, more, this.#host) }, result, at };
  }

  /** A resolver that follows CNAME records round in a circle fails, but still knows the first of them. */
  async #cnameInstead(at: DnsServer, failed: DnsResult): Promise<DnsResult> {
    const result = await this.#ask(at, this.#host, 'CNAME', 'recursive');
    return typeof result === 'object' && cnamesAt(result, this.#host).length > 0 ? result : failed;
  }

  /** Other records beside or instead of the CNAME; the same queries show whether the answer is stable. */
  async #others(reference: Source | undefined): Promise<{ types: string[]; again?: HostAnswer }> {
    if (reference === undefined) return { types: [] };
    const types = new Set<string>();
    let again: HostAnswer | undefined;
    const { answer, role } = reference.view;
    if (answer.kind === 'cname' && typeof reference.result === 'object') {
      for (const { type } of recordsAt(reference.result.answers, this.#host)) types.add(type);
    }
    const asked = (['MX', 'TXT'] as const).map((type) => this.#askSource(reference, this.#host, type));
    for (const result of await Promise.all(asked)) {
      const own = typeof result === 'object' ? recordsAt(result.answers, this.#host) : [];
      for (const { type } of own) types.add(type);
      const second = hostAnswer(result, this.#host, role);
      if (role === 'authoritative' && own.every(({ type }) => type === 'CNAME') && differs(answer, second))
        again = second;
    }
    for (const known of ['CNAME', 'RRSIG', answer.kind === 'addresses' ? 'A' : '']) types.delete(known);
    return { types: [...types].sort(), ...(again && { again }) };
  }

  async #about(name: string, reference: Source | undefined): Promise<HostAnswer | null> {
    if (reference === undefined) return null;
    return hostAnswer(await this.#askSource(reference, name, 'A'), name, reference.view.role);
  }

  async #doubled(zone: Zone | undefined, reference: Source | undefined): Promise<string | null> {
    const name = zone && `${this.#host}.${zone.name}`;
    if (name === undefined || name.length > 253) return null;
    const answer = await this.#about(name, reference);
    return answer?.kind === 'cname' || answer?.kind === 'addresses' ? name : null;
  }

  async #chain(answer: HostAnswer | undefined, usable: readonly Source[]): Promise<string[]> {
    if (answer?.kind !== 'cname') return [];
    const replies = usable.flatMap(({ result }) => (typeof result === 'object' ? [result] : []));
    return followChain(
      this.#resolver,
      this.#host,
      this.#firstHop(answer.names, usable),
      this.#target,
      replies,
      this.#deadline,
    );
  }

  /** Where servers disagree, follows the answer that may lead to us. */
  #firstHop(names: readonly string[], usable: readonly Source[]): string {
    const all = usable.flatMap(({ view }) => (view.answer.kind === 'cname' ? view.answer.names : []));
    return all.find((name) => name.toLowerCase().replace(/\.$/, '') === this.#target) ?? names[0] ?? '';
  }

  /** The addresses of the target. If a CNAME leads to it, one address family is enough to show that it resolves. */
  async #edge(
    answer: HostAnswer | undefined,
    chain: readonly string[],
    usable: readonly Source[],
  ): Promise<readonly string[]> {
    if (answer?.kind === 'addresses') return this.#resolver.addressesOf(this.#target, this.#deadline);
    if (!chain.includes(this.#target)) return [];
    const known = usable.flatMap(({ result }) => (leadsTo(result, this.#target) ? addressesIn(result.answers) : []));
    if (known.length > 0) return [...new Set(known)];
    for (const type of ['A', 'AAAA'] as const) {
      const result = await this.#resolver.ask(this.#target, type, this.#deadline);
      const found = typeof result === 'object' ? addressesIn(result.answers) : [];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** A resolver that fails twice, but answers when told not to validate signatures. */
  async #isBogus(sources: readonly Source[]): Promise<boolean> {
    const failing = sources.find(
      ({ view }) => view.role === 'recursive' && view.answer.kind === 'failure' && view.answer.failure === 'servfail',
    );
    if (failing?.at === undefined) return false;
    const question = { name: this.#host, type: 'A', recursive: true } as const;
    const unchecked = await this.#client.ask(failing.at, { ...question, unchecked: true }, this.#deadline);
    if (typeof unchecked !== 'object' || (unchecked.code !== 0 && unchecked.code !== 3)) return false;
    const again = await this.#client.ask(failing.at, question, this.#deadline);
    return typeof again === 'object' && again.code === 2;
  }

  #askSource({ at, view }: Source, name: string, type: QuestionType): Promise<DnsResult> {
    return at === undefined ? Promise.resolve('timeout') : this.#ask(at, name, type, view.role);
  }

  #ask(at: DnsServer, name: string, type: QuestionType, role: ServerView['role']): Promise<DnsResult> {
    return this.#client.ask(at, { name, type, recursive: role === 'recursive' }, this.#deadline);
  }
}

function isServfail(result: DnsResult): boolean {
  return typeof result === 'object' && result.code === 2;
}
