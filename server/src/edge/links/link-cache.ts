import { mostSecondChances } from './clock-cache.ts';
import type { StoredLink } from './entities.ts';

const fewestSlots = 1024;
/** How full the tables may become: further on, links would be found only after many others. */
const mostFull = 2 / 3;
const vacant = -1;
/** 2^32 divided by the golden ratio: ids that follow each other come to lie far apart (Knuth, TAOCP 6.4). */
const spread = 0x9e3779b1;

/**
 * A HotSet of links. There are many, asked for in no order, so that each step from one object to the next would be a wait
 * for memory: here an id leads through flat tables straight to its destination. They are not in the order in which they
 * came, so that any one may be the next to go that was not asked for since the last time around.
 */
export class HotLinks {
  readonly #most: number;
  #size = 0;
  /** Two numbers a slot, which are read together: the link's id and its mailing's. */
  #ids!: Float64Array;
  #urls!: (string | undefined)[];
  /** 1 for a link that was asked for since the hand passed. */
  #wanted!: Uint8Array;
  #hand = 0;
  #lastSlot = 0;
  #shift = 0;

  constructor(most: number) {
    this.#most = most;
    this.clear();
  }

  get size(): number {
    return this.#size;
  }

  get(id: number): StoredLink | undefined {
    const slot = this.#slotOf(id);
    const url = this.#urls[slot];
    if (url === undefined) return undefined;
    this.#wanted[slot] = 1;
    return { mailingId: this.#ids[2 * slot + 1]!, url };
  }

  set(id: number, { mailingId, url }: StoredLink): void {
    this.delete(id);
    if (this.#size >= this.#most) this.#evict();
    if (this.#size >= mostFull * this.#urls.length) this.#grow();
    this.#put(id, mailingId, url, 0);
  }

  /** Takes in what was found elsewhere, and hands it on. */
  keep(id: number, found: StoredLink): StoredLink {
    this.set(id, found);
    return found;
  }

  delete(id: number): void {
    const slot = this.#slotOf(id);
    if (this.#urls[slot] !== undefined) this.#vacate(slot);
  }

  clear(): void {
    this.#allot(fewestSlots);
  }

  /** `slots` is a power of two. */
  #allot(slots: number): void {
    this.#ids = new Float64Array(2 * slots).fill(vacant);
    this.#urls = Array<string | undefined>(slots).fill(undefined);
    this.#wanted = new Uint8Array(slots);
    this.#size = 0;
    this.#hand = 0;
    this.#lastSlot = slots - 1;
    this.#shift = Math.clz32(slots) + 1;
  }

  #grow(): void {
    const [ids, urls, wanted] = [this.#ids, this.#urls, this.#wanted];
    this.#allot(2 * urls.length);
    for (let slot = 0; slot < urls.length; slot++) {
      const url = urls[slot];
      if (url !== undefined) this.#put(ids[2 * slot]!, ids[2 * slot + 1]!, url, wanted[slot]!);
    }
  }

  #put(id: number, mailingId: number, url: string, wanted: number): void {
    const slot = this.#slotOf(id);
    this.#ids[2 * slot] = id;
    this.#ids[2 * slot + 1] = mailingId;
    this.#urls[slot] = url;
    this.#wanted[slot] = wanted;
    this.#size++;
  }

  /** Where a link is, or the vacant slot where it would be. */
  #slotOf(id: number): number {
    let slot = this.#homeOf(id);
    for (let at = this.#ids[2 * slot]; at !== id && at !== vacant; at = this.#ids[2 * slot]) slot = this.#after(slot);
    return slot;
  }

  /** Where a link is as long as no other one is there. */
  #homeOf(id: number): number {
    return Math.imul(id, spread) >>> this.#shift;
  }

  #after(slot: number): number {
    return (slot + 1) & this.#lastSlot;
  }

  /** Links that could no longer be reached across the gap move into it (Knuth, TAOCP 6.4, algorithm R). */
  #vacate(slot: number): void {
    let gap = slot;
    for (let next = this.#after(gap); this.#ids[2 * next] !== vacant; next = this.#after(next)) {
      const home = this.#homeOf(this.#ids[2 * next]!);
      if (((next - home) & this.#lastSlot) < ((next - gap) & this.#lastSlot)) continue;
      this.#ids.copyWithin(2 * gap, 2 * next, 2 * next + 2);
      this.#urls[gap] = this.#urls[next];
      this.#wanted[gap] = this.#wanted[next]!;
      gap = next;
    }
    this.#ids[2 * gap] = vacant;
    this.#urls[gap] = undefined;
    this.#size--;
  }

  #evict(): void {
    let chances = mostSecondChances;
    while (this.#urls[this.#hand] === undefined || (this.#wanted[this.#hand] === 1 && chances-- > 0)) {
      this.#wanted[this.#hand] = 0;
      this.#hand = this.#after(this.#hand);
    }
    this.#vacate(this.#hand);
  }
}
