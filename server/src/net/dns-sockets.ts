import { createSocket, type Socket } from 'node:dgram';
import { type DnsQuery, type DnsReply, decodeReply } from './dns-message.ts';
import type { DnsServer } from './dns-server.ts';

/**
 * A reply, or why there is none; `case-mismatch`: a reply with the question in another case, which is weaker evidence.
 */
export type DatagramResult = DnsReply | 'timeout' | 'case-mismatch' | 'unreadable';

interface Waiting {
  readonly query: DnsQuery;
  readonly server: DnsServer;
  readonly settle: (result: DatagramResult) => void;
  /** Something arrived that was not an answer. */
  disturbed: boolean;
}

interface Port {
  readonly socket: Socket;
  readonly waiting: Map<number, Waiting>;
  sent: number;
}

/** Each has a random port, so that a forger has to guess more than the id. */
const ports = 4;
/** After that many queries a port is abandoned for a new one. */
const maxSent = 5000;

/** Sends queries over UDP, many at once over a few sockets. */
export class DnsSockets {
  readonly #open: { readonly four: (Port | undefined)[]; readonly six: (Port | undefined)[] } = { four: [], six: [] };
  #turn = 0;
  #closed = false;

  /** Sends a query once. A datagram that does not answer it is ignored: the real answer may still arrive. */
  ask(server: DnsServer, query: DnsQuery, timeoutMs: number): Promise<DatagramResult> {
    return new Promise((answered) => {
      if (this.#closed) return answered('timeout');
      const port = this.#port(server.family === 6, query.id);
      if (port === undefined) return answered('unreadable');
      const settle = (result: DatagramResult) => {
        clearTimeout(timer);
        port.waiting.delete(query.id);
        if (port.sent >= maxSent && port.waiting.size === 0) port.socket.close();
        answered(result);
      };
      const waiting: Waiting = { query, server, settle, disturbed: false };
      const timer = setTimeout(() => settle(waiting.disturbed ? 'unreadable' : 'timeout'), timeoutMs);
      port.waiting.set(query.id, waiting);
      port.sent++;
      port.socket.send(query.bytes, server.port, server.address, (error) => error && settle('unreadable'));
    });
  }

  close(): void {
    this.#closed = true;
    for (const port of [...this.#open.four, ...this.#open.six]) {
      if (port === undefined) continue;
      for (const { settle } of port.waiting.values()) settle('timeout');
      if (port.sent < maxSent) port.socket.close();
    }
  }

  /** A socket on which this id is unused, if there is one. */
  #port(six: boolean, id: number): Port | undefined {
    const open = six ? this.#open.six : this.#open.four;
    for (let tries = 0; tries < ports; tries++) {
      this.#turn = (this.#turn + 1) % ports;
      const known = open[this.#turn];
      const port = known === undefined || known.sent >= maxSent ? openPort(six) : known;
      open[this.#turn] = port;
      if (!port.waiting.has(id)) return port;
    }
    return undefined;
  }
}

function openPort(six: boolean): Port {
  // Addresses need no look-up, and the default one would cost each a turn of the event loop.
  const socket = createSocket({
    type: six ? 'udp6' : 'udp4',
    lookup: (address, _options, found) => found(null, address, six ? 6 : 4),
    recvBufferSize: 1 << 20,
  });
  const port: Port = { socket, waiting: new Map(), sent: 0 };
  socket.on('message', (message, { address, port: from }) => {
    const waiting = message.length < 12 ? undefined : port.waiting.get(message.readUInt16BE(0));
    if (waiting === undefined) return disturb(port, address, from);
    if (waiting.server.address !== address || waiting.server.port !== from) return;
    const reply = decodeReply(waiting.query, message);
    if (reply === undefined || reply === 'other') waiting.disturbed = true;
    else waiting.settle(reply);
  });
  socket.on('error', () => {
    for (const { settle } of port.waiting.values()) settle('unreadable');
  });
  socket.unref();
  return port;
}

/** A datagram with an unknown id: everybody who waits for that server is told that it sends garbage. */
function disturb(port: Port, address: string, from: number): void {
  for (const waiting of port.waiting.values()) {
    if (waiting.server.address === address && waiting.server.port === from) waiting.disturbed = true;
  }
}
