import { localSuffixes, specialIpv4, specialIpv6 } from './hosts.data.ts';
import { knownHost, memoizeByHost } from './url/memoize.ts';
import { isCanonicalHost } from './url/readable-host.ts';

/** How a host looks to a reader anywhere on the internet. */
export type HostKind = 'public' | 'public-address' | 'local' | 'single-label' | 'impossible';

type Groups = readonly number[];

const label = /^[a-z0-9_-]{1,63}$/;
const maxNameLength = 253;
const dottedQuad = /^\d+\.\d+\.\d+\.\d+$/;

const ipv4Blocks = specialIpv4.map((block) => parseBlock(block, ipv4Bytes, 8));
const ipv6Blocks = specialIpv6.map((block) => parseBlock(block, ipv6Groups, 16));

/**
 * Browsers accept several notations of IP addresses; the URL parser has already normalised them.
 *
 * @param hostname as the URL parser gives it: lower case, A-labels, IPv4 as four decimals, IPv6 in brackets (WHATWG URL, host serializer)
 */
export function kindOfHost(hostname: string): HostKind {
  return kindOf(knownHost(hostname));
}

/** The same for a host with memoized answers. */
export const kindOf = memoizeByHost((hostname): HostKind => {
  if (hostname.startsWith('[')) return kindOfIpv6(ipv6Groups(hostname.slice(1, -1)));
  if (dottedQuad.test(hostname)) return kindOfIpv4(ipv4Bytes(hostname));
  return kindOfName(hostname.endsWith('.') ? hostname.slice(0, -1) : hostname);
});

/** Of the hosts that are `local`, matches those of this machine itself, by address or name (RFC 6761, section 6.3). */
export const ownMachine = /^(?:127\.[\d.]+|\[::1\]|(?:.+\.)?localhost)$/;

function kindOfName(name: string): HostKind {
  const labels = name.split('.');
  if (name.length > maxNameLength || !labels.every((part) => label.test(part)) || !isCanonicalHost(name))
    return 'impossible';
  if (labels.length === 1) return name === 'localhost' ? 'local' : 'single-label';
  const suffixes = [labels.at(-1), labels.slice(-2).join('.')];
  return suffixes.some((suffix) => suffix !== undefined && localSuffixes.has(suffix)) ? 'local' : 'public';
}

function kindOfIpv4(bytes: Groups): HostKind {
  return ipv4Blocks.some((inBlock) => inBlock(bytes)) ? 'local' : 'public-address';
}

/** Global unicast is 2000::/3 minus special blocks (RFC 4291); an IPv4-mapped address counts as its IPv4 address. */
function kindOfIpv6(groups: Groups): HostKind {
  const [first = 0, , , , , sixth, seventh = 0, eighth = 0] = groups;
  if (sixth === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    return kindOfIpv4([seventh >> 8, seventh & 0xff, eighth >> 8, eighth & 0xff]);
  }
  const global = first >> 13 === 1;
  return global && !ipv6Blocks.some((inBlock) => inBlock(groups)) ? 'public-address' : 'local';
}

function ipv4Bytes(text: string): Groups {
  return text.split('.').map(Number);
}

function ipv6Groups(text: string): Groups {
  const [head = '', tail = ''] = text.split('::');
  const before = hexGroups(head);
  const after = hexGroups(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function hexGroups(text: string): Groups {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** `10.0.0.0/8` → whether an address, split into groups of that many bits, is in that block. */
function parseBlock(block: string, parse: (text: string) => Groups, width: number): (address: Groups) => boolean {
  const [start = '', length] = block.split('/');
  const base = parse(start);
  return (address) =>
    base.every((group, index) => {
      const free = Math.min(width, Math.max(0, width * (index + 1) - Number(length)));
      return group >> free === (address[index] ?? 0) >> free;
    });
}
