import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Headers by which a proxy says that it passes on somebody else's request. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Whether a request may have an answer for programs: with a secret, who knows it; without one, who asks from this machine. */
export function mayAsk(request: IncomingMessage, said: string | undefined, secret: string | undefined): boolean {
  if (secret === undefined) return said === undefined && isFromThisMachine(request);
  return isSame(said ?? '', secret);
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
