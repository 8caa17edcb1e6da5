import type { Server } from 'node:http';
import { Server as ConnectionServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Without a new connection for so long, none waits to be accepted. */
const quietMs = 20;
/** How long that is waited for. */
const maxQuietWaitMs = 250;
/** How long a connection on which nothing happens may still send a request, and how long an answer may take. */
const idleTimeoutMs = 500;
const answerTimeoutMs = 10_000;

type Answer = () => void;

/** Servers that end, with the requests that are held until their socket is closed. */
const ending = new WeakMap<Server, Answer[] | 'closed'>();

/** Whether a server answers its last requests. Those are held while it listens: see closeListener. */
export function isEnding(server: Server): boolean {
  return ending.has(server);
}

/** Answers at once, or as soon as the socket of a server that ends is closed. */
export function onceClosed(server: Server, answer: Answer): void {
  const held = ending.get(server);
  if (Array.isArray(held)) held.push(answer);
  else answer();
}

/**
 * Takes no new connections, answers what is under way and what arrives on open connections meanwhile, each with the word
 * that it was the last, and then closes what is idle. Whoever does not take an answer for ten seconds is cut off.
 *
 * Closing a socket resets the connections that the system has made and nobody has accepted yet, requests and all. So it is
 * closed in a moment in which there are none. That such a moment comes, requests are held until then: who waits for an
 * answer does not connect again.
 */
export async function closeListener(server: Server): Promise<void> {
  const held: Answer[] = [];
  ending.set(server, held);
  await noneWaits(server);
  const closed = new Promise<void>((done) => ConnectionServer.prototype.close.call(server, () => done()));
  // Of several processes the last one to close it has to tell the one above, which has the same socket.
  await sleep(quietMs);
  ending.set(server, 'closed');
  for (const answer of held) answer();
  const timers = [
    setTimeout(() => server.closeIdleConnections(), idleTimeoutMs),
    setTimeout(() => server.closeAllConnections(), answerTimeoutMs),
  ];
  await closed;
  for (const timer of timers) clearTimeout(timer);
}

/** Resolves when nobody has connected for a while, or, where that takes too long, right after somebody has. */
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
      // Not before those are accepted that came while this process was busy.
      setImmediate(() => connections === before && end());
    }, quietMs);
  });
}
