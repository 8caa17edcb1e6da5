const mostWaits = 10_000;

/** Lets requests wait for something that is on its way; one wait serves all who miss the same thing. */
export class Arrivals {
  readonly #waits = new Map<string, { readonly arrive: () => void; readonly over: Promise<void> }>();

  /** Ends the wait for a thing, if somebody waits for it. */
  came(kind: string, id: number): void {
    if (this.#waits.size > 0) this.#waits.get(`${kind} ${id}`)?.arrive();
  }

  /**
   * Resolves when the thing came; or after `patience` ms and one run of `otherwise`, whose failure counts as not found.
   * With too many waits already it resolves at once, so that waiting cannot fill the memory.
   */
  async wait(kind: string, id: number, patience: number, otherwise: () => Promise<void>): Promise<void> {
    const name = `${kind} ${id}`;
    const same = this.#waits.get(name);
    if (same !== undefined) return same.over;
    if (this.#waits.size >= mostWaits) return;
    const coming = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => coming.resolve(false), patience);
    const over = coming.promise
      .then((came) => (came ? undefined : otherwise()))
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
        this.#waits.delete(name);
      });
    this.#waits.set(name, { arrive: () => coming.resolve(true), over });
    return over;
  }
}
