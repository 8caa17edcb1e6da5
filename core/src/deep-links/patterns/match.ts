import { any, one, type Part, type Variable } from './pattern.ts';
import { Positions } from './positions.ts';

/** How much work matching may take, in words of 32 positions; shared by all rules that are asked about a link. */
export interface Budget {
  left: number;
}

/** Enough for 15 patterns of 10 kB on a path of 10 kB, and a fraction of a second; ordinary files need a hundredth. */
export const usualBudget = 50_000_000;

/** What the values of a variable with the same length find in a text: where they end. */
interface Ends {
  readonly length: number;
  readonly at: Positions;
}

/** Stands in a text for a value that is not known: any text, or none. No web address has this character. */
export const hole = '\uFFFF';
/** In place of its code point, which a pattern might have. */
const inHole = -3;

/** A text that patterns are matched with. */
export class Subject {
  readonly length: number;
  /** How many words a set of its positions has. */
  readonly words: number;
  /** Where values stand that are not known; undefined if all is known. */
  readonly holes: Positions | undefined;
  /** Where characters stand that are known; undefined if all are. */
  readonly known: Positions | undefined;
  private readonly characters: readonly number[];
  private starts: Map<number, Positions> | undefined;
  private readonly ends = new Map<Variable, readonly Ends[]>();

  constructor(text: string) {
    const whole = text.replaceAll(/\uFFFF{2,}/g, hole);
    this.characters = Array.from(whole, (character) => (character === hole ? inHole : character.codePointAt(0)!));
    this.length = this.characters.length;
    this.words = (this.length >>> 5) + 1;
    if (!whole.includes(hole)) return;
    this.holes = this.startsOf(inHole);
    this.known = new Positions(this.length);
    for (const [index, character] of this.characters.entries()) if (character !== inHole) this.known.add(index);
  }

  /** Where a character stands. */
  startsOf(character: number): Positions | undefined {
    if (this.starts === undefined) {
      this.starts = new Map();
      for (const [index, found] of this.characters.entries()) {
        const known = this.starts.get(found);
        if (known === undefined) this.starts.set(found, Positions.at(index, this.length));
        else known.add(index);
      }
    }
    return this.starts.get(character);
  }

  /** Where the values of a variable without `*` end, by their length. */
  endsOf(variable: Variable, budget: Budget): readonly Ends[] {
    const known = this.ends.get(variable);
    if (known !== undefined) return known;
    const byLength = new Map<number, Positions>();
    for (const value of variable.fixed) {
      if (value.length > this.length) continue;
      budget.left -= this.words;
      const found = advance(Positions.all(this.length), value, this, budget);
      const others = byLength.get(value.length);
      if (others === undefined) byLength.set(value.length, found);
      else others.addAll(found);
    }
    const ends = [...byLength].map(([length, at]) => ({ length, at })).filter(({ at }) => !at.isEmpty());
    this.ends.set(variable, ends);
    return ends;
  }
}

/**
 * Whether a pattern matches the whole of a text; undefined when the budget is used up before that is known.
 *
 * All ways to match are followed at once, as a set of positions in the text, and nothing is tried twice. With a text of n
 * characters, a character, `?` or `*` costs at most n / 32 steps, so a pattern of m parts n · m / 32: for any pattern, time
 * is linear in the text, and for any text, linear in the pattern. The values of a variable (v characters in all) are looked
 * up once in a text, n · v / 32; each use then costs n / 32 for each different length among them, of which there are at
 * most √(2v). Only values with `*` in them are followed at each use. What adds up to more than the budget is given up.
 */
export function matches(pattern: readonly Part[], subject: Subject, budget: Budget): boolean | undefined {
  const reached = advance(Positions.at(0, subject.length), pattern, subject, budget);
  return budget.left < 0 ? undefined : reached.has(subject.length);
}

/**
 * Whether a pattern matches a text that has holes with some value in each of them; `matches` says whether it does with any, so
 * that of a hole only `*` is sure to match all there may be.
 */
export function mayMatch(pattern: readonly Part[], subject: Subject, budget: Budget): boolean | undefined {
  const reached = advanceInto(Positions.at(0, subject.length), pattern, subject, budget);
  return budget.left < 0 ? undefined : reached.has(subject.length);
}

/** Where each of these positions leads over these parts of a pattern. Changes the set it is given. */
function advance(start: Positions, parts: readonly Part[], subject: Subject, budget: Budget): Positions {
  let set = start;
  for (const part of parts) {
    if (set.isEmpty() || budget.left < 0) return new Positions(subject.length);
    budget.left -= set.to - set.from + 1;
    if (part === any) set.addFrom(set.first());
    else if (part === one) set.step(subject.known);
    else if (typeof part !== 'number') set = advanceOver(part, set, subject, budget);
    else {
      const starts = subject.startsOf(part);
      if (starts === undefined) return new Positions(subject.length);
      set.step(starts);
    }
  }
  return set;
}

/** The same where a hole has what suits the pattern: any number of its parts. */
function advanceInto(start: Positions, parts: readonly Part[], subject: Subject, budget: Budget): Positions {
  const holes = subject.holes ?? new Positions(subject.length);
  const behindHoles = (set: Positions): Positions => {
    const behind = set.within(holes);
    behind.step();
    set.addAll(behind);
    return set;
  };
  let set = behindHoles(start);
  for (const part of parts) {
    if (set.isEmpty() || budget.left < 0) return new Positions(subject.length);
    budget.left -= 3 * subject.words;
    const inside = set.within(holes);
    if (typeof part === 'number') set = advance(set, [part], subject, budget);
    else {
      const reached = new Positions(subject.length);
      for (const value of [...part.fixed, ...part.wild]) {
        budget.left -= subject.words;
        if (budget.left < 0) break;
        reached.addAll(advanceInto(set.copy(), value, subject, budget));
      }
      set = reached;
    }
    set.addAll(inside);
    set = behindHoles(set);
  }
  return set;
}

function advanceOver(variable: Variable, set: Positions, subject: Subject, budget: Budget): Positions {
  const reached = new Positions(subject.length);
  budget.left -= subject.words;
  for (const { length, at } of subject.endsOf(variable, budget)) {
    budget.left -= set.to - set.from + 1;
    if (budget.left < 0) break;
    reached.addMoved(set, length, at);
  }
  for (const value of variable.wild) {
    budget.left -= subject.words;
    if (budget.left < 0) break;
    reached.addAll(advance(set.copy(), value, subject, budget));
  }
  return reached;
}
