import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Headers by which a proxy shows that it forwards a request. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request may use an internal endpoint: with a secret configured, it has to present it; without one, it has
 * to come from this machine.
 */
export function mayAsk(request: IncomingMessage, said: string | undefined, secret: string | undefined): boolean {
  if (secret === undefined) return said === undefined && isFromThisMachine(request);
  return isSame(said ?? '', secret);
}

/** Requests that a proxy on this machine forwards come from this machine too, but carry the proxy's headers. */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(headers.host ?? '') &&
    forwarding.every((name) => headers[name] === undefined)
  );
}

/** Takes the same time for every wrong secret. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
