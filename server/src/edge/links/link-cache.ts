import type { StoredLink } from './entities.ts';

/** How many referenced links in a row get a second chance before one is evicted anyway: it bounds the cost of an eviction. */
const maxSecondChances = 16;
const minSlots = 1024;
/** How full the tables may become: beyond it, probe sequences grow long. */
const maxFill = 2 / 3;
const vacant = -1;
/** 2^32 divided by the golden ratio: places consecutive ids far apart (Knuth, TAOCP 6.4). */
const spread = 0x9e3779b1;

/**
 * Links in memory, evicted by the CLOCK algorithm: the hand passes over links that were referenced since its last round.
 * There are up to millions, requested in no order, so every step from one object to the next would be a cache miss: an id
 * leads through flat tables straight to its destination. The slots are not in order of arrival, so among the unreferenced
 * links any may be the next to go.
 */
export class LinkCache {
  readonly #max: number;
  #size = 0;
  /** Two numbers per slot that are read together: the link's id and its mailing's. */
  #ids!: Float64Array;
  #urls!: (string | undefined)[];
  /** 1 for a link that was looked up since the hand last passed. */
  #referenced!: Uint8Array;
  #hand = 0;
  #lastSlot = 0;
  #shift = 0;

  constructor(max: number) {
    this.#max = max;
    this.clear();
  }

  get size(): number {
    return this.#size;
  }

  get(id: number): StoredLink | undefined {
    const slot = this.#slotOf(id);
    const url = this.#urls[slot];
    if (url === undefined) return undefined;
    this.#referenced[slot] = 1;
    return { mailingId: this.#ids[2 * slot + 1]!, url };
  }

  set(id: number, { mailingId, url }: StoredLink): void {
    this.delete(id);
    if (this.#size >= this.#max) this.#evict();
    if (this.#size >= maxFill * this.#urls.length) this.#grow();
    this.#put(id, mailingId, url, 0);
  }

  delete(id: number): void {
    const slot = this.#slotOf(id);
    if (this.#urls[slot] !== undefined) this.#vacate(slot);
  }

  clear(): void {
    this.#allocate(minSlots);
  }

  /** `slots` is a power of two. */
  #allocate(slots: number): void {
    this.#ids = new Float64Array(2 * slots).fill(vacant);
    this.#urls = Array<string | undefined>(slots).fill(undefined);
    this.#referenced = new Uint8Array(slots);
    this.#size = 0;
    this.#hand = 0;
    this.#lastSlot = slots - 1;
    this.#shift = Math.clz32(slots) + 1;
  }

  #grow(): void {
    const [ids, urls, referenced] = [this.#ids, this.#urls, this.#referenced];
    this.#allocate(2 * urls.length);
    for (let slot = 0; slot < urls.length; slot++) {
      const url = urls[slot];
      if (url !== undefined) this.#put(ids[2 * slot]!, ids[2 * slot + 1]!, url, referenced[slot]!);
    }
  }

  #put(id: number, mailingId: number, url: string, referenced: number): void {
    const slot = this.#slotOf(id);
    this.#ids[2 * slot] = id;
    this.#ids[2 * slot + 1] = mailingId;
    this.#urls[slot] = url;
    this.#referenced[slot] = referenced;
    this.#size++;
  }

  /** The slot that holds a link, or the vacant one where it would go. */
  #slotOf(id: number): number {
    let slot = this.#homeOf(id);
    for (let at = this.#ids[2 * slot]; at !== id && at !== vacant; at = this.#ids[2 * slot]) slot = this.#after(slot);
    return slot;
  }

  /** The slot that a link takes unless another one is already there. */
  #homeOf(id: number): number {
    return Math.imul(id, spread) >>> this.#shift;
  }

  #after(slot: number): number {
    return (slot + 1) & this.#lastSlot;
  }

  /** Moves links that could not be reached across the gap into it (Knuth, TAOCP 6.4, algorithm R). */
  #vacate(slot: number): void {
    let gap = slot;
    for (let next = this.#after(gap); this.#ids[2 * next] !== vacant; next = this.#after(next)) {
      const home = this.#homeOf(this.#ids[2 * next]!);
      if (((next - home) & this.#lastSlot) < ((next - gap) & this.#lastSlot)) continue;
      this.#ids.copyWithin(2 * gap, 2 * next, 2 * next + 2);
      this.#urls[gap] = this.#urls[next];
      this.#referenced[gap] = this.#referenced[next]!;
      gap = next;
    }
    this.#ids[2 * gap] = vacant;
    this.#urls[gap] = undefined;
    this.#size--;
  }

  #evict(): void {
    let chances = maxSecondChances;
    while (this.#urls[this.#hand] === undefined || (this.#referenced[this.#hand] === 1 && chances-- > 0)) {
      this.#referenced[this.#hand] = 0;
      this.#hand = this.#after(this.#hand);
    }
    this.#vacate(this.#hand);
  }
}
