/** When a domain is checked. */
export interface CheckSchedule {
  /** Milliseconds of the UTC day; see `timeOfDayOf`. */
  readonly timeOfDay: number;
  /** Random jitter from -1 to 1, drawn for every check, so that checks that coincide drift apart. */
  readonly jitter: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** How far jitter moves a daily check in either direction. */
const dailyJitter = 15 * minute;
/** If the next time of day is this close, the check just made was early because of jitter, and counts for it. */
const tooNear = 2 * dailyJitter;
/** A domain checked at another time returns to its time of day through shorter intervals, none below this. */
const shortestDay = 18 * hour;

/** The time of day at which a domain is checked: derived from its id, so it never changes and spreads evenly. */
export function timeOfDayOf(id: string): number {
  // FNV-1a, then the finalizer of MurmurHash3, so that every bit of the id affects every bit of the result.
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return Math.floor(((hash ^ (hash >>> 16)) >>> 0) * (day / 2 ** 32));
}

/** The next daily check after one at `at`: 18 to 24½ hours later, ± a quarter of an hour. Milliseconds since 1970. */
export function nextDaily(at: number, { timeOfDay, jitter }: CheckSchedule): number {
  const left = (((timeOfDay - at) % day) + day) % day;
  const wait = left < tooNear ? left + day : Math.max(left, shortestDay);
  return Math.round(at + wait + jitter * dailyJitter);
}

/** A shorter delay, with ±10% jitter. */
export function withJitter(wait: number, { jitter }: CheckSchedule): number {
  return Math.round(wait * (1 + jitter / 10));
}
