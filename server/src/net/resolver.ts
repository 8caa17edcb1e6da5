import type { Answer } from 'dns-packet';
import { LRUCache } from 'lru-cache';
import type { Deadline, DnsClient, DnsResult } from './dns-client.ts';
import type { DnsReply, QuestionType } from './dns-message.ts';
import { type DnsServer, dnsServer } from './dns-server.ts';

/** How long shared answers are cached, and how long servers that failed are tried last. */
const ttlMs = 60_000;
const maxShared = 10_000;
const maxTextLength = 1000;

/** Combines recursive resolvers: tries another when one fails, and caches shared answers for a minute. */
export class Resolver {
  readonly servers: readonly DnsServer[];
  readonly #client: DnsClient;
  readonly #shared = new LRUCache<string, Promise<DnsResult>>({ max: maxShared, ttl: ttlMs });
  readonly #failedAt = new Map<DnsServer, number>();
  #turn = 0;

  constructor(client: DnsClient, servers: readonly DnsServer[]) {
    this.#client = client;
    this.servers = servers;
  }

  /** The first usable answer of any resolver; otherwise the failure of the last one. */
  async ask(name: string, type: QuestionType, deadline: Deadline): Promise<DnsResult> {
    let last: DnsResult = 'resolver_error';
    for (const server of this.#inOrder()) {
      last = await this.#client.ask(server, { name, type, recursive: true }, deadline);
      if (typeof last === 'object' && isUsable(last)) return last;
      if (typeof last !== 'object') this.#failedAt.set(server, performance.now());
    }
    return last;
  }

  /**
   * The same for records that change rarely and that many checks share, such as the addresses of a provider's name
   * servers.
   */
  askShared(name: string, type: QuestionType, deadline: Deadline): Promise<DnsResult> {
    const key = `${type} ${name}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const result = this.ask(name, type, deadline);
    this.#shared.set(key, result);
    void result.then((answer) => {
      if (typeof answer !== 'object' || !isUsable(answer)) this.#shared.delete(key);
    });
    return result;
  }

  /** Every address of a name, IPv4 first. */
  async addressesOf(name: string, deadline: Deadline): Promise<string[]> {
    const results = await Promise.all([this.ask(name, 'A', deadline), this.ask(name, 'AAAA', deadline)]);
    return results.flatMap((result) => (typeof result === 'object' ? addressesIn(result.answers) : []));
  }

  #inOrder(): readonly DnsServer[] {
    this.#turn = (this.#turn + 1) % this.servers.length;
    const turned = [...this.servers.slice(this.#turn), ...this.servers.slice(0, this.#turn)];
    const recently = performance.now() - ttlMs;
    const failed = (server: DnsServer) => Number((this.#failedAt.get(server) ?? Number.NEGATIVE_INFINITY) > recently);
    return turned.sort((one, other) => failed(one) - failed(other));
  }
}

/** NOERROR or NXDOMAIN: a statement about the name. */
export function isUsable(reply: DnsReply): boolean {
  return (reply.code === 0 && !isReferral(reply)) || reply.code === 3;
}

/** A server that returns only referrals is not a resolver. */
export function isReferral({ answers, authorities }: DnsReply): boolean {
  return (
    answers.length === 0 &&
    authorities.some(({ type }) => type === 'NS') &&
    !authorities.some(({ type }) => type === 'SOA')
  );
}

/** The addresses of an answer section in canonical form; a hostile one may have thousands. */
export function addressesIn(answers: readonly Answer[]): string[] {
  return answers
    .flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [dnsServer(record.data, 0).address] : []))
    .slice(0, 16);
}

/** The TXT records of an answer section as one string each; a hostile one may have many long ones. */
export function textsIn(answers: readonly Answer[]): string[] {
  return answers
    .flatMap((record) => (record.type === 'TXT' ? [[record.data].flat().join('').slice(0, maxTextLength)] : []))
    .slice(0, 16);
}
