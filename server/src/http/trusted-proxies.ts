import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';

/** The visitor's address and scheme, as far as the proxies in front of this server are trusted. */
export interface TrustedProxies {
  /** The address of the visitor; undefined when the connection is already closed. */
  clientAddress(request: IncomingMessage): string | undefined;
  /** The same, but undefined where a proxy does not say who is behind it, instead of the proxy's own address. */
  saidAddress(request: IncomingMessage): string | undefined;
  /** Whether a proxy reports that the visitor came over HTTPS. */
  overHttps(request: IncomingMessage): boolean;
}

/** What an operator may write instead of the addresses of this machine. */
const loopback = ['127.0.0.0/8', '::1'];

/**
 * Reads X-Forwarded-For of proxies at these IP addresses and networks (in CIDR); `loopback` is this machine. Each proxy
 * appends the address that connected to it, so the header is read from its end, and the first address that is not a
 * trusted proxy is the visitor's: entries before it could be forged. Reading also stops at an entry that is not an
 * address, and the last address read counts. Of X-Forwarded-Proto, the first proxy's value counts. Without trusted
 * proxies, and for any other peer, both headers are ignored.
 */
export function createTrustedProxies(proxies: readonly string[]): TrustedProxies {
  const list = blockListOf(proxies);
  const isTrusted = (address: string) => {
    const plain = address.replace(/%.*$/, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
  // The peer address is judged once per connection, not per request.
  const connections = new WeakMap<Socket, boolean>();
  const isFromProxy = ({ socket }: IncomingMessage) => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const isProxy = socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress);
    connections.set(socket, isProxy);
    return isProxy;
  };
  const read = (request: IncomingMessage) => {
    let client = request.socket.remoteAddress;
    if (!isFromProxy(request)) return { client, isSaid: true };
    const entries = listIn(request.headers['x-forwarded-for']).toReversed();
    for (const entry of entries) {
      const address = addressIn(entry);
      if (address === undefined) return { client, isSaid: false };
      client = address;
      if (!isTrusted(address)) break;
    }
    return { client, isSaid: entries.length > 0 };
  };
  return {
    clientAddress: (request) => read(request).client,
    saidAddress(request) {
      const { client, isSaid } = read(request);
      return isSaid ? client : undefined;
    },
    overHttps(request) {
      if (!isFromProxy(request)) return false;
      return listIn(request.headers['x-forwarded-proto'])[0]?.trim().toLowerCase() === 'https';
    },
  };
}

function blockListOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies.flatMap((name) => (name === 'loopback' ? loopback : name))) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function listIn(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : String(header).split(',');
}

/** The address in an entry as proxies write it; some include the port of the connection. */
function addressIn(entry: string): string | undefined {
  const address = entry
    .trim()
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1');
  return isIP(address) === 0 ? undefined : address;
}
