interface Batch<Item> {
  readonly items: Item[];
  /** Those who wait were let go, because storing takes too long. */
  late: boolean;
  readonly answer: PromiseWithResolvers<void>;
}

const mostWaiting = 100_000;

/** How a group is stored. */
export interface GroupCommitParts<Item> {
  /** Never rejects. */
  readonly store: (items: readonly Item[]) => Promise<void>;
  /** So many are worth storing without waiting for more. */
  readonly enough: number;
  /** Nobody waits longer, in milliseconds. */
  readonly patience: number;
  /** Told that storing takes longer. */
  readonly onHang: () => void;
}

/**
 * Stores together what comes while something else is being stored, and answers all who wait for it at once. When storing
 * hangs, they are let go after a while, and nobody waits until it has come back.
 */
export class GroupCommit<Item> {
  readonly #parts: GroupCommitParts<Item>;
  /** What came while the batch under way is being stored. */
  #next: Batch<Item> | undefined;
  #underWay: Batch<Item> | undefined;
  #storing: Promise<void> | undefined;
  #hanging = false;
  /** Ends the wait for more. */
  #goOn: (() => void) | undefined;

  constructor(parts: GroupCommitParts<Item>) {
    this.#parts = parts;
  }

  /** How many were let go before they were stored. */
  get late(): number {
    return [this.#underWay, this.#next].reduce((sum, batch) => sum + (batch?.late ? batch.items.length : 0), 0);
  }

  /** Resolves when the item is stored, or takes too long; undefined when too much waits to take it at all. */
  append(item: Item): Promise<void> | undefined {
    if (this.#next !== undefined && this.#next.items.length >= mostWaiting) return undefined;
    this.#next ??= { items: [], late: false, answer: Promise.withResolvers() };
    const batch = this.#next;
    if (batch.items.push(item) === this.#parts.enough) this.#goOn?.();
    this.#storing ??= this.#storeAll();
    if (this.#hanging) letGo(batch);
    return batch.answer.promise;
  }

  /** Resolves when nothing is left to store. */
  async idle(): Promise<void> {
    await this.#storing;
  }

  /** Does what never rejects while nothing is being stored. Whoever comes meanwhile waits, but no longer than for storing. */
  async between(action: () => Promise<void>): Promise<void> {
    while (this.#storing !== undefined) await this.#storing;
    this.#storing = this.#pauseFor(action);
    await this.#storing;
  }

  async #pauseFor(action: () => Promise<void>): Promise<void> {
    const overdue = setTimeout(() => this.#hang(), this.#parts.patience);
    await action();
    clearTimeout(overdue);
    this.#hanging = false;
    await this.#storeAll();
  }

  async #storeAll(): Promise<void> {
    if (this.#next !== undefined) await this.#gather(this.#next);
    const overdue = setTimeout(() => this.#hang(), this.#parts.patience);
    for (let stored = this.#storeNext(); stored !== undefined; ) {
      const { answer } = await stored;
      // Answering takes time, in which the next ones are stored.
      overdue.refresh();
      stored = this.#storeNext();
      answer.resolve();
    }
    clearTimeout(overdue);
    this.#storing = undefined;
  }

  /** Begins to store what waits; undefined when nothing does. */
  #storeNext(): Promise<Batch<Item>> | undefined {
    const batch = this.#next;
    this.#next = undefined;
    this.#underWay = batch;
    return batch && this.#store(batch);
  }

  async #store(batch: Batch<Item>): Promise<Batch<Item>> {
    await this.#parts.store(batch.items);
    this.#hanging = false;
    return batch;
  }

  /**
   * Lets join what the event loop brings in its next turns, as long as each brings something: storing costs the same for one
   * as for many. A request that comes alone waits for one turn.
   */
  async #gather({ items }: Batch<Item>): Promise<void> {
    for (let before = 0; items.length > before && items.length < this.#parts.enough; ) {
      before = items.length;
      await new Promise<void>((goOn) => {
        this.#goOn = goOn;
        setImmediate(goOn);
      });
    }
  }

  #hang(): void {
    this.#hanging = true;
    for (const batch of [this.#underWay, this.#next]) if (batch !== undefined) letGo(batch);
    this.#parts.onHang();
  }
}

function letGo(batch: Batch<unknown>): void {
  batch.late = true;
  batch.answer.resolve();
}
