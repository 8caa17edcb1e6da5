/** When a domain is checked. */
export interface CheckSchedule {
  /** Milliseconds of the UTC day; see `timeOfDayOf`. */
  readonly timeOfDay: number;
  /** Chance, from -1 to 1, new for every check: so that what fell together drifts apart. */
  readonly jitter: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** How far chance moves a daily check to either side. */
const dailyJitter = 15 * minute;
/** The next time of day still belongs to the check just made when it is this near: jitter can make a check early. */
const tooNear = 2 * dailyJitter;
/** A domain that was checked at another time comes back to its time of day by shorter days, none shorter than this. */
const shortestDay = 18 * hour;

/** The time of day at which a domain is checked: the same for ever, and spread evenly over the day by its id. */
export function timeOfDayOf(id: string): number {
  // FNV-1a, then the end of MurmurHash3, which lets every bit of the id move every bit of the number.
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return Math.floor(((hash ^ (hash >>> 16)) >>> 0) * (day / 2 ** 32));
}

/** The next check of the day's row after one at `at`: 18 to 24½ hours later, give or take a quarter. Milliseconds since 1970. */
export function nextDaily(at: number, { timeOfDay, jitter }: CheckSchedule): number {
  const left = (((timeOfDay - at) % day) + day) % day;
  const wait = left < tooNear ? left + day : Math.max(left, shortestDay);
  return Math.round(at + wait + jitter * dailyJitter);
}

/** A shorter wait, a tenth longer or shorter by chance. */
export function withJitter(wait: number, { jitter }: CheckSchedule): number {
  return Math.round(wait * (1 + jitter / 10));
}
