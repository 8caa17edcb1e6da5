import { registrableDomain } from '@waymark/core';
import type { Deadline, DnsClient } from '../../net/dns-client.ts';
import { type DnsServer, dnsServer } from '../../net/dns-server.ts';
import { addressesIn, isUsable, type Resolver } from '../../net/resolver.ts';
import { nameServersIn } from './host-answer.ts';

/** The zone that a host's records belong in. */
export interface Zone {
  readonly name: string;
  readonly servers: readonly string[];
}

/** A name server of the zone; without `at` if its name resolves to no address that may be queried. */
export interface NameServer {
  readonly name: string;
  readonly at: DnsServer | undefined;
}

// A zone may list a hundred servers, and a host may have a hundred labels.
const maxNameServers = 4;
const maxSteps = 8;

/** How zones are looked up. */
export interface ZoneSearch {
  readonly client: DnsClient;
  readonly resolver: Resolver;
  /** The port of authoritative servers. */
  readonly port: number;
  /** Whether an untrusted zone may make us query this address. */
  readonly mayAsk: (address: string) => boolean;
}

/** Walks up from the name above the host to the first that has NS records. `missing`: the domain is not registered. */
export async function findZone(
  search: ZoneSearch,
  host: string,
  deadline: Deadline,
): Promise<Zone | 'missing' | undefined> {
  const registered = registrableDomain(host) ?? host;
  let broken: string | undefined;
  for (const name of namesAbove(host).slice(-maxSteps)) {
    const result = await search.resolver.askShared(name, 'NS', deadline);
    if (typeof result !== 'object' || !isUsable(result)) {
      broken ??= name;
      continue;
    }
    const servers = nameServersIn(result.answers, name);
    if (servers.length > 0) {
      const zone = { name, servers };
      return broken === undefined ? zone : findDelegation(search, zone, broken, deadline);
    }
    if (result.code === 3 && name === registered) return 'missing';
  }
  return undefined;
}

/** The delegation, from the parent zone, of a zone that does not answer itself: resolvers only report SERVFAIL. */
async function findDelegation(
  search: ZoneSearch,
  above: Zone,
  name: string,
  deadline: Deadline,
): Promise<Zone | undefined> {
  for (const { at } of await findNameServers(search, above, deadline)) {
    const result = at && (await search.client.ask(at, { name, type: 'NS', recursive: false }, deadline));
    if (typeof result !== 'object') continue;
    const servers = nameServersIn([...result.answers, ...result.authorities], name);
    return servers.length > 0 ? { name, servers } : undefined;
  }
  return undefined;
}

/** The servers of a zone, each with an address if there is one that an untrusted zone may make us query. */
export function findNameServers(
  { resolver, port, mayAsk }: ZoneSearch,
  { servers }: Zone,
  deadline: Deadline,
): Promise<NameServer[]> {
  return Promise.all(
    servers.slice(0, maxNameServers).map(async (name) => {
      const addresses = await sharedAddresses(resolver, name, deadline);
      const address = addresses.find(mayAsk);
      return { name, at: address === undefined ? undefined : dnsServer(address, port) };
    }),
  );
}

async function sharedAddresses(resolver: Resolver, name: string, deadline: Deadline): Promise<string[]> {
  for (const type of ['A', 'AAAA'] as const) {
    const result = await resolver.askShared(name, type, deadline);
    const addresses = typeof result === 'object' ? addressesIn(result.answers) : [];
    if (addresses.length > 0) return addresses;
  }
  return [];
}

/** `click.mail.brand.com` → `mail.brand.com`, `brand.com`, `com`. */
function namesAbove(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}
