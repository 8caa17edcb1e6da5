import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import type { TokenRequest } from './token-request.ts';

/** The first is what clients without a preference get. */
const types = ['text/html', 'application/json', 'application/json;charset=utf-8'];

/** Whether a client prefers the destination as JSON to a page, as apps do: it saves them a second request. */
export function prefersJson(incoming: IncomingMessage): boolean {
  return new Negotiator(incoming).mediaType(types)?.startsWith('application/json') === true;
}

/** /a: the redirect, or the destination as JSON. `headers` are those of the redirect. */
export function answerApp(
  { response, asJson }: TokenRequest,
  { Location: url, ...headers }: OutgoingHttpHeaders & { readonly Location: string },
): void {
  // A cache that stores the answer anyway must not serve it to clients that prefer the other type (RFC 9110, section 12.5.5).
  const varyingHeaders = { ...headers, Vary: 'Accept' };
  if (!asJson) {
    response.writeHead(302, { ...varyingHeaders, Location: url }).end();
    return;
  }
  const json = JSON.stringify({ url });
  const entityHeaders = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
  response.writeHead(200, { ...varyingHeaders, ...entityHeaders }).end(json);
}
