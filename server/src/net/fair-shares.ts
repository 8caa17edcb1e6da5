/**
 * Divides a limit among owners: each may hold as much as is left for others. A single one gets half of it, and whoever
 * comes next finds room, however much the others want.
 */
export class FairShares {
  readonly #limit: number;
  readonly #held = new Map<string, number>();
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Gives a owner more, if its share allows that; what it got has to be given back. */
  take(owner: string, amount: number): boolean {
    const held = this.#held.get(owner) ?? 0;
    if (held + amount > this.#limit - this.#total) return false;
    this.#held.set(owner, held + amount);
    this.#total += amount;
    return true;
  }

  release(owner: string, amount: number): void {
    const left = (this.#held.get(owner) ?? 0) - amount;
    if (left > 0) this.#held.set(owner, left);
    else this.#held.delete(owner);
    this.#total -= amount;
  }
}
