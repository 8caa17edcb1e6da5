import ipaddr from 'ipaddr.js';
import { localSuffixes } from './hosts.data.ts';

/** What a host is to somebody who reads a mail anywhere in the world. */
export type HostKind = 'public' | 'public-address' | 'local' | 'single-label' | 'impossible';

const label = /^[a-z0-9_-]{1,63}$/;
const longestName = 253;
const dottedQuad = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * @param hostname as the URL parser gives it: lower case, A-labels, IPv4 in any notation already as four decimals, IPv6 in brackets
 */
export function kindOfHost(hostname: string): HostKind {
  if (hostname.startsWith('[')) return kindOfIpv6(ipaddr.IPv6.parse(hostname.slice(1, -1)));
  if (dottedQuad.test(hostname)) return kindOfIpv4(ipaddr.IPv4.parse(hostname));
  return kindOfName(hostname.endsWith('.') ? hostname.slice(0, -1) : hostname);
}

function kindOfName(name: string): HostKind {
  const labels = name.split('.');
  if (name.length > longestName || !labels.every((part) => label.test(part))) return 'impossible';
  if (localSuffixes.has(labels.at(-1) ?? '') || localSuffixes.has(labels.slice(-2).join('.'))) return 'local';
  return labels.length === 1 ? 'single-label' : 'public';
}

function kindOfIpv4(address: ipaddr.IPv4): HostKind {
  return address.range() === 'unicast' ? 'public-address' : 'local';
}

/** Global unicast is 2000::/3 without the special ranges (RFC 4291, IANA registry); 6to4 and NAT64 lead to IPv4 nobody can check. */
function kindOfIpv6(address: ipaddr.IPv6): HostKind {
  if (address.isIPv4MappedAddress()) return kindOfIpv4(address.toIPv4Address());
  const global = ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
  return global && address.range() === 'unicast' ? 'public-address' : 'local';
}
