/**
 * How far apart the clocks of servers may be. What lies further in the future was written before a clock was set back, and
 * must keep nothing waiting until then.
 */
export const clockDriftMs = 60_000;

/**
 * Whole milliseconds since 1970, because timers take no others, by a clock that nobody sets back or forth while this
 * process runs: for deadlines and anything else that says how long, and not when.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
