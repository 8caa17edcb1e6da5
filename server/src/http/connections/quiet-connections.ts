import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections are checked within their idle timeout. */
const checksPerTimeout = 10;

/** The state of a connection: its bytes in both directions, and how many checks ago they last changed. */
interface Seen {
  bytes: number;
  quietChecks: number;
}

/**
 * Closes connections that have been idle for `timeoutMs`, or up to a tenth more: no request arrived, no answer was
 * taken. A timer per connection would have to be reset on every read and write, which costs 1 % of a click.
 */
export function closeQuietConnections(server: Server, timeoutMs: number): void {
  const connections = new Map<Socket, Seen>();
  server.on('connection', (socket) => {
    connections.set(socket, { bytes: 0, quietChecks: 0 });
    socket.once('close', () => connections.delete(socket));
  });
  const timer = setInterval(() => {
    for (const [socket, seen] of connections) {
      if (socket.writableLength > 0) watchClosely(socket, timeoutMs);
      else if (hasBeenQuiet(socket, seen)) socket.destroy();
    }
  }, timeoutMs / checksPerTimeout).unref();
  server.once('close', () => clearInterval(timer));
}

/**
 * Node's own timer for a connection knows how much of an answer the kernel still buffers, which byte counts do not
 * show.
 */
function watchClosely(socket: Socket, timeoutMs: number): void {
  if (!socket.timeout) socket.setTimeout(timeoutMs);
}

function hasBeenQuiet(socket: Socket, seen: Seen): boolean {
  socket.setTimeout(0);
  const bytes = socket.bytesRead + socket.bytesWritten;
  seen.quietChecks = bytes === seen.bytes ? seen.quietChecks + 1 : 0;
  seen.bytes = bytes;
  return seen.quietChecks >= checksPerTimeout;
}
