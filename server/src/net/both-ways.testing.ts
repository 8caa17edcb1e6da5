import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { type DnsServer, dnsServer } from './dns-server.ts';

/**
 * Listens on one port over TCP and UDP. Tries another port if one is free only for one of them, unless the port was
 * given.
 */
export async function listenBothWays(streams: Server, at: DnsServer): Promise<Datagrams> {
  for (;;) {
    await new Promise<void>((ready) => streams.listen(at.port, at.address, ready));
    const { port } = streams.address() as AddressInfo;
    const datagrams = createSocket('udp4');
    const bound = await new Promise<boolean>((done) => {
      datagrams.once('error', () => done(false));
      datagrams.bind(port, at.address, () => done(true));
    });
    if (bound) return datagrams;
    if (at.port !== 0) throw new Error(`Port ${at.port} is free over TCP and taken over UDP.`);
    await new Promise((done) => streams.close(done));
  }
}

/** A port that is free over both TCP and UDP, for a name server. */
export async function freePort(): Promise<number> {
  const streams = createServer();
  const datagrams = await listenBothWays(streams, dnsServer('127.0.0.1', 0));
  const { port } = datagrams.address();
  datagrams.close();
  await new Promise((closed) => streams.close(closed));
  return port;
}
