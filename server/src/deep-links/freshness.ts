import { clockDriftMs } from '../net/steady-clock.ts';
import { type System, systems } from './fetching/fetched.ts';
import type { FileState } from './stored-file.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long an answer counts while a newer one cannot be had: phones, too, keep what they have for about a week. */
const usableMs = 7 * dayMs;
/** Even when it is asked for again, a host is not asked more often than that, whoever asks. */
const leastAgeMs = 60_000;

/** What is known of a host: the state of each file that counts now, and what has to be fetched. */
export interface HostStanding {
  /** Undefined for a file that nothing usable is known of. */
  readonly counting: Readonly<Record<System, FileState | undefined>>;
  /** Files that have to be fetched, because nothing is known of them or it is old. */
  readonly due: readonly System[];
}

/**
 * Says what counts of the states that were stored of a host, at most an answer and a failure for each file. A file counts for
 * a day, that there is none for an hour, and so does a failure; but one failure does not undo what was known before.
 * `again`: as if everything were old that is older than a minute.
 */
export function standingOf(states: readonly FileState[], now: Date, again = false): HostStanding {
  const of = (system: System) =>
    states.filter((state) => state.system === system).sort((a, b) => +b.lastAt - +a.lastAt);
  const counting = (system: System) => {
    const usable = of(system).filter((state) => ageOf(state, now) < usableMs);
    return usable.find(({ state }) => state !== 'failed') ?? usable[0];
  };
  return {
    counting: { ios: counting('ios'), android: counting('android') },
    due: systems.filter((system) => {
      const [newest] = of(system);
      if (newest === undefined) return true;
      return ageOf(newest, now) >= (again ? leastAgeMs : newest.state === 'read' ? dayMs : hourMs);
    }),
  };
}

/** What was stored in the future was stored before a clock was set back: it is as old as anything. */
function ageOf({ lastAt }: FileState, now: Date): number {
  const age = now.getTime() - lastAt.getTime();
  return age < -clockDriftMs ? usableMs : age;
}
