interface Batch {
  text: string;
  count: number;
  /** Those who wait were let go, because storing takes too long. */
  late: boolean;
  readonly answer: PromiseWithResolvers<void>;
}

const mostWaiting = 100_000;
/** So many are worth storing without waiting for more. */
const enough = 32;

/**
 * Stores together what comes while something else is being stored, and answers all who wait for it at once. When storing
 * hangs, they are let go after a while, and nobody waits until it has come back.
 */
export class GroupCommit {
  readonly #store: (bytes: Buffer, count: number) => Promise<void>;
  readonly #patience: number;
  readonly #onHang: () => void;
  /** What came while the batch under way is being stored. */
  #next: Batch | undefined;
  #underWay: Batch | undefined;
  #storing: Promise<void> | undefined;
  #hanging = false;

  /** `store` never rejects; nobody waits for it longer than `patience`, in milliseconds, which `onHang` is told. */
  constructor(store: (bytes: Buffer, count: number) => Promise<void>, patience: number, onHang: () => void) {
    this.#store = store;
    this.#patience = patience;
    this.#onHang = onHang;
  }

  /** How many were let go before they were stored. */
  get late(): number {
    return [this.#underWay, this.#next].reduce((sum, batch) => sum + (batch?.late ? batch.count : 0), 0);
  }

  /** Resolves when the text is stored, or takes too long; undefined when too much waits to take it at all. */
  append(text: string): Promise<void> | undefined {
    if (this.#next !== undefined && this.#next.count >= mostWaiting) return undefined;
    this.#next ??= { text: '', count: 0, late: false, answer: Promise.withResolvers() };
    const batch = this.#next;
    batch.text += text;
    batch.count++;
    this.#storing ??= this.#storeAll();
    if (this.#hanging) letGo(batch);
    return batch.answer.promise;
  }

  /** Resolves when nothing is left to store. */
  async idle(): Promise<void> {
    await this.#storing;
  }

  async #storeAll(): Promise<void> {
    while (this.#next !== undefined) {
      await this.#gather();
      const batch = this.#next;
      this.#next = undefined;
      this.#underWay = batch;
      const overdue = setTimeout(() => this.#hang(), this.#patience);
      await this.#store(Buffer.from(batch.text), batch.count);
      clearTimeout(overdue);
      this.#underWay = undefined;
      this.#hanging = false;
      batch.answer.resolve();
    }
    this.#storing = undefined;
  }

  /**
   * Lets join what the event loop brings in its next turns, as long as each brings something: storing costs the same for one
   * as for many. A request that comes alone waits for one turn.
   */
  async #gather(): Promise<void> {
    for (let count = 0; this.#next !== undefined && this.#next.count > count && count < enough; ) {
      count = this.#next.count;
      await new Promise(setImmediate);
    }
  }

  #hang(): void {
    this.#hanging = true;
    for (const batch of [this.#underWay, this.#next]) if (batch !== undefined) letGo(batch);
    this.#onHang();
  }
}

function letGo(batch: Batch): void {
  batch.late = true;
  batch.answer.resolve();
}
