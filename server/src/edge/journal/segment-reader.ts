import type { JournalBatch } from './journal.ts';
import type { NumberedEvent } from './record.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { isAboutFile, readLines, segmentFile } from './segments.ts';

/** What happened to a folder of segments. */
export interface SegmentReaderOptions {
  /** Called when a batch is released that lies behind missing events: how many, and the files that they were in. */
  readonly onLost: (events: number, files: readonly string[]) => void;
  /** Called with the segment that begins at a position and cannot be read. Resolves when it is out of the way. */
  readonly onUnreadable: (start: number, error: unknown) => Promise<void>;
}

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

/** Reads what a segment journal has on disk, in batches of about half a megabyte, each once. */
export class SegmentReader {
  readonly #folder: string;
  readonly #segments: SegmentWriter;
  readonly #options: SegmentReaderOptions;
  #place: Place = { position: 0, number: undefined, suspects: nothing };
  #released = 0;

  constructor(folder: string, segments: SegmentWriter, options: SegmentReaderOptions) {
    this.#folder = folder;
    this.#segments = segments;
    this.#options = options;
    this.resume(0);
  }

  /** Bytes after the last batch that was released. */
  get waitingBytes(): number {
    return this.#segments.end - this.#released;
  }

  resume(cursor: number): void {
    const { starts, end, released } = this.#segments;
    const first = starts[0] ?? end;
    const position = cursor > end ? first : Math.max(cursor, first);
    const number = cursor === released.position ? released.number : undefined;
    // What lies before the oldest segment was deleted with its file.
    const suspects = cursor < first ? new Set([segmentFile(this.#folder, cursor)]) : nothing;
    this.#place = { position, number, suspects };
    this.#released = position;
  }

  async read(): Promise<JournalBatch | undefined> {
    const { starts, end, number: numberAtEnd } = this.#segments;
    const { position, number } = this.#place;
    if (position === end && (number ?? numberAtEnd) === numberAtEnd) return undefined;
    const index = starts.findLastIndex((start) => start <= position);
    const to = starts[index + 1] ?? end;
    const stretch = await this.#linesTo(to, starts[index]);
    const { cursor } = stretch;
    const { lost, ...next } = this.#count(stretch, cursor === end ? numberAtEnd : undefined);
    this.#place = { position: cursor, ...next };
    const release = async (unstored = 0) => {
      if (lost > 0) this.#options.onLost(lost, [...stretch.suspects]);
      if (unstored > 0) this.#options.onLost(unstored, []);
      this.#released = cursor;
      this.#segments.release(cursor, next.number);
      await this.#segments.deleteBefore(cursor);
    };
    return { events: stretch.lines.flatMap((line) => line?.event ?? []), cursor, release };
  }

  /** What stands between the reader's position and another, or the first half of a megabyte of it. */
  async #linesTo(to: number, start: number | undefined): Promise<Stretch> {
    const { position, suspects } = this.#place;
    const missing = (...files: string[]) => ({ lines: [], cursor: to, suspects: new Set([...suspects, ...files]) });
    const expected = segmentFile(this.#folder, position);
    if (start === undefined) return missing(expected);
    if (position === to) return missing();
    const file = segmentFile(this.#folder, start);
    try {
      const { lines, bytes } = await readLines(file, position - start, to - start);
      // The file ends early: it was cut, or the one behind it was deleted.
      if (bytes === 0) return missing(file, expected);
      const damaged = lines.includes(undefined) ? [file] : [];
      return { lines, cursor: position + bytes, suspects: new Set([...suspects, ...damaged]) };
    } catch (error) {
      if (!isAboutFile(error)) throw error;
      await this.#options.onUnreadable(start, error);
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
