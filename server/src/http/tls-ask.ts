import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Request, Router } from 'express';
import type { Services } from '../services.ts';

/** Headers by which a proxy says that it passes on somebody else's request. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * GET /internal/tls/ask?domain=: may a certificate be made for this host? 200 or 404, from memory, with nothing else said.
 * Asked by the proxy on this machine; with a secret, by whoever has it at the end of the path.
 */
export function tlsQuestion({ certificates, tlsAskSecret }: Services): Router {
  const question = Router();
  question.get('/{:secret}', (request: Request<{ secret?: string }>, response) => {
    const asked =
      tlsAskSecret === undefined
        ? request.params.secret === undefined && isFromThisMachine(request)
        : isSame(request.params.secret ?? '', tlsAskSecret);
    const host = asked ? domainOf(request) : undefined;
    response.set('cache-control', 'no-store');
    response.status(host !== undefined && certificates.mayHave(host) ? 200 : 404).end();
  });
  return question;
}

/** Lower case and without a final dot, as DNS compares names; undefined unless there is exactly one. */
function domainOf({ url }: IncomingMessage): string | undefined {
  const [domain, ...more] = new URLSearchParams((url ?? '').split('?').slice(1).join('?')).getAll('domain');
  return more.length > 0 ? undefined : domain?.toLowerCase().replace(/\.$/, '');
}

/** What the proxy on this machine passes on for strangers comes from this machine too, but it says so. */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '') &&
    forwarding.every((name) => headers[name] === undefined)
  );
}

/** Takes as long for every wrong secret. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
