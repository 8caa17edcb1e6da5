import type { Server } from 'node:http';
import { Server as ConnectionServer } from 'node:net';

/** After this long without a new connection, none is waiting to be accepted. */
const quietMs = 20;
/** How long to wait for such a quiet moment. */
const maxQuietWaitMs = 250;
/** How long an idle connection may still send a request, and how long sending an answer may take. */
const idleTimeoutMs = 500;
const answerTimeoutMs = 10_000;

type Answer = () => void;

/** Servers that are closing, with the answers that are held until their socket is closed. */
const ending = new WeakMap<Server, Answer[] | 'closed'>();

/**
 * Whether a server is answering its last requests, whose answers are held while it still listens: see closeListener.
 */
export function isEnding(server: Server): boolean {
  return ending.has(server);
}

/** Answers at once, or, if the server is closing, as soon as its socket is closed. */
export function onceClosed(server: Server, answer: Answer): void {
  const held = ending.get(server);
  if (Array.isArray(held)) held.push(answer);
  else answer();
}

/**
 * Accepts no new connections, answers requests that are in progress or still arrive on open connections, each with
 * `Connection: close`, and then closes idle connections. A client that does not take its answer within ten seconds is
 * disconnected. Closing a socket resets connections in its backlog, which the system has established and nobody has
 * accepted yet, together with their requests. So it is closed at a moment when the backlog is empty. To reach such a
 * moment, answers are held until then: a client that waits for an answer does not connect again. Where several processes
 * share the socket, `closedByAll` resolves once none of them has it open.
 */
export async function closeListener(server: Server, closedByAll?: () => Promise<void>): Promise<void> {
  const held: Answer[] = [];
  ending.set(server, held);
  await noneWaits(server);
  const closed = new Promise<void>((done) => ConnectionServer.prototype.close.call(server, () => done()));
  await closedByAll?.();
  ending.set(server, 'closed');
  for (const answer of held) answer();
  const timers = [
    setTimeout(() => server.closeIdleConnections(), idleTimeoutMs),
    setTimeout(() => server.closeAllConnections(), answerTimeoutMs),
  ];
  await closed;
  for (const timer of timers) clearTimeout(timer);
}

/** Resolves when there was no new connection for a while or, if that takes too long, right after one. */
function noneWaits(server: Server): Promise<void> {
  const began = performance.now();
  return new Promise((resolve) => {
    let connections = 0;
    const end = () => {
      clearTimeout(silence);
      server.off('connection', came);
      resolve();
    };
    const came = () => {
      connections++;
      if (performance.now() - began > maxQuietWaitMs) end();
      else silence.refresh();
    };
    server.on('connection', came);
    const silence = setTimeout(() => {
      const before = connections;
      // Connections that came while this process was busy have to be accepted first.
      setImmediate(() => connections === before && end());
    }, quietMs);
  });
}
