import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether somebody who presents `said` may use an internal endpoint: only with its secret, so nobody where none is
 * configured. Where a request comes from and the host it names prove nothing: a proxy on this machine passes visitors'
 * requests on, with the name that they sent.
 */
export function mayAsk(said: string | undefined, secret: string | undefined): boolean {
  return secret !== undefined && isSame(said ?? '', secret);
}

/** Takes the same time for every wrong secret. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
