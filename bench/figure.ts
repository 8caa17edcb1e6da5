/** One row of the table: the measured value and the target. */
export interface Figure {
  readonly what: string;
  readonly against: string;
  readonly measured: number;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The numbers it was computed from. */
  readonly from: Readonly<Record<string, number>>;
}

/** Whether the figure meets its target; undefined if it has none. */
export function isReached({ measured, atMost, atLeast }: Figure): boolean | undefined {
  if (atMost === undefined && atLeast === undefined) return undefined;
  return measured <= (atMost ?? Number.POSITIVE_INFINITY) && measured >= (atLeast ?? 0);
}

/** The middle one; of an even number, the one above the middle. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}

/** The one below which this share of sorted numbers lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)]!;
}

/** Three significant digits. */
export function rounded(number: number): number {
  return Number(number.toPrecision(3));
}
