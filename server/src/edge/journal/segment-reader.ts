import type { JournalBatch } from './journal.ts';
import type { ReadableSegments } from './readable-segments.ts';
import type { NumberedEvent } from './record.ts';
import { chunkBytes, isAboutFile, readLines, segmentFile } from './segments.ts';

/** Where the reader is. */
interface Place {
  readonly position: number;
  /** The number of the next event; undefined before the first one of a journal that an earlier version wrote. */
  readonly number: number | undefined;
  /** Files with something missing in them, until the next number tells how much it is. */
  readonly suspects: ReadonlySet<string>;
}

/** What was read in one go. */
interface Stretch {
  readonly lines: readonly (NumberedEvent | undefined)[];
  readonly cursor: number;
  readonly suspects: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

/** Reads what a segment journal has on disk, in batches of half a megabyte at most, each once. */
export class SegmentReader {
  readonly #folder: string;
  readonly #segments: ReadableSegments;
  #place: Place = { position: 0, number: undefined, suspects: nothing };

  constructor(folder: string, segments: ReadableSegments) {
    this.#folder = folder;
    this.#segments = segments;
    this.resume(0);
  }

  resume(cursor: number): void {
    const { starts, end, released } = this.#segments;
    const first = starts[0] ?? end;
    const position = cursor > end ? first : Math.max(cursor, first);
    const number = cursor === released.position ? released.number : undefined;
    // What lies before the oldest segment was deleted with its file.
    const suspects = cursor < first ? new Set([segmentFile(this.#folder, cursor)]) : nothing;
    this.#place = { position, number, suspects };
    this.#segments.begin(position);
  }

  async read(maxBytes = chunkBytes): Promise<JournalBatch | undefined> {
    const { starts, end, number: numberAtEnd } = this.#segments;
    const { position, number } = this.#place;
    if (position === end && (number ?? numberAtEnd) === numberAtEnd) return undefined;
    const index = starts.findLastIndex((start) => start <= position);
    const to = starts[index + 1] ?? end;
    const stretch = await this.#linesTo(to, starts[index], maxBytes);
    const { cursor } = stretch;
    const { lost, ...next } = this.#count(stretch, cursor === end ? numberAtEnd : undefined);
    this.#place = { position: cursor, ...next };
    const release = async (unstored = 0) => {
      if (lost > 0) this.#segments.lose(lost, [...stretch.suspects]);
      if (unstored > 0) this.#segments.lose(unstored, []);
      await this.#segments.release(cursor, next.number);
    };
    return { events: stretch.lines.flatMap((line) => line?.event ?? []), cursor, release };
  }

  /** What stands between the reader's position and another, or as much of it as a batch may have. */
  async #linesTo(to: number, start: number | undefined, maxBytes: number): Promise<Stretch> {
    const { position, suspects } = this.#place;
    const missing = (...files: string[]) => ({ lines: [], cursor: to, suspects: new Set([...suspects, ...files]) });
    const expected = segmentFile(this.#folder, position);
    if (start === undefined) return missing(expected);
    if (position === to) return missing();
    const file = segmentFile(this.#folder, start);
    try {
      const { lines, bytes } = await readLines(file, position - start, to - start, maxBytes);
      // The file ends early: it was cut, or the one behind it was deleted.
      if (bytes === 0) return missing(file, expected);
      const damaged = lines.includes(undefined) ? [file] : [];
      return { lines, cursor: position + bytes, suspects: new Set([...suspects, ...damaged]) };
    } catch (error) {
      if (!isAboutFile(error)) throw error;
      await this.#segments.setAside(start, error);
      return missing(file);
    }
  }

  /** Counts what is missing before, between and, where the next number is known, after these lines. */
  #count({ lines, suspects }: Stretch, numberAfter: number | undefined) {
    let { number } = this.#place;
    let lost = 0;
    const meet = (found: number, next = found) => {
      lost += Math.max(0, found - (number ?? found));
      number = next;
    };
    for (const line of lines) {
      if (line?.number !== undefined) meet(line.number, line.number + 1);
      // Without numbers, a damaged line is taken for one event.
      else if (line === undefined && number === undefined) lost++;
    }
    if (numberAfter !== undefined) meet(numberAfter);
    const isKnown = numberAfter !== undefined || lines.at(-1) !== undefined;
    return { lost, number, suspects: isKnown ? nothing : suspects };
  }
}
