import type { DnsSeen } from '@waymark/core';
import { type Deadline, DnsClient } from '../../net/dns-client.ts';
import { type DnsServer, parseServer } from '../../net/dns-server.ts';
import { createRateLimiter, type RateLimiter } from '../../net/rate-limiter.ts';
import { addressesIn, isUsable, Resolver, textsIn } from '../../net/resolver.ts';
import { findCaa } from './caa.ts';
import { DnsCheck } from './dns-check.ts';
import { findNameServers, findZone } from './zone.ts';

/** `zone fails`: the resolver works, and the servers of our zone do not. */
export interface OwnLookUp {
  readonly server: string;
  readonly found: 'addresses' | 'nothing' | 'zone fails' | 'no answer';
}

export interface DnsObserverOptions {
  /** Recursive resolvers: addresses with an optional port. */
  readonly servers: readonly string[];
  /** How many queries each resolver is sent in a second at most; unlimited by default. */
  readonly questionsPerSecond?: number | undefined;
  /** The port of authoritative servers: 53, except in tests, which may not listen there. */
  readonly authoritativePort?: number | undefined;
  /** Whether an untrusted zone may make us query this address. */
  readonly mayAsk: (address: string) => boolean;
}

/** Queries DNS about hosts. */
export interface DnsObserver {
  /** Everything that DNS says about a host. Never rejects: failures are part of the observation. */
  observe(host: string, target: string, deadline: Deadline, withCaa: boolean): Promise<DnsSeen>;
  addressesOf(name: string, deadline: Deadline): Promise<string[]>;
  /** The TXT records at a name, with the strings of each joined; empty when the query fails. */
  textsAt(name: string, deadline: Deadline): Promise<string[]>;
  /** What each resolver says of a name of ours: whether it leads anywhere, or that the resolver itself gives no answers. */
  lookUpOurs(name: string, deadline: Deadline): Promise<readonly OwnLookUp[]>;
  /** How long the busiest resolver delays a new query, in milliseconds. */
  wait(): number;
  close(): void;
}

export function createDnsObserver(options: DnsObserverOptions): DnsObserver {
  const servers = options.servers.map(parseServer);
  const limiters = createLimiters(servers, options.questionsPerSecond);
  const client = new DnsClient((server) => limiters.get(writtenOut(server)));
  const resolver = new Resolver(client, servers);
  const search = { client, resolver, port: options.authoritativePort ?? 53, mayAsk: options.mayAsk };
  return {
    async observe(host, target, deadline, withCaa) {
      const check = new DnsCheck(client, resolver, host, target, deadline);
      const caa = withCaa ? findCaa(resolver, host, deadline) : null;
      const [zone, recursive] = await Promise.all([findZone(search, host, deadline), check.askResolvers()]);
      const known = zone === 'missing' ? undefined : zone;
      const nameServers = known ? await findNameServers(search, known, deadline) : [];
      const authoritative = await Promise.all(nameServers.map(({ name, at }) => check.askNameServer(name, at)));
      return {
        zone: known ?? null,
        zoneMissing: zone === 'missing',
        ...(await check.lookFurther([...authoritative, ...recursive], known)),
        ...((await caa) ?? { caa: null }),
      };
    },
    addressesOf: (name, deadline) => resolver.addressesOf(name, deadline),
    async textsAt(name, deadline) {
      const result = await resolver.ask(name, 'TXT', deadline);
      return typeof result === 'object' ? textsIn(result.answers) : [];
    },
    lookUpOurs: (name, deadline) =>
      Promise.all(
        servers.map(async (server) => {
          const ask = (asked: string, type: 'A' | 'AAAA' | 'NS') =>
            client.ask(server, { name: asked, type, recursive: true }, deadline);
          const results = await Promise.all([ask(name, 'A'), ask(name, 'AAAA')]);
          const answers = results.filter((result) => typeof result === 'object' && isUsable(result));
          if (answers.some((answer) => typeof answer === 'object' && addressesIn(answer.answers).length > 0))
            return { server: server.address, found: 'addresses' };
          if (answers.length > 0) return { server: server.address, found: 'nothing' };
          // Every working resolver knows this one, or knows that it is not there.
          const known = await ask('com', 'NS');
          const works = typeof known === 'object' && isUsable(known);
          return { server: server.address, found: works ? 'zone fails' : 'no answer' };
        }),
      ),
    wait: () => Math.max(0, ...[...limiters.values()].map((limiter) => limiter.waitMs())),
    close: () => client.close(),
  };
}

/** One rate limit for each resolver, even if it is listed twice. */
function createLimiters(
  servers: readonly DnsServer[],
  perSecond: number | undefined,
): ReadonlyMap<string, RateLimiter> {
  return new Map(
    perSecond === undefined ? [] : servers.map((server) => [writtenOut(server), createRateLimiter(perSecond)]),
  );
}

function writtenOut({ address, port }: DnsServer): string {
  return `${address} ${port}`;
}
