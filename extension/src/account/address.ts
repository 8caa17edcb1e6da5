/** A server address as a member typed it. */
export interface ServerAddress {
  readonly origin: string;
  /** True when a key would cross the open internet unencrypted. */
  readonly insecure: boolean;
}

const ownNetwork = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;
const dottedQuad = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/;

/**
 * Whether a host is reached without crossing the open internet; as the URL parser gives it, which writes every IPv4
 * address as four decimals and leaves no other name that looks like one.
 */
function isPrivate(hostname: string): boolean {
  const bytes = dottedQuad.exec(hostname)?.slice(1).map(Number);
  if (bytes !== undefined) return isPrivateIpv4(bytes);
  if (hostname.startsWith('[')) return isPrivateIpv6(hostname.slice(1, -1));
  return ownNetwork.test(hostname) || !hostname.includes('.');
}

/** Loopback (RFC 1122), private (RFC 1918) and link-local (RFC 3927). */
function isPrivateIpv4([first = 0, second = 0]: readonly number[]): boolean {
  if (first === 10 || first === 127) return true;
  if (first === 172) return second >> 4 === 1;
  return (first === 192 && second === 168) || (first === 169 && second === 254);
}

/** Loopback, unique local (RFC 4193), link-local (RFC 4291), and an IPv4 address in IPv6 notation. */
function isPrivateIpv6(address: string): boolean {
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(address) ?? [];
  if (high !== undefined && low !== undefined) {
    const pair = Number.parseInt(high, 16);
    return isPrivateIpv4([pair >> 8, pair & 0xff]);
  }
  const first = Number.parseInt(address, 16);
  return address === '::1' || first >> 9 === 0xfc >> 1 || first >> 6 === 0xfe80 >> 6;
}

/** Parses a typed address; https is assumed, or http in a private network. Undefined when it is not a server address. */
export function readServerAddress(typed: string): ServerAddress | undefined {
  const text = typed.trim();
  const bare = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text);
  const host = bare ? URL.parse(`http://${text}`)?.hostname : undefined;
  const url = URL.parse(bare ? `${host && isPrivate(host) ? 'http' : 'https'}://${text}` : text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (bare && !url.hostname.includes('.') && url.hostname !== 'localhost') return undefined;
  return { origin: url.origin, insecure: url.protocol === 'http:' && !isPrivate(url.hostname) };
}
