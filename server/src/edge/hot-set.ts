/** How many of those that were asked for again may stay before one goes all the same: what an eviction costs is bounded. */
const mostSecondChances = 16;

/**
 * The part of a large table that is asked for, in memory: at most `most` entries. When it is full, entries go in the order
 * in which they came, except those that were asked for since the last time around (the CLOCK algorithm): a hit costs two
 * look-ups. Who was asked for stands in a set of its own, which takes half the memory of an object around each value.
 */
export class HotSet<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #wanted = new Set<Key>();
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
    if (value !== undefined) this.#wanted.add(key);
    return value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
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
    this.#wanted.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#wanted.clear();
  }

  #evict(): void {
    for (let chances = mostSecondChances; ; chances--) {
      const key = this.#next();
      const value = this.#entries.get(key)!;
      this.#entries.delete(key);
      if (!this.#wanted.delete(key) || chances === 0) return;
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
