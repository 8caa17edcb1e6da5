import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * If a client asks to close the connection and is answered before its whole body has arrived, closing at once would
 * reset the connection, and the client might never read why it was refused. So the rest of the body is read and
 * discarded, for as long as a request may take, and the connection is closed after that (RFC 9112, section 9.6).
 */
export function closeInStages(request: IncomingMessage, response: ServerResponse): void {
  const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers;
  if (response.shouldKeepAlive || !hasBody) return;
  response.shouldKeepAlive = true;
  response.once('finish', () => {
    if (request.complete) request.socket.end();
    else request.once('end', () => request.socket.end()).resume();
  });
}
