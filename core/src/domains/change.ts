import type { DomainStatus } from './diagnoses.ts';
import type { Judgement } from './judge.ts';

/** What has to be remembered of a domain from one check to the next. Times are milliseconds since 1970. */
export interface DomainProgress {
  readonly status: DomainStatus;
  /** Checks in a row that did not find the domain verified; 0 for a new one. */
  readonly unfinished: number;
  /** When a verified domain was first seen broken; null when it was not, or is no longer verified. */
  readonly failedSince: number | null;
}

const minute = 60_000;
const day = 1440 * minute;
/** How long to wait after the first, second … check that did not verify the domain. */
const waits = [1, 5, 15, 60, 240].map((minutes) => minutes * minute);
/** A verified domain is given up only when it is still broken after this time. */
const patience = 10 * minute;

/**
 * The status after a check at `now`, and when to look again. A transient judgement changes no status; a verified domain is
 * given up by the second failed check, ten minutes or more after the first, with no good one in between.
 */
export function afterCheck(
  previous: DomainProgress,
  judgement: Pick<Judgement, 'status' | 'transient'>,
  now: number,
): DomainProgress & { readonly nextCheckAt: number } {
  const unfinished = previous.unfinished + 1;
  if (judgement.transient) return { ...previous, unfinished, nextCheckAt: now + waitAfter(unfinished) };
  if (judgement.status === 'verified') {
    return { status: 'verified', unfinished: 0, failedSince: null, nextCheckAt: now + day };
  }
  if (previous.status !== 'verified') {
    return { status: judgement.status, unfinished, failedSince: null, nextCheckAt: now + waitAfter(unfinished) };
  }
  const failedSince = previous.failedSince ?? now;
  if (now - failedSince < patience) {
    return { status: 'verified', unfinished, failedSince, nextCheckAt: failedSince + patience };
  }
  // Broken from now on: look as often as at a new domain, since somebody may be mending it.
  return { status: judgement.status, unfinished: 1, failedSince: null, nextCheckAt: now + waitAfter(1) };
}

function waitAfter(unfinished: number): number {
  return waits[unfinished - 1] ?? day;
}
