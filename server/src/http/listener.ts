import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Edge } from '../edge/answer.ts';
import { type RequestTarget, requestTarget } from '../edge/request-target.ts';
import { AcceptFirst } from './connections/accept-first.ts';
import { closeInStages } from './connections/close-in-stages.ts';
import { isEnding, onceClosed } from './connections/close-listener.ts';
import { FairTurns } from './connections/fair-turns.ts';
import { Pipelines } from './connections/pipelines.ts';
import { closeQuietConnections } from './connections/quiet-connections.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Browsers use only https for our own host, for as long as this says (RFC 6797). Subdomains are not ours to decide
 * about.
 */
const aYear = `max-age=${365 * 24 * 60 * 60}`;

const perRequest = {
  /** The maximum size of a request's headers, in bytes. */
  maxHeaderSize: 16_384,
  /** A request without a body, such as every click, gets no body stream. */
  optimizeEmptyRequests: true,
  /** Node would start and clear a timer for each request: see closeQuietConnections. */
  keepAliveTimeout: 0,
};

/** Timeouts for clients. */
const defaultTimeouts = {
  /** For the headers. */
  headersTimeout: 10_000,
  /** For the whole request: the longest mail over a line of half a megabit. */
  requestTimeout: 60_000,
  /**
   * For an idle connection: until the next request, or while an answer is not being taken. Longer than the minute for
   * which load balancers keep a connection, or they would reuse it just as we close it.
   */
  idleMs: 75_000,
  /** How often the first two are checked. */
  connectionsCheckingInterval: 1000,
};

/** Node closes the connection of a CONNECT without an answer. */
const noTunnel =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** A request to our own host takes about as long as this many clicks. */
const appCost = 8;

/** Names of this machine, which members use when the server runs locally. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * One listener for two audiences: our own host names go to the app, every other host to the edge, including unknown
 * ones. So the API never answers on a tracking domain, and a wrapped link never on our host. Health checks also go to the
 * app under any address of the server.
 */
export function createListener({
  app,
  edge,
  ownHost,
  overHttps = () => false,
  isTrackingHost = () => true,
  accepting = new AcceptFirst(),
  timeouts = defaultTimeouts,
}: {
  app: Answer;
  edge: Edge;
  ownHost: string | undefined;
  /** Whether our own host uses https and this visitor came over HTTPS. */
  overHttps?: (request: IncomingMessage) => boolean;
  /** Tracking hosts take turns with each other; all hosts that are none share one turn. */
  isTrackingHost?: (host: string) => boolean;
  accepting?: AcceptFirst;
  timeouts?: typeof defaultTimeouts;
}): Server {
  const own = new Set(ownHost === undefined ? loopback : [...loopback, ownHost]);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (hasSeveralHosts(request)) return refuseAmbiguous(response);
    const target = requestTarget(request);
    const { host } = target;
    if (!own.has(host) && !isHealthCheck(target)) {
      const share = isTrackingHost(host) ? host : '';
      return turns.inTurn(share, { response, cost: 1, answer: () => edge(request, response, target) });
    }
    if (host === ownHost && overHttps(request)) response.setHeader('Strict-Transport-Security', aYear);
    closeInStages(request, response);
    const answer = () => void accepting.noneComes().then(() => app(request, response));
    turns.inTurn('localhost', { response, cost: appCost, answer });
  };
  const answerUnlessEnding = (request: IncomingMessage, response: ServerResponse) => {
    if (!isEnding(server)) return answer(request, response);
    // This client's next request has to go to another server, or to this one after its restart.
    response.shouldKeepAlive = false;
    onceClosed(server, () => answer(request, response));
  };
  const server = createServer({ ...timeouts, ...perRequest }, (request, response) => {
    pipelines.inOrder(request.socket, response, () => answerUnlessEnding(request, response));
  });
  const turns = new FairTurns();
  accepting.watch(server);
  const pipelines = new Pipelines(server);
  server.on('connect', (_request, socket) => socket.on('error', () => undefined).end(noTunnel));
  closeQuietConnections(server, timeouts.idleMs);
  return server;
}

/**
 * Load balancers that cannot be given a name ask with the address of the server, or without a host. No tracking domain is an
 * address, and behind a translation of addresses this machine does not know its own.
 */
function isHealthCheck({ host, path }: RequestTarget): boolean {
  if (path !== '/healthz' && path !== '/readyz') return false;
  return host === '' || isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

/**
 * With two of them, a proxy in front may have routed by the other one (RFC 9112, section 3.2). Node refuses the other
 * ambiguities.
 */
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

/** Resolves with the port once the server listens. Throws a sentence when the port is in use or not permitted. */
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
