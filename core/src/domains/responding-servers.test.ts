import { describe, expect, it } from 'vitest';
import { cname, failed, nameServer, noName, observed, resolver } from './observation.testing.ts';
import { countRespondingServers } from './responding-servers.ts';

describe('responding servers', () => {
  it('are the servers with a usable answer about the host, each counted once', () => {
    const views = [
      nameServer('ns1.brand.com', noName),
      nameServer('ns1.brand.com', cname('x.example')),
      resolver('1.1.1.1', noName),
      resolver('9.9.9.9', failed('timeout')),
    ];
    expect(countRespondingServers(observed({ views }))).toBe(2);
  });

  it('number zero when DNS was not queried', () => {
    expect(countRespondingServers(observed({}, { dns: null }))).toBe(0);
  });
});
