/** A set of positions in a text, one bit for each, from before its first character to behind its last. */
export class Positions {
  readonly length: number;
  readonly words: Uint32Array;
  /** Outside of these words the set is empty. */
  from = 0;
  to = -1;

  constructor(length: number) {
    this.length = length;
    this.words = new Uint32Array((length >>> 5) + 1);
  }

  /** The set with one position. */
  static at(position: number, length: number): Positions {
    const set = new Positions(length);
    set.add(position);
    return set;
  }

  /** The set with every position. */
  static all(length: number): Positions {
    const set = new Positions(length);
    set.addFrom(0);
    return set;
  }

  isEmpty(): boolean {
    while (this.from <= this.to && this.words[this.from] === 0) this.from++;
    while (this.to >= this.from && this.words[this.to] === 0) this.to--;
    return this.from > this.to;
  }

  add(position: number): void {
    const word = position >>> 5;
    this.words[word]! |= 1 << (position & 31);
    this.from = this.to < this.from ? word : Math.min(this.from, word);
    this.to = Math.max(this.to, word);
  }

  has(position: number): boolean {
    return (this.words[position >>> 5]! & (1 << (position & 31))) !== 0;
  }

  /** The first position in the set, -1 for none. */
  first(): number {
    if (this.isEmpty()) return -1;
    return this.from * 32 + 31 - Math.clz32(this.words[this.from]! & -this.words[this.from]!);
  }

  /** Every position from this one on. */
  addFrom(position: number): void {
    const last = this.length >>> 5;
    const word = position >>> 5;
    this.words[word]! |= -1 << (position & 31);
    this.words.fill(-1, word + 1, last + 1);
    this.words[last]! &= this.lastWord();
    this.from = this.to < this.from ? word : Math.min(this.from, word);
    this.to = last;
  }

  addAll(other: Positions): void {
    for (let word = other.from; word <= other.to; word++) this.words[word]! |= other.words[word]!;
    if (other.from > other.to) return;
    this.from = this.to < this.from ? other.from : Math.min(this.from, other.from);
    this.to = Math.max(this.to, other.to);
  }

  /** Those that are in another set, too. */
  within(other: Positions): Positions {
    const set = new Positions(this.length);
    for (let word = this.from; word <= this.to; word++) set.words[word] = this.words[word]! & other.words[word]!;
    [set.from, set.to] = [this.from, this.to];
    return set;
  }

  copy(): Positions {
    const set = new Positions(this.length);
    set.addAll(this);
    return set;
  }

  /** One character on, from where one of `where` begins; without it, from everywhere but the end. */
  step(where?: Positions): void {
    const { words } = this;
    const to = Math.min(this.to + 1, this.length >>> 5);
    let carry = 0;
    for (let word = this.from; word <= to; word++) {
      const bits = where === undefined ? words[word]! : words[word]! & where.words[word]!;
      words[word] = (bits << 1) | carry;
      carry = bits >>> 31;
    }
    words[this.length >>> 5]! &= this.lastWord();
    this.to = to;
  }

  /** Adds what these positions lead to, so many characters on, where one of `ends` is. */
  addMoved(others: Positions, by: number, ends: Positions): void {
    const [skip, shift] = [by >>> 5, by & 31];
    const from = others.from + skip;
    const to = Math.min(others.to + skip + 1, this.length >>> 5);
    for (let word = from; word <= to; word++) {
      const below = word - skip - 1;
      const carry = shift === 0 || below < 0 ? 0 : others.words[below]! >>> (32 - shift);
      this.words[word]! |= ((others.words[word - skip]! << shift) | carry) & ends.words[word]!;
    }
    if (from > to) return;
    this.from = this.to < this.from ? from : Math.min(this.from, from);
    this.to = Math.max(this.to, to);
  }

  private lastWord(): number {
    return -1 >>> (31 - (this.length & 31));
  }
}
