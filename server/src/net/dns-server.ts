import { isIPv6 } from 'node:net';

/** The address of a DNS server. */
export interface DnsServer {
  /** In canonical form: IPv6 compressed, in lower case. */
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
}

/** Parses `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` and `[2001:db8::53]:5353`, as config.ts accepts them. */
export function parseServer(text: string): DnsServer {
  if (isIPv6(text)) return dnsServer(text, 53);
  const [, six, four = '', port = '53'] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return dnsServer(six ?? four, Number(port));
}

export function dnsServer(address: string, port: number): DnsServer {
  if (!address.includes(':')) return { address, port, family: 4 };
  // A zone such as fe80::1%eth0 is local to this machine, and URLs cannot contain one.
  if (address.includes('%')) return { address, port, family: 6 };
  return { address: new URL(`http://[${address}]`).hostname.slice(1, -1), port, family: 6 };
}
