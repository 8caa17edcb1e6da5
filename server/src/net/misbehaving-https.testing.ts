import type { RequestListener } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.testing.ts';

/** An https server on loopback that answers as a test needs. */
export interface MisbehavingHttps {
  readonly port: number;
  /** How many connections were made. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** With proper HTTP. */
export function startHttps(certificate: Certificate, answer: RequestListener, more: ServerOptions = {}) {
  return listening(createSecureServer({ ...certificate, ...more }, answer));
}

/** What is written behind the handshake is up to the test. */
export function startRawHttps(certificate: Certificate, behave: (socket: Socket) => void) {
  const secureContext = createSecureContext(certificate);
  return listening(
    createServer((plain) => {
      const socket = new TLSSocket(plain, { isServer: true, secureContext });
      socket.on('error', () => socket.destroy());
      socket.once('data', () => behave(socket));
    }),
  );
}

/** Without TLS, from the first byte on. */
export function startPlain(behave: (socket: Socket) => void) {
  return listening(createServer(behave));
}

async function listening(server: Server): Promise<MisbehavingHttps> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
