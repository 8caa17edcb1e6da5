import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';

/** Who asks and how, as far as the proxies in front of this server are believed. */
export interface TrustedProxies {
  /** The address of the visitor; undefined when the connection is already gone. */
  clientAddress(request: IncomingMessage): string | undefined;
  /** Whether a proxy says that the visitor asked by HTTPS. */
  overHttps(request: IncomingMessage): boolean;
}

/** What an operator may write in place of the addresses of this machine. */
const loopback = ['127.0.0.0/8', '::1'];

/**
 * Reads X-Forwarded-For of proxies at these IP addresses and networks (in CIDR), `loopback` being this machine. Each proxy
 * writes the address it was asked from at the end of the header, so it is read from there, and the first address that is
 * not a trusted proxy's is the visitor's: what stands before it is the visitor's own word. An entry that is no address
 * ends the reading, and the address before it counts. Of X-Forwarded-Proto the first proxy's word counts. Without proxies,
 * and from any other address, both headers are ignored.
 */
export function createTrustedProxies(proxies: readonly string[]): TrustedProxies {
  const list = blockListOf(proxies);
  const isTrusted = (address: string) => {
    const plain = address.replace(/%.*$/, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
  // A connection is asked for once, not each of its requests.
  const connections = new WeakMap<Socket, boolean>();
  const isFromProxy = ({ socket }: IncomingMessage) => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const isProxy = socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress);
    connections.set(socket, isProxy);
    return isProxy;
  };
  if (proxies.length === 0) return { clientAddress: ({ socket }) => socket.remoteAddress, overHttps: () => false };
  return {
    clientAddress(request) {
      let client = request.socket.remoteAddress;
      if (!isFromProxy(request)) return client;
      for (const entry of listIn(request.headers['x-forwarded-for']).toReversed()) {
        const address = addressIn(entry);
        if (address === undefined) return client;
        client = address;
        if (!isTrusted(address)) return client;
      }
      return client;
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

/** The address in an entry as proxies write it, some with the port of the connection. */
function addressIn(entry: string): string | undefined {
  const address = entry
    .trim()
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1');
  return isIP(address) === 0 ? undefined : address;
}
