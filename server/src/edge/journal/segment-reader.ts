import type { JournalBatch } from './journal.ts';
import type { LostEventCounter } from './lost-event-counter.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { readRecords, segmentFile } from './segments.ts';

/** Reads what a segment journal has on disk, in batches of about half a megabyte, each once. */
export class SegmentReader {
  readonly #folder: string;
  readonly #segments: SegmentWriter;
  readonly #lostEvents: LostEventCounter;
  #position = 0;
  #released = 0;

  constructor(folder: string, segments: SegmentWriter, lostEvents: LostEventCounter) {
    this.#folder = folder;
    this.#segments = segments;
    this.#lostEvents = lostEvents;
    this.resume(0);
  }

  /** Bytes after the last batch that was released. */
  get waitingBytes(): number {
    return this.#segments.end - this.#released;
  }

  resume(cursor: number): void {
    const { starts, end } = this.#segments;
    const first = starts[0] ?? end;
    this.#position = cursor > end ? first : Math.max(cursor, first);
    this.#released = this.#position;
  }

  async read(): Promise<JournalBatch | undefined> {
    const { starts, end } = this.#segments;
    const from = this.#position;
    if (from === end) return undefined;
    const index = starts.findLastIndex((start) => start <= from);
    const start = starts[index]!;
    const to = starts[index + 1] ?? end;
    const { events, bytes, damaged } = await readRecords(segmentFile(this.#folder, start), from - start, to - start);
    const cursor = from + bytes;
    this.#position = cursor;
    const release = async () => {
      this.#lostEvents.add(damaged);
      this.#released = cursor;
      await this.#segments.deleteBefore(cursor);
    };
    return { events, cursor, release };
  }
}
