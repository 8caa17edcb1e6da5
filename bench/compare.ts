import { median } from './figure.ts';

/** One way to do a piece of work. Its result is kept, so that the engine cannot optimise the work away. */
export interface Variant {
  readonly name: string;
  run(): unknown;
}

/** The measurements of a variant. */
export interface Timing {
  readonly name: string;
  /** Median over all rounds, microseconds of work for one run. */
  readonly microseconds: number;
}

export interface ComparisonOptions {
  /** Rounds that count; each runs every variant once, forwards and backwards in turn. */
  readonly rounds?: number;
  /** Milliseconds one variant runs in one round. */
  readonly turn?: number;
  /** Milliseconds every variant runs before anything counts, so that its code is compiled. */
  readonly warmUp?: number;
}

/** CPU time of this thread in milliseconds; time spent on other programs does not count. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The result of the last run, which the engine therefore has to compute. */
export let kept: unknown;

/**
 * Runs variants alternately in one process, so that other load on the machine affects all of them equally.
 * At least 11 rounds.
 */
export function compare(variants: readonly Variant[], options: ComparisonOptions = {}): readonly Timing[] {
  const { rounds = 41, turn = 40, warmUp = 600 } = options;
  if (rounds < 11) throw new RangeError(`${rounds} rounds say too little: ask for 11 or more.`);
  const entrants = variants.map((variant) => ({
    variant,
    runs: runsWithin(variant, warmUp, turn),
    times: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { variant, runs, times } of round % 2 === 0 ? entrants : entrants.toReversed()) {
      times.push(timeOf(variant, runs));
    }
  }
  return entrants.map(({ variant, times }) => ({ name: variant.name, microseconds: median(times) }));
}

/** How often a variant runs within `turn` milliseconds, after it ran for `warmUp`. */
function runsWithin(variant: Variant, warmUp: number, turn: number): number {
  const start = worked();
  let runs = 0;
  while (worked() - start < warmUp || runs < 3) {
    kept = variant.run();
    runs++;
  }
  return Math.max(1, Math.round((runs / (worked() - start)) * turn));
}

/** Microseconds of one run, on average over `runs`. */
function timeOf(variant: Variant, runs: number): number {
  const start = worked();
  for (let run = 0; run < runs; run++) kept = variant.run();
  return ((worked() - start) * 1000) / runs;
}
