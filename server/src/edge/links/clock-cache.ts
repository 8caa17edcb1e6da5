/** How many of those that were asked for again may stay before one goes all the same: what an eviction costs is bounded. */
export const mostSecondChances = 16;

/** What can be held: that it was asked for is noted in it, where it costs no look-up and next to no memory. */
export interface Hot {
  wanted: boolean;
}

/**
 * The part of a large table that is asked for, in memory: at most `most` entries. When it is full, entries go in the order
 * in which they came, except those that were asked for since the last time around (the CLOCK algorithm).
 */
export class HotSet<Key, Value extends Hot> {
  readonly #entries = new Map<Key, Value>();
  readonly #most: number;
  #hand = this.#entries.keys();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) value.wanted = true;
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#most) this.#evict();
    this.#entries.set(key, value);
  }

  /** Takes in what was found elsewhere, if it was, and hands it on. */
  keep(key: Key, found: Value | undefined): Value | undefined {
    if (found !== undefined) this.set(key, found);
    return found;
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  #evict(): void {
    for (let chances = mostSecondChances; ; chances--) {
      const key = this.#next();
      const value = this.#entries.get(key)!;
      this.#entries.delete(key);
      if (!value.wanted || chances === 0) return;
      value.wanted = false;
      this.#entries.set(key, value);
    }
  }

  #next(): Key {
    // One iterator for all: a new one would have to pass over every place that was left.
    const next = this.#hand.next();
    if (!next.done) return next.value;
    this.#hand = this.#entries.keys();
    return this.#hand.next().value!;
  }
}
