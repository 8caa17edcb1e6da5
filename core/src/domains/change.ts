import { type CheckSchedule, nextDaily, withJitter } from './check-schedule.ts';
import type { DomainStatus } from './diagnoses.ts';
import type { Judgement } from './judging/judge.ts';

/** The state of a domain that one check hands to the next. Times are milliseconds since 1970. */
export interface DomainProgress {
  readonly status: DomainStatus;
  /** Consecutive checks that did not find the domain verified; 0 for a new one. */
  readonly unfinished: number;
  /** When the first of those ran; null after a successful check, and for a new domain. */
  readonly unfinishedSince: number | null;
  /** When a verified domain was first found broken; null if it was not, or is no longer verified. */
  readonly failedSince: number | null;
}

/** What a check found, when, and how many servers responded; see `countRespondingServers`. */
export interface FinishedCheck extends Pick<Judgement, 'status' | 'transient'> {
  readonly at: number;
  readonly respondingServers: number;
}

const minute = 60_000;
/** Delays after the first, second … check that did not verify the domain; after the last of these, a day. */
const waits = [1, 5, 15, 60, 240].map((minutes) => minutes * minute);
/** A verified domain loses its status only if it is still broken after this time … */
const confirmAfter = 10 * minute;
/** … or after this one, if only a single server responded. */
const confirmAfterWithOneServer = 60 * minute;

/**
 * The status after a check, and when to check again. A transient judgement never changes the status; a verified domain
 * loses it at a second failed check, ten minutes or more after the first, with no successful one in between.
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
  // Newly broken: check as often as a new domain, since somebody may be fixing it.
  return { status, unfinished: 1, unfinishedSince, failedSince: null, nextCheckAt: again(1) };
}
