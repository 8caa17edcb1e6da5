declare const process: { threadCpuUsage(): { readonly user: number; readonly system: number } };

/** CPU time of this process so far, in milliseconds; time spent on other processes does not count. */
export function workClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What ten million characters take one after the other on a machine that does nothing else, in milliseconds. */
const freeMs = 50;

/** How many times longer work takes at the moment because others use the same cores, at least 1: a core does the work of two. */
export function slowness(): number {
  const text = '{'.repeat(1_000_000);
  const start = workClock();
  let sum = 0;
  for (let round = 0; round < 10; round++) {
    for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) | 0;
  }
  // The sum is used, so that the loop is not left out.
  return Math.max(1, (workClock() - start + (sum & 0)) / freeMs);
}

/** The fastest of some runs, to measure the work and not other load on the machine, up to the first that is fast enough. */
function cost(work: () => void, runs: number, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs && least > enough; run++) {
    const start = workClock();
    work();
    least = Math.min(least, workClock() - start);
  }
  return Math.max(enough, least);
}

/** Below this, clock and garbage collection are most of a measurement, in milliseconds. */
const noise = 8;

/**
 * How much longer four times the length takes: about 4 for linear work, about 16 for quadratic, and 8 for anything that is
 * clearly faster than that. Times below the noise are raised to it, so that work too short to measure passes; quadratic
 * work on 20,000 characters takes far longer.
 */
export function growth(read: (text: string) => void, part: string, length = 20_000): number {
  const [short, long] = [part.repeat(length / part.length), part.repeat((length * 4) / part.length)];
  read(part.repeat(100));
  const unit = cost(() => read(short), 7, noise);
  return cost(() => read(long), 5, unit * 8) / unit;
}
