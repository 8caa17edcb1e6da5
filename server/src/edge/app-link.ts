import type { OutgoingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import type { TokenRequest } from './token-request.ts';

/** The first is what everybody gets who does not mind. */
const types = ['text/html', 'application/json', 'application/json;charset=utf-8'];

/**
 * /a: the redirect, or for an app that prefers JSON to a page the destination itself, which spares it a second request.
 * `headers` are those of the redirect.
 */
export function answerApp(
  { request, response }: TokenRequest,
  { Location: url, ...headers }: OutgoingHttpHeaders & { readonly Location: string },
): void {
  // Whoever keeps an answer all the same keeps it for those who asked alike (RFC 9110, section 12.5.5).
  const varying = { ...headers, Vary: 'Accept' };
  if (new Negotiator(request).mediaType(types)?.startsWith('application/json') !== true) {
    response.writeHead(302, { ...varying, Location: url }).end();
    return;
  }
  const json = JSON.stringify({ url });
  const described = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
  response.writeHead(200, { ...varying, ...described }).end(json);
}
