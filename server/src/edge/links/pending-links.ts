import { LRUCache } from 'lru-cache';

const maxWaits = 10_000;
const maxMisses = 10_000;
/** After a miss, nobody waits for the same link or mailing again for this long. */
const missTtlMs = 5000;

/** Lets requests wait for a link or mailing that is on its way; requests for the same one share a wait. */
export class PendingLinks {
  readonly #waits = new Map<string, { readonly end: () => void; readonly over: Promise<void> }>();
  readonly #misses = new LRUCache<string, true>({ max: maxMisses, ttl: missTtlMs });

  /** Ends the wait for it, if there is one. */
  arrived(kind: string, id: number): void {
    if (this.#waits.size > 0) this.#waits.get(`${kind} ${id}`)?.end();
  }

  /**
   * Resolves when it arrives, or after `timeoutMs` and one call of `lookUp`, which says whether it found it and whose failure
   * counts as not found. Resolves immediately for a recent miss, and when too many waits are open already, so that waiting can
   * neither fill the memory nor keep the database busy.
   */
  async wait(kind: string, id: number, timeoutMs: number, lookUp: () => Promise<boolean>): Promise<void> {
    const name = `${kind} ${id}`;
    const same = this.#waits.get(name);
    if (same !== undefined) return same.over;
    if (this.#waits.size >= maxWaits || this.#misses.has(name)) return;
    const arrival = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => arrival.resolve(false), timeoutMs);
    const over = arrival.promise
      .then((arrived) => arrived || lookUp())
      .catch(() => false)
      .then((found) => {
        if (!found) this.#misses.set(name, true);
        clearTimeout(timer);
        this.#waits.delete(name);
      });
    this.#waits.set(name, { end: () => arrival.resolve(true), over });
    return over;
  }
}
