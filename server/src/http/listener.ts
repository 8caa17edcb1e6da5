import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Edge } from '../edge/answer.ts';
import { requestTarget } from '../edge/request-target.ts';
import { closeInStages } from './connections/close-in-stages.ts';
import { isEnding, onceClosed } from './connections/close-listener.ts';
import { closeQuietConnections } from './connections/quiet-connections.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Our own host is asked by https alone, for as long as browsers keep that (RFC 6797). Names below it are not ours to decide. */
const aYear = `max-age=${365 * 24 * 60 * 60}`;

const perRequest = {
  /** Bytes of a request before its body. */
  maxHeaderSize: 16_384,
  /** A request without a body, as every click is one, gets no stream for it. */
  optimizeEmptyRequests: true,
  /** Node would start and end a timer for each request: see closeQuietConnections. */
  keepAliveTimeout: 0,
};

/** How long a client may take. */
const defaultTimeouts = {
  /** For the lines before the body. */
  headersTimeout: 10_000,
  /** For the whole request. */
  requestTimeout: 15_000,
  /**
   * For anything to happen at all: a next request, or taking an answer. Longer than the minute that load balancers keep a
   * connection, or they would use one as we close it.
   */
  idleMs: 75_000,
  /** How often the first two are looked at. */
  connectionsCheckingInterval: 1000,
};

/** Node closes the connection of a CONNECT without a word. */
const noTunnel =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Names of this machine by which members reach a server that runs beside them. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * One listener for two audiences: our own host names go to the app, every other one, strangers' included, to the edge.
 * So the API never answers on a tracking domain, and a wrapped link never on ours.
 */
export function createListener({
  app,
  edge,
  ownHost,
  overHttps = () => false,
  timeouts = defaultTimeouts,
}: {
  app: Answer;
  edge: Edge;
  ownHost: string | undefined;
  /** Whether our own host is https and this visitor asked by HTTPS. */
  overHttps?: (request: IncomingMessage) => boolean;
  timeouts?: typeof defaultTimeouts;
}): Server {
  const own = new Set(ownHost === undefined ? loopback : [...loopback, ownHost]);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (hasSeveralHosts(request)) return refuseAmbiguous(response);
    const target = requestTarget(request);
    const { host } = target;
    if (!own.has(host)) return edge(request, response, target);
    if (host === ownHost && overHttps(request)) response.setHeader('Strict-Transport-Security', aYear);
    closeInStages(request, response);
    app(request, response);
  };
  const server = createServer({ ...timeouts, ...perRequest }, (request, response) => {
    if (!isEnding(server)) return answer(request, response);
    // This client's next request is for another server, or for this one once it is there again.
    response.shouldKeepAlive = false;
    onceClosed(server, () => answer(request, response));
  });
  server.on('connect', (_request, socket) => socket.on('error', () => undefined).end(noTunnel));
  closeQuietConnections(server, timeouts.idleMs);
  return server;
}

/** A proxy in front may have gone by another of them than we would (RFC 9112, section 3.2). Node refuses the other ambiguities. */
function hasSeveralHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1;
}

function refuseAmbiguous(response: ServerResponse): void {
  response.writeHead(400, { Connection: 'close', 'Content-Length': 0 }).end();
}

/** Resolves with the port once the server listens. Throws a sentence when the port is taken or not allowed. */
export function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(new Error(explain(error, port, address), { cause: error })),
    );
    server.listen(port, address, () => {
      const bound = server.address();
      listening(bound !== null && typeof bound === 'object' ? bound.port : port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, address: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the program that has it, or choose another: PORT=8081 npm start.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023, for example PORT=8080.`;
  if (error.code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Set WAYMARK_LISTEN to one it has, such as 127.0.0.1 or 0.0.0.0.`;
  return `Cannot listen on ${address}:${port}: ${error.message}`;
}
