import { setTimeout as sleep } from 'node:timers/promises';

/** Admits so many callers per second, one after the other, and makes the rest wait for their turn. */
export interface RateLimiter {
  /** Resolves when it is the caller's turn; false at once, without taking the turn, when that is more than `timeoutMs` away. */
  acquire(timeoutMs: number): Promise<boolean>;
  /** How long a new caller would wait, in milliseconds. */
  waitMs(): number;
}

/** Unused turns are saved for this long, so that a few callers at once need not queue. */
const savedMs = 100;

export function createRateLimiter(perSecond: number): RateLimiter {
  const gapMs = 1000 / perSecond;
  let next = 0;
  const waitMs = () => Math.max(0, next - performance.now());
  return {
    async acquire(timeoutMs) {
      const mine = waitMs();
      if (mine > timeoutMs) return false;
      next = Math.max(next, performance.now() - savedMs) + gapMs;
      // Timers have a resolution of a millisecond.
      if (mine >= 1) await sleep(mine);
      return true;
    },
    waitMs,
  };
}
