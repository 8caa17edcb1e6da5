import { createServer, type Socket } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet';
import { listenBothWays } from './both-ways.testing.ts';
import { type DnsServer, dnsServer } from './dns-server.ts';

/** The datagrams that are sent for a query, possibly none. */
export type Behaviour = (query: Buffer) => readonly Buffer[];

/** A DNS server on loopback that behaves as a test needs, over UDP and TCP on one port. */
export interface MisbehavingServer {
  readonly at: DnsServer;
  /** How many queries arrived over UDP, and over TCP. */
  readonly asked: { udp: number; tcp: number };
  stop(): Promise<void>;
}

export async function startMisbehavingServer(
  udp: Behaviour,
  tcp: Behaviour = silence,
  at = dnsServer('127.0.0.1', 0),
): Promise<MisbehavingServer> {
  const asked = { udp: 0, tcp: 0 };
  const sockets = new Set<Socket>();
  const streams = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      asked.tcp++;
      for (const answer of tcp(chunk.subarray(2))) socket.write(withLength(answer));
    });
  });
  const datagrams = await listenBothWays(streams, at);
  const { port } = datagrams.address();
  datagrams.on('message', (query, from) => {
    asked.udp++;
    for (const answer of udp(query)) datagrams.send(answer, from.port, from.address);
  });
  return {
    at: dnsServer(at.address, port),
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise((done) => streams.close(done)),
        new Promise<void>((done) => datagrams.close(done)),
      ]);
    },
  };
}

export const silence: Behaviour = () => [];

/** A correct answer with these records, modified by the test. */
export function answering(
  answers: readonly Answer[],
  change: (packet: Packet) => Packet = (packet) => packet,
): Behaviour {
  return (query) => {
    const { id, questions } = decode(query);
    const packet: Packet = { id, type: 'response', flags: AUTHORITATIVE_ANSWER, questions, answers: [...answers] };
    return [encode(change(packet))];
  };
}

/** A reply with an error code and nothing else. */
export function failing(code: number): Behaviour {
  return answering([], (packet) => ({ ...packet, flags: code }));
}

/** An empty answer with the truncation flag. */
export const truncated = answering([], (packet) => ({ ...packet, flags: AUTHORITATIVE_ANSWER | TRUNCATED_RESPONSE }));

/** The header of a good answer, followed by the test's bytes instead of its one record. */
export function withRecord(bytes: readonly number[]): Behaviour {
  return (query) => {
    const end = questionEnd(query);
    const head = Buffer.from(query.subarray(0, end));
    head.writeUInt16BE(0x8400, 2);
    head.writeUInt16BE(1, 6);
    head.writeUInt16BE(0, 10);
    return [Buffer.concat([head, Buffer.from(bytes)])];
  };
}

function questionEnd(query: Buffer): number {
  let at = 12;
  while (query[at] !== 0) at += query[at]! + 1;
  return at + 5;
}

function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
