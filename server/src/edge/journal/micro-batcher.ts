interface Batch<Item, Output> {
  readonly items: Item[];
  /** What everybody in the batch waits for. */
  readonly answer: PromiseWithResolvers<Output>;
  /** It was answered before it was run. */
  released: boolean;
}

export interface MicroBatcherOptions<Item, Output> {
  /** Handles a batch. What it returns, or throws, is the answer to everybody in it. */
  readonly run: (items: readonly Item[]) => Promise<Output>;
  /** How many items a batch holds at most. */
  readonly maxItems?: number;
  /**
   * While idle, waits for what the event loop's next turns bring if a batch would be smaller than this. By default it
   * never waits.
   */
  readonly gatherUpTo?: number;
}

/**
 * Collects what arrives while one batch runs into the next one, so that many callers share one operation and a single one
 * waits for nobody. Batches run one at a time, in order; each is on its way before those in the one before are answered.
 */
export class MicroBatcher<Item, Output> {
  readonly #options: Required<MicroBatcherOptions<Item, Output>>;
  readonly #waiting: Batch<Item, Output>[] = [];
  #waitingItems = 0;
  #current: Batch<Item, Output> | undefined;
  #running: Promise<void> | undefined;
  #stopGathering: (() => void) | undefined;

  constructor(options: MicroBatcherOptions<Item, Output>) {
    this.#options = { maxItems: Number.POSITIVE_INFINITY, gatherUpTo: 1, ...options };
  }

  /** How many items have not been handed over yet. */
  get waiting(): number {
    return this.#waitingItems;
  }

  /** How many items were answered by `release` but are not done yet. */
  get released(): number {
    const batches = this.#current === undefined ? this.#waiting : [this.#current, ...this.#waiting];
    return batches.reduce((sum, { items, released }) => sum + (released ? items.length : 0), 0);
  }

  /** Settles with the result of the batch that includes the item. */
  add(item: Item): Promise<Output> {
    let batch = this.#waiting.at(-1);
    if (batch === undefined || batch.items.length >= this.#options.maxItems) {
      batch = { items: [], answer: Promise.withResolvers(), released: false };
      this.#waiting.push(batch);
    }
    this.#waitingItems++;
    if (batch.items.push(item) === this.#options.gatherUpTo) this.#stopGathering?.();
    this.#running ??= this.#runAll();
    return batch.answer.promise;
  }

  /** Answers everybody who is waiting now; their items are still handled. */
  release(output: Output): void {
    for (const batch of [this.#current, ...this.#waiting]) {
      if (batch === undefined) continue;
      batch.released = true;
      batch.answer.resolve(output);
    }
  }

  /** Resolves when nothing is left to run. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Performs an action, which must not reject, between two batches. */
  async between(action: () => Promise<void>): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    this.#running = action().then(() => this.#runAll());
    await this.#running;
  }

  async #runAll(): Promise<void> {
    const [first] = this.#waiting;
    if (first !== undefined && first.items.length < this.#options.gatherUpTo) await this.#gather(first.items);
    for (let running = this.#runNext(); running !== undefined; ) {
      const answer = await running;
      // Answering takes time, so the next batch is started first.
      running = this.#runNext();
      answer();
    }
    this.#running = undefined;
  }

  /** Starts the next batch and returns what then answers it; undefined when none waits. */
  #runNext(): Promise<() => void> | undefined {
    this.#current = this.#waiting.shift();
    if (this.#current === undefined) return undefined;
    const { items, answer } = this.#current;
    this.#waitingItems -= items.length;
    return this.#options.run(items).then(
      (output) => () => answer.resolve(output),
      (error) => () => answer.reject(error),
    );
  }

  /**
   * Waits as long as each turn of the event loop brings more, because a batch costs about the same whatever its size.
   */
  async #gather(items: readonly Item[]): Promise<void> {
    for (let before = 0; items.length > before && items.length < this.#options.gatherUpTo; ) {
      before = items.length;
      await new Promise<void>((resolve) => {
        this.#stopGathering = resolve;
        setImmediate(resolve);
      });
    }
  }
}
