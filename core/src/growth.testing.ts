declare const process: { threadCpuUsage(): { readonly user: number; readonly system: number } };

/** Milliseconds of work done so far; time in which other programs had the processor does not count. */
export function workClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Of three goes the fastest: what the work costs, and not what else the machine does. */
function cost(work: () => void): number {
  const goes = [1, 2, 3].map(() => {
    const start = workClock();
    work();
    return workClock() - start;
  });
  return Math.min(...goes);
}

/**
 * How much more work four times the length is: about 4 for linear work, about 16 for quadratic. What lies within a clock's
 * own noise counts as the noise, so that work too short to be measured passes.
 */
export function growth(read: (text: string) => void, part: string, length = 20_000): number {
  const noise = 3;
  const [short, long] = [part.repeat(length / part.length), part.repeat((length * 4) / part.length)];
  read(part.repeat(100));
  return (
    Math.max(
      noise * 4,
      cost(() => read(long)),
    ) /
    Math.max(
      noise,
      cost(() => read(short)),
    )
  );
}
