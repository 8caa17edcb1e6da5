import { asStored } from './names.ts';
import { type DnsProvider, dnsProviders } from './panels.data.ts';

const patterns = dnsProviders.map((provider) => ({ provider, servers: provider.servers.map(asPattern) }));

/** The provider that most of a zone's name servers belong to; undefined if unknown. Ignores case and trailing dots. */
export function dnsProviderOf(nameServers: readonly string[]): DnsProvider | undefined {
  const names = nameServers.map(asStored);
  let best: { readonly provider: DnsProvider; readonly servers: number } | undefined;
  for (const { provider, servers } of patterns) {
    const known = names.filter((name) => servers.some((pattern) => pattern.test(name))).length;
    if (known > (best?.servers ?? 0)) best = { provider, servers: known };
  }
  return best?.provider;
}

function asPattern(server: string): RegExp {
  const escaped = server.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replaceAll('#', '\\d+');
  return new RegExp(`^${escaped}$`);
}
