/** Lets so many through in a second, one after the other, and makes the rest wait for their turn. */
export interface Pace {
  /** Resolves at the turn of who asks; false at once when that would be later than `patience` milliseconds, and then the turn is not taken. */
  turn(patience: number): Promise<boolean>;
  /** How long somebody who asked now would wait, in milliseconds. */
  wait(): number;
}

/** What was not used is kept for this long, in milliseconds: a few questions at once are no burst. */
const kept = 100;

export function createPace(perSecond: number): Pace {
  const apart = 1000 / perSecond;
  let next = 0;
  const wait = () => Math.max(0, next - performance.now());
  return {
    async turn(patience) {
      const mine = wait();
      if (mine > patience) return false;
      next = Math.max(next, performance.now() - kept) + apart;
      // A timer of Node may be early by less than a millisecond, and is not needed for one.
      if (mine >= 1) await new Promise((over) => setTimeout(over, mine));
      return true;
    },
    wait,
  };
}
