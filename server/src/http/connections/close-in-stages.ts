import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A client that wants the connection closed and is answered before its whole body is here would have the connection reset
 * under it, and might never read why it was refused. So the rest of the body is read and dropped, for as long as a request
 * may take, and the connection closed after that (RFC 9112, section 9.6).
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
