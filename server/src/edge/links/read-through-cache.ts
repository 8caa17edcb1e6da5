import { LRUCache } from 'lru-cache';

/** The most recently used entries of a large table, in memory; what is missing is loaded when it is requested. */
export class ReadThroughCache<Key extends string | number, Value extends object> {
  readonly #entries: LRUCache<Key, Value>;
  readonly #load: (key: Key) => Value | undefined;

  constructor(max: number, load: (key: Key) => Value | undefined) {
    // With `max` it would allocate room for all of them at once, which takes megabytes before anything is in there.
    this.#entries = new LRUCache({ maxSize: max, sizeCalculation: () => 1 });
    this.#load = load;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key) ?? this.#loaded(key);
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, value);
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    // Clearing takes time in proportion to what was ever in there, and changes that clear the cache arrive by the thousand.
    if (this.#entries.size > 0) this.#entries.clear();
  }

  #loaded(key: Key): Value | undefined {
    const value = this.#load(key);
    if (value !== undefined) this.#entries.set(key, value);
    return value;
  }
}
