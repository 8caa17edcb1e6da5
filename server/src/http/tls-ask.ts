import type { IncomingMessage } from 'node:http';
import { type Request, Router } from 'express';
import { mayAsk } from './asker.ts';

/** Dependencies of the TLS endpoint. */
export interface TlsNeeds {
  /**
   * Whether a certificate may be issued for exactly this host, as stored; answered from memory, because a TLS handshake
   * is waiting.
   */
  readonly mayHaveCertificate: (host: string) => boolean;
  /** The secret in the proxy's request; undefined: nobody is answered. */
  readonly tlsAskSecret: string | undefined;
}

/**
 * GET /internal/tls/ask/<secret>?domain=: may a certificate be issued for this host? 200 or 404, from memory, without a
 * body.
 */
export function tlsQuestion({ mayHaveCertificate, tlsAskSecret }: TlsNeeds): Router {
  const question = Router();
  question.get('/{:secret}', (request: Request<{ secret?: string }>, response) => {
    const host = mayAsk(request.params.secret, tlsAskSecret) ? domainOf(request) : undefined;
    response.set('cache-control', 'no-store');
    response.status(host !== undefined && mayHaveCertificate(host) ? 200 : 404).end();
  });
  return question;
}

/** In lower case and without a final dot, as DNS compares names; undefined unless there is exactly one. */
function domainOf({ url }: IncomingMessage): string | undefined {
  const [domain, ...more] = new URLSearchParams((url ?? '').split('?').slice(1).join('?')).getAll('domain');
  return more.length > 0 ? undefined : domain?.toLowerCase().replace(/\.$/, '');
}
