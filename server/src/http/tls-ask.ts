import type { IncomingMessage } from 'node:http';
import { type Request, Router } from 'express';
import { mayAsk } from './asker.ts';

/** What the answer to the proxy's question works with. */
export interface TlsNeeds {
  /** Whether a certificate may be made for exactly this host, as stored; from memory, since whoever asks waits in a handshake. */
  readonly mayHaveCertificate: (host: string) => boolean;
  /** What the proxy adds to its question; undefined: it asks from this machine. */
  readonly tlsAskSecret: string | undefined;
}

/**
 * GET /internal/tls/ask?domain=: may a certificate be made for this host? 200 or 404, from memory, with nothing else said.
 * Asked by the proxy on this machine; with a secret, by whoever has it at the end of the path.
 */
export function tlsQuestion({ mayHaveCertificate, tlsAskSecret }: TlsNeeds): Router {
  const question = Router();
  question.get('/{:secret}', (request: Request<{ secret?: string }>, response) => {
    const host = mayAsk(request, request.params.secret, tlsAskSecret) ? domainOf(request) : undefined;
    response.set('cache-control', 'no-store');
    response.status(host !== undefined && mayHaveCertificate(host) ? 200 : 404).end();
  });
  return question;
}

/** Lower case and without a final dot, as DNS compares names; undefined unless there is exactly one. */
function domainOf({ url }: IncomingMessage): string | undefined {
  const [domain, ...more] = new URLSearchParams((url ?? '').split('?').slice(1).join('?')).getAll('domain');
  return more.length > 0 ? undefined : domain?.toLowerCase().replace(/\.$/, '');
}
