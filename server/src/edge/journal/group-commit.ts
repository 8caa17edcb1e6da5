import { MicroBatcher } from './micro-batcher.ts';

const maxWaiting = 100_000;

/**
 * A timeout is counted in this many parts, each at least one turn of the event loop. A thread that is busy hears of its
 * timers late, and of its disk as well: what counts is that it has listened this often and heard nothing.
 */
const timeoutParts = 10;

/** How a group is stored. */
export interface GroupCommitOptions<Item> {
  /** Never rejects. */
  readonly store: (items: readonly Item[]) => Promise<void>;
  /** A group of this size is worth storing without waiting for more. */
  readonly gatherUpTo: number;
  /** Nobody waits longer than this for the disk; a thread that is busy meanwhile waits longer. */
  readonly timeoutMs: number;
  /** Called when storing takes longer. */
  readonly onTimeout: () => void;
}

/**
 * Stores together what arrives while something else is being stored. When storing hangs, everybody who waits is released
 * after the timeout, and nobody waits again until it has recovered.
 */
export class GroupCommit<Item> {
  readonly #batcher: MicroBatcher<Item, void>;
  readonly #options: GroupCommitOptions<Item>;
  #isHanging = false;

  constructor(options: GroupCommitOptions<Item>) {
    this.#options = options;
    const { store, gatherUpTo } = options;
    this.#batcher = new MicroBatcher({ run: (items) => this.#watch(() => store(items)), gatherUpTo });
  }

  /** How many items were released and are not stored yet. */
  get late(): number {
    return this.#batcher.released;
  }

  /** Resolves when the item is stored, or takes too long; undefined when too many wait for it to be accepted. */
  append(item: Item): Promise<void> | undefined {
    if (this.#batcher.waiting >= maxWaiting) return undefined;
    const stored = this.#batcher.add(item);
    if (this.#isHanging) this.#batcher.release();
    return stored;
  }

  /** Resolves when nothing is left to store. */
  idle(): Promise<void> {
    return this.#batcher.idle();
  }

  /** Performs an action, which must not reject, while nothing is being stored. The timeout covers it too. */
  between(action: () => Promise<void>): Promise<void> {
    return this.#batcher.between(() => this.#watch(action));
  }

  async #watch(step: () => Promise<void>): Promise<void> {
    let parts = 0;
    const timer = setInterval(() => {
      if (++parts < timeoutParts) return;
      clearInterval(timer);
      this.#isHanging = true;
      this.#batcher.release();
      this.#options.onTimeout();
    }, this.#options.timeoutMs / timeoutParts);
    await step();
    clearInterval(timer);
    this.#isHanging = false;
  }
}
