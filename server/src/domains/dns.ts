import { Resolver } from 'node:dns/promises';
import type { CnameAnswer, DnsFailure } from '@waymark/core';

/** Asks for the CNAME record of a host. Never throws: what goes wrong is part of the answer. */
export type CnameResolver = (host: string) => Promise<CnameAnswer>;

/** What the DNS itself failed with; everything else, such as a resolver that is not there, is a trouble of our own. */
const failures: Record<string, DnsFailure> = {
  ESERVFAIL: 'servfail',
  EREFUSED: 'refused',
  ETIMEOUT: 'timeout',
};

/** A resolver that asks the given servers (addresses with an optional port), or the machine's own. Gives up after 5 s. */
export function createCnameResolver(servers: readonly string[] | undefined): CnameResolver {
  const resolver = new Resolver({ timeout: 2000, tries: 2, maxTimeout: 3000 });
  if (servers) resolver.setServers(servers);
  return async (host) => {
    try {
      return { kind: 'cname', names: await resolver.resolveCname(host) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENODATA') return { kind: 'none' };
      if (code === 'ENOTFOUND') return { kind: 'no-name' };
      return { kind: 'failure', failure: failures[code] ?? 'resolver_error' };
    }
  };
}
