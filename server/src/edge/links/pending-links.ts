import { type Hot, HotSet } from './clock-cache.ts';

const mostWaits = 10_000;
const mostMisses = 10_000;
/** How long nobody waits again for what has not come, in milliseconds. */
const missFor = 5000;

/** Lets requests wait for something that is on its way; one wait serves all who miss the same thing. */
export class Arrivals {
  readonly #waits = new Map<string, { readonly arrive: () => void; readonly over: Promise<void> }>();
  readonly #misses = new HotSet<string, Hot & { readonly until: number }>(mostMisses);

  /** Ends the wait for a thing, if somebody waits for it. */
  came(kind: string, id: number): void {
    if (this.#waits.size > 0) this.#waits.get(`${kind} ${id}`)?.arrive();
  }

  /**
   * Resolves when the thing came; or after `patience` ms and one run of `otherwise`, which says whether it brought it and
   * whose failure counts as not found. For what was not found a moment ago, and with too many waits already, it resolves at
   * once, so that waiting can neither fill the memory nor keep the database busy.
   */
  async wait(kind: string, id: number, patience: number, otherwise: () => Promise<boolean>): Promise<void> {
    const name = `${kind} ${id}`;
    const same = this.#waits.get(name);
    if (same !== undefined) return same.over;
    if (this.#waits.size >= mostWaits || (this.#misses.get(name)?.until ?? 0) > Date.now()) return;
    const coming = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => coming.resolve(false), patience);
    const over = coming.promise
      .then((came) => came || otherwise())
      .catch(() => false)
      .then((found) => {
        if (!found) this.#misses.set(name, { until: Date.now() + missFor, wanted: false });
        clearTimeout(timer);
        this.#waits.delete(name);
      });
    this.#waits.set(name, { arrive: () => coming.resolve(true), over });
    return over;
  }
}
