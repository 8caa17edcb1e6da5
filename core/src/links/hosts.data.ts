/** Name endings that mean something on one machine or in one network only, each with its definition. */
export const localSuffixes: ReadonlySet<string> = new Set([
  // RFC 6761: this machine
  'localhost',
  // RFC 6762: multicast DNS
  'local',
  // RFC 3172: infrastructure; RFC 8375 gives home.arpa to home networks
  'arpa',
  // ICANN resolution 2024.07.29.06: reserved for private use
  'internal',
  // default of many Linux systems
  'localdomain',
  // default of OpenWrt and others, RFC 6762 appendix G
  'lan',
  // RFC 6762 appendix G, never delegated by ICANN
  'home',
  // RFC 6762 appendix G, never delegated by ICANN
  'corp',
  // RFC 6762 appendix G
  'intranet',
  // RFC 6762 appendix G
  'private',
  // AVM routers
  'fritz.box',
  // RFC 6761: for testing, on the tester’s own machine
  'test',
  // RFC 6761: never a name
  'invalid',
  // RFC 9476: names outside the DNS
  'alt',
  // RFC 7686: reached through Tor only
  'onion',
  // public names of the loopback address, kept for developers
  'localtest.me',
  'lvh.me',
]);

/** IPv4 blocks that are not open to everybody. Source: IANA IPv4 Special-Purpose Address Registry and the RFCs named. */
export const specialIpv4: readonly string[] = [
  // RFC 791: this network
  '0.0.0.0/8',
  // RFC 1918: private
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  // RFC 6598: shared by carriers
  '100.64.0.0/10',
  // RFC 1122: loopback
  '127.0.0.0/8',
  // RFC 3927: link-local, also the metadata services of clouds
  '169.254.0.0/16',
  // RFC 6890: protocol assignments
  '192.0.0.0/24',
  // RFC 5737: documentation
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  // RFC 7526: former 6to4 relays
  '192.88.99.0/24',
  // RFC 7535 and RFC 7534: AS112
  '192.31.196.0/24',
  '192.175.48.0/24',
  // RFC 7450: multicast tunnels
  '192.52.193.0/24',
  // RFC 2544: benchmarks
  '198.18.0.0/15',
  // RFC 5771: multicast; RFC 1112: reserved; RFC 919: broadcast
  '224.0.0.0/3',
];

/** IPv6 blocks inside 2000::/3 that are not open to everybody. Source: IANA IPv6 Special-Purpose Address Registry and the RFCs named. */
export const specialIpv6: readonly string[] = [
  // RFC 2928: protocol assignments, with Teredo, ORCHID, benchmarks and AS112
  '2001::/23',
  // RFC 3849 and RFC 9637: documentation
  '2001:db8::/32',
  '3fff::/20',
  // RFC 3056: 6to4, leads to an IPv4 address
  '2002::/16',
  // RFC 7534: AS112
  '2620:4f:8000::/48',
];
