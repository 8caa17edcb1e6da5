import { type CheckSchedule, nextDaily, withJitter } from './check-schedule.ts';
import type { DomainStatus } from './diagnoses.ts';
import type { Judgement } from './judging/judge.ts';

/** What has to be remembered of a domain from one check to the next. Times are milliseconds since 1970. */
export interface DomainProgress {
  readonly status: DomainStatus;
  /** Checks in a row that did not find the domain verified; 0 for a new one. */
  readonly unfinished: number;
  /** When that row began; null after a good check, and for a new domain. */
  readonly unfinishedSince: number | null;
  /** When a verified domain was first seen broken; null when it was not, or is no longer verified. */
  readonly failedSince: number | null;
}

/** What a check found, at which time, and how many servers said so; see `countRespondingServers`. */
export interface FinishedCheck extends Pick<Judgement, 'status' | 'transient'> {
  readonly at: number;
  readonly respondingServers: number;
}

const minute = 60_000;
/** How long to wait after the first, second … check that did not verify the domain; then a day. */
const waits = [1, 5, 15, 60, 240].map((minutes) => minutes * minute);
/** A verified domain is given up only when it is still broken after this time … */
const confirmAfter = 10 * minute;
/** … or this one, when a single server is all that was heard of it. */
const confirmAfterWithOneServer = 60 * minute;

/**
 * The status after a check, and when to look again. A transient judgement changes no status; a verified domain is given up
 * by a second failed check, ten minutes or more after the first, with no good one in between.
 */
export function afterCheck(
  previous: DomainProgress,
  check: FinishedCheck,
  schedule: CheckSchedule,
): DomainProgress & { readonly nextCheckAt: number } {
  const { at, status } = check;
  if (status === 'verified' && !check.transient) {
    const nextCheckAt = nextDaily(at, schedule);
    return { status, unfinished: 0, unfinishedSince: null, failedSince: null, nextCheckAt };
  }
  const unfinished = previous.unfinished + 1;
  const unfinishedSince = previous.unfinishedSince ?? at;
  const again = (row: number) => {
    const wait = waits[row - 1];
    return wait === undefined ? nextDaily(at, schedule) : at + withJitter(wait, schedule);
  };
  if (check.transient) return { ...previous, unfinished, unfinishedSince, nextCheckAt: again(unfinished) };
  if (previous.status !== 'verified') {
    return { status, unfinished, unfinishedSince, failedSince: null, nextCheckAt: again(unfinished) };
  }
  const failedSince = previous.failedSince ?? at;
  const failedFor = at - failedSince;
  if (failedFor < (check.respondingServers > 1 ? confirmAfter : confirmAfterWithOneServer)) {
    const nextCheckAt = failedFor < confirmAfter ? failedSince + confirmAfter : at + confirmAfter;
    return { status: 'verified', unfinished, unfinishedSince, failedSince, nextCheckAt };
  }
  // Broken from now on: look as often as at a new domain, since somebody may be fixing it.
  return { status, unfinished: 1, unfinishedSince, failedSince: null, nextCheckAt: again(1) };
}
