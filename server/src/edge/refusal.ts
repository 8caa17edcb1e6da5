import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Refusal } from './answer-counts.ts';
import type { EdgeContext } from './context.ts';

const style =
  ':root{color-scheme:light dark}body{margin:0;min-height:90vh;display:grid;place-content:center;padding:24px;font:16px/1.5 system-ui,sans-serif;text-align:center}p{max-width:32em;text-wrap:balance}';
const styleHash = createHash('sha256').update(style).digest('base64');

const page = Buffer.from(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Page not found</title>
<style>${style}</style>
<main>
<h1>Page not found</h1>
<p>This address leads nowhere. If it came from an e&#8209;mail, it may have been cut off or changed on its way.</p>
</main>
</html>
`);

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Length': page.length,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

interface Refused {
  readonly host: string;
  readonly response: ServerResponse;
}

/** The answer to everything that is foreign, altered or gone: it names nobody, links nowhere and echoes nothing. */
export function refuse(refused: Refused, context: EdgeContext, why: Refusal): void {
  note(refused, context, why).writeHead(404, pageHeaders).end(page);
}

/** The answer to a method that only an application could use; closes the connection, so that no body has to be read. */
export function refuseMethod(refused: Refused, context: EdgeContext): void {
  const headers = { Allow: 'GET, HEAD', 'Content-Length': 0, Connection: 'close' };
  note(refused, context, 'method').writeHead(405, headers).end();
}

/** The answer to a URL longer than any link of ours needs (RFC 9110, section 15.5.15). */
export function refuseLong(refused: Refused, context: EdgeContext): void {
  note(refused, context, 'too long').writeHead(414, { 'Content-Length': 0, Connection: 'close' }).end();
}

function note({ host, response }: Refused, { counts, onRefused }: EdgeContext, why: Refusal): ServerResponse {
  counts.refusals++;
  onRefused(host, why);
  return response;
}

/** Closes the connection where answering failed through no fault of the request, and reports why. */
export function dropConnection(
  response: ServerResponse,
  { onError }: Pick<EdgeContext, 'onError'>,
  error: unknown,
): void {
  onError(error);
  response.destroy();
}
