import type { JournalPart } from './journal.ts';
import type { LossCount } from './lost-events.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { readRecords, segmentFile } from './segments.ts';

/** Reads what a segment journal has on disk, in parts of about half a megabyte, each once. */
export class SegmentReader {
  readonly #folder: string;
  readonly #segments: SegmentWriter;
  readonly #loss: LossCount;
  #position = 0;
  #released = 0;

  constructor(folder: string, segments: SegmentWriter, loss: LossCount) {
    this.#folder = folder;
    this.#segments = segments;
    this.#loss = loss;
    this.resume(0);
  }

  /** Bytes behind the last part that was released. */
  get waitingBytes(): number {
    return this.#segments.end - this.#released;
  }

  resume(cursor: number): void {
    const { starts, end } = this.#segments;
    const first = starts[0] ?? end;
    this.#position = cursor > end ? first : Math.max(cursor, first);
    this.#released = this.#position;
  }

  async read(): Promise<JournalPart | undefined> {
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
      this.#loss.add(damaged);
      this.#released = cursor;
      await this.#segments.deleteBefore(cursor);
    };
    return { events, cursor, release };
  }
}
