import type { OutgoingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import type { TokenRequest } from './token-request.ts';

/** The first is what clients without a preference get. */
const types = ['text/html', 'application/json', 'application/json;charset=utf-8'];

/**
 * /a: the redirect, or the destination as JSON for an app that prefers that to a page, which saves it a second request.
 * `headers` are those of the redirect.
 */
export function answerApp(
  { incoming, response }: TokenRequest,
  { Location: url, ...headers }: OutgoingHttpHeaders & { readonly Location: string },
): void {
  // A cache that stores the answer anyway must not serve it to clients that prefer the other type (RFC 9110, section 12.5.5).
  const varyingHeaders = { ...headers, Vary: 'Accept' };
  if (new Negotiator(incoming).mediaType(types)?.startsWith('application/json') !== true) {
    response.writeHead(302, { ...varyingHeaders, Location: url }).end();
    return;
  }
  const json = JSON.stringify({ url });
  const entityHeaders = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) };
  response.writeHead(200, { ...varyingHeaders, ...entityHeaders }).end(json);
}
